"""The disfluency model follows the language that the recogniser hears."""

from __future__ import annotations

from collections.abc import Callable

from captioner.disfluency.tagger import Tagger
from captioner.messages import CaptionUpdate, WordUpdate


class TaggerByLanguage:
    """Hands each utterance to the tagger of its language, loaded when the language is first heard.

    The language of an utterance's first update decides for all of it: a tagger that changed within an utterance would
    have to settle words that it never read.
    """

    def __init__(self, load: Callable[[str], Tagger]) -> None:
        """`load` makes the tagger of a two-letter code, empty for an unknown language; it may raise ModelError."""
        self._load = load
        self._taggers: dict[str, Tagger] = {}
        self._utterance: int | None = None
        self._current: Tagger | None = None

    def accept(self, update: WordUpdate) -> CaptionUpdate:
        """Label what is new; see `Tagger`."""
        if self._current is None or update.utterance != self._utterance:
            if update.language not in self._taggers:
                self._taggers[update.language] = self._load(update.language)
            self._current = self._taggers[update.language]
            self._utterance = update.utterance
        return self._current.accept(update)

    def reset(self) -> None:
        """Forget the current utterance."""
        if self._current is not None:
            self._current.reset()
        self._utterance, self._current = None, None
