"""A session's figures: words, removed words, and how much the cleaned view saves the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from captioner.captions import punctuation
from captioner.labels import DISFLUENT
from captioner.messages import Label, TranscriptEntry, seconds


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over a session."""

    words: int
    """number of words, removed ones included"""
    by_label: Mapping[Label, int]
    """words of each label"""
    removed: tuple[Label, ...]
    """labels that the cleaned view leaves out, in the order of their table"""
    kept: tuple[Label, ...]
    """labels that it shows, although they could be left out"""
    repairs: int
    """places at which something was taken back, with any number of words"""
    minutes: float
    """of speech, pauses between utterances not counted"""

    @property
    def saved(self) -> int:
        """Words that the cleaned view leaves out."""
        return sum(self.by_label[label] for label in self.removed)

    @property
    def left(self) -> int:
        """Words that the cleaned view shows."""
        return self.words - self.saved

    @property
    def words_per_minute(self) -> float:
        """0 where nothing was said."""
        return self._per_minute(self.words)

    @property
    def saved_share(self) -> float:
        """The share of words that the cleaned view leaves out, 0 to 1."""
        return self.saved / self.words if self.words else 0.0

    def _per_minute(self, count: int) -> float:
        return count / self.minutes if self.minutes else 0.0


def count(entries: Iterable[TranscriptEntry], removed: frozenset[Label] = DISFLUENT) -> Statistics:
    """Count over utterances; punctuation that came as a word of its own is no word."""
    labels: Counter[Label] = Counter()
    repairs = 0
    samples = 0
    for entry in entries:
        if not entry.words:
            continue
        samples += max(word.word.end for word in entry.words) - entry.words[0].word.start
        is_taking_back = False
        for word in entry.words:
            if not punctuation.split(word.word.text).core:
                continue
            labels[word.label] += 1
            row = word.label.row
            repairs += row.is_taken_back and not is_taking_back
            is_taking_back = row.is_taken_back or (is_taking_back and row.in_repair)
    by_label = MappingProxyType({label: labels[label] for label in Label})
    disfluent = [label for label in Label if label in DISFLUENT]
    left_out = tuple(label for label in disfluent if label in removed)
    kept = tuple(label for label in disfluent if label not in removed)
    return Statistics(labels.total(), by_label, left_out, kept, repairs, seconds(samples) / 60)
