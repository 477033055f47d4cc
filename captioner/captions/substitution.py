"""Replaces words on screen and in files: the user's rules, and stars for swear words. The record is not changed.

Each word is replaced without its neighbours, so a settled word never changes, whatever words follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from captioner.captions import profanity, punctuation
from captioner.messages import CaptionUpdate, LabelledWord, TranscriptEntry


@dataclass(frozen=True)
class Substitution:
    """Rules and filter; by default neither.

    Attributes:
        rules: heard word, without punctuation and in any case, to the shown text.
        hides_profanity: replace all letters of swear words but the first by stars.
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    hides_profanity: bool = False
    _folded: Mapping[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make rules independent of case."""
        folded = {str(heard).strip().casefold(): str(shown).strip() for heard, shown in self.rules.items()}
        object.__setattr__(self, "_folded", {heard: shown for heard, shown in folded.items() if heard})

    def text(self, text: str) -> str:
        """A word with the punctuation around it, as it is shown."""
        if not self._folded and not self.hides_profanity:
            return text
        token = punctuation.split(text)
        core = token.core
        shown = self._folded.get(core.casefold())
        if shown is not None:
            # a rule in small letters keeps the capital of a sentence's first word
            core = shown[:1].upper() + shown[1:] if core[:1].isupper() and shown.islower() else shown
        elif self.hides_profanity and profanity.is_profane(core):
            core = profanity.masked(core)
        return token.prefix + core + token.suffix

    def word(self, word: LabelledWord) -> LabelledWord:
        """A word as it is shown; if nothing would be left, the word as it was heard."""
        text = self.text(word.word.text)
        if text == word.word.text or not text.strip():
            return word
        return replace(word, word=replace(word.word, text=text))

    def words(self, words: Iterable[LabelledWord]) -> tuple[LabelledWord, ...]:
        """Words as they are shown."""
        return tuple(map(self.word, words))

    def update(self, update: CaptionUpdate) -> CaptionUpdate:
        """An update as it is shown."""
        return replace(update, settled=self.words(update.settled), provisional=self.words(update.provisional))

    def entry(self, entry: TranscriptEntry) -> TranscriptEntry:
        """An utterance of the record as it is shown."""
        return replace(entry, words=self.words(entry.words))


AS_HEARD = Substitution()
"""Nothing is replaced."""
