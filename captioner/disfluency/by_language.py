"""The disfluency model follows the language that the recogniser hears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from captioner.disfluency.tagger import Tagger
from captioner.messages import CaptionUpdate, WordUpdate


class TaggerByLanguage:
    """Hands each utterance to the tagger of its language, made when the language is first heard.

    The language of an utterance's first words decides for all of it: a tagger that changed within an utterance would
    have to settle words that it never read.
    """

    def __init__(self, make: Callable[[str], Tagger]) -> None:
        """`make` returns the tagger of a two-letter code, empty for an unknown language; it may raise ModelError."""
        self._make = make
        self._taggers: dict[str, Tagger] = {}
        self._current: Tagger | None = None
        """the tagger of the current utterance, None before its first words"""
        self._language = ""
        """the language of that utterance"""

    def label(self, update: WordUpdate) -> CaptionUpdate:
        """Label the new words; see `Tagger`."""
        if self._current is None:
            if not update.committed and not update.pending:
                return CaptionUpdate(update.utterance, (), (), update.utterance_ended)
            self._current, self._language = self._tagger(update.language), update.language
        found = replace(self._current.label(update), language=self._language, is_new_speaker=update.is_new_speaker)
        if update.utterance_ended:
            self._current = None
        return found

    def reset(self) -> None:
        """Forget the current utterance."""
        if self._current is not None:
            self._current.reset()
        self._current = None

    def _tagger(self, language: str) -> Tagger:
        if language not in self._taggers:
            self._taggers[language] = self._make(language)
        return self._taggers[language]
