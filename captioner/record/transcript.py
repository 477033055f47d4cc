"""The record of a session: every settled word with its label, and corrections by hand beside them."""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from captioner.messages import CaptionUpdate, LabelledWord, SoundGap, TranscriptEntry
from captioner.record.packed import PackedEntries


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """Details of a session besides its words; empty where unknown."""

    started: str = ""
    """local date and time with the offset, ISO 8601"""
    source: str = ""
    """the device or file that was heard"""
    speech_model: str = ""
    disfluency_model: str = ""
    language: str = ""
    """of what was said, BCP 47 (`en`, `de-AT`)"""


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a word in the record."""

    utterance: int
    index: int
    """counts the words of the utterance from 0"""


class Transcript:
    """Append-only; corrections are kept beside the words and do not change them."""

    def __init__(self, info: SessionInfo | None = None) -> None:
        """Begin an empty record."""
        self.info = info or SessionInfo()
        self._entries = PackedEntries()
        self._corrections: dict[Place, str] = {}
        self._gaps: list[SoundGap] = []

    @property
    def entries(self) -> PackedEntries:
        """The recognised utterances in order; grows with the record and must not be modified."""
        return self._entries

    @property
    def corrections(self) -> Mapping[Place, str]:
        """The corrected texts by the position of their words; not to be modified."""
        return MappingProxyType(self._corrections)

    @property
    def gaps(self) -> Sequence[SoundGap]:
        """The gaps in the sound, in order; not to be modified."""
        return self._gaps

    def name_model(self, name: str) -> None:
        """Note the speech model that replaces the chosen one; nothing if `name` is empty."""
        if name:
            self.info = replace(self.info, speech_model=name)

    def mark(self, gap: SoundGap) -> None:
        """Add a gap in the sound.

        Raises:
            ValueError: it has no length, or is not behind the last one.
        """
        if gap.start >= gap.end or (self._gaps and gap.start < self._gaps[-1].end):
            raise ValueError(f"a gap from {gap.start} to {gap.end}")
        self._gaps.append(gap)

    def append(self, update: CaptionUpdate) -> None:
        """Add the settled words of a live update; provisional words are no part of the record. Raises as `add`."""
        self.add(
            TranscriptEntry(
                update.utterance, update.settled, update.utterance_ended, update.channel, update.is_new_speaker
            )
        )

    def add(self, entry: TranscriptEntry) -> None:
        """Add an utterance, or the next words of the last one.

        Raises:
            ValueError: it belongs to an utterance before the last one.
        """
        last = self._entries.last
        if last is not None and entry.utterance < last.utterance:
            raise ValueError(f"utterance {entry.utterance} comes after {last.utterance}")
        if last is not None and entry.utterance == last.utterance:
            is_complete = last.is_complete or entry.is_complete
            if entry.words or is_complete != last.is_complete:
                self._entries.replace_last(replace(last, words=last.words + entry.words, is_complete=is_complete))
            return
        if last is not None and not last.is_complete:
            self._entries.replace_last(replace(last, is_complete=True))
        if entry.words:
            self._entries.append(entry)

    def correct(self, utterance: int, word_index: int, text: str | None) -> None:
        """Correct a recognised word.

        Args:
            utterance: the number of its utterance.
            word_index: counts the words of the utterance from 0, removed ones too.
            text: may be several words; empty leaves the word out; None undoes the correction.

        Raises:
            KeyError: there is no such word.
        """
        place = Place(utterance, word_index)
        recognised = self.recognised(place).word.text
        if text is None or text == recognised:
            self._corrections.pop(place, None)
        else:
            self._corrections[place] = text

    def recognised(self, place: Place) -> LabelledWord:
        """A word as it was recognised.

        Raises:
            KeyError: there is no such word.
        """
        words = self._entry(place.utterance).words
        if not 0 <= place.index < len(words):
            raise KeyError(f"utterance {place.utterance} has no word {place.index}")
        return words[place.index]

    def corrected(self, utterance: int) -> TranscriptEntry:
        """An utterance with its corrections in place.

        Raises:
            KeyError: there is no such utterance.
        """
        return self._with_corrections(self._entry(utterance))

    def read(self) -> Iterator[TranscriptEntry]:
        """All utterances with their corrections in place, for views and exports."""
        return (self._with_corrections(entry) for entry in self._entries)

    def latest(self, count: int) -> list[TranscriptEntry]:
        """The last utterances, at most `count`, with their corrections in place."""
        return [self._with_corrections(entry) for entry in self._entries[-count:]]

    def reworded(self, change: Callable[[TranscriptEntry], TranscriptEntry]) -> Transcript:
        """The same record, each utterance with its corrections put through `change`: for files, not the journal."""
        result = copy.copy(self)
        result._entries, result._corrections = PackedEntries(), {}
        for entry in map(change, self.read()):
            result.add(entry)
        return result

    def row(self, utterance: int) -> int:
        """The index of an utterance in `entries`.

        Raises:
            KeyError: there is no such utterance.
        """
        numbers = self._entries.utterances
        position = bisect_left(numbers, utterance)
        if position == len(numbers) or numbers[position] != utterance:
            raise KeyError(f"no utterance {utterance}")
        return position

    def _entry(self, utterance: int) -> TranscriptEntry:
        return self._entries[self.row(utterance)]

    def _with_corrections(self, entry: TranscriptEntry) -> TranscriptEntry:
        if not self._corrections:
            return entry
        words = tuple(self._corrected(word, Place(entry.utterance, n)) for n, word in enumerate(entry.words))
        return entry if words == entry.words else replace(entry, words=words)

    def _corrected(self, word: LabelledWord, place: Place) -> LabelledWord:
        text = self._corrections.get(place)
        return word if text is None else replace(word, word=replace(word.word, text=text))
