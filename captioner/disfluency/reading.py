"""The model's output for words, and the decisions from it: the wait rule and the thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency.labels import FLUENT, INTERREGNUM, REPARANDUM

REVISION_MARGIN = 0.1
"""How far a probability must exceed its threshold to revise an emitted label: a fifth fewer revisions at the same F1
(training/notes/disfluency.md)."""
NOT_EMITTED = -1


class Thoroughness(StrEnum):
    """How readily words count as disfluent; points on the measured precision-recall curve of a model."""

    GENTLE = "gentle"
    STANDARD = "standard"
    THOROUGH = "thorough"


@dataclass(frozen=True, slots=True)
class RepairRule:
    """The language, and the probabilities of not being fluent from which words next to a repair go: see `repairs.py`.

    With 0.75 and 0.5 the German model has an F1 of 0.941 on DISCO dev in place of 0.930. In English they gain nothing.
    """

    beside: float = 0.65
    """a word beside a reparandum belongs to it"""
    said_again: float = 1.0
    """a stretch before its own first word goes, whatever words it has"""
    hesitation: float = 1.0
    """a hesitation such as `uh` goes, whatever the thoroughness; in German `um` and `er` are words. With 0.3 the
    English model leaves 246 disfluent words in live captions of the gold sentences, not 252, and loses one more fluent
    one"""
    language: str = "en"
    """two letters"""


@dataclass(frozen=True, slots=True)
class Rule:
    """The thresholds that turn probabilities into decisions; each model brings its own, measured ones."""

    disfluent: Mapping[Thoroughness, float]
    """a word is disfluent from this probability of not being fluent on"""
    wait: float = 0.5
    """a word with a higher wait probability is held back, with all words behind it"""
    settle_after: int = 0
    """words that must stand behind an emitted word before its label is settled"""
    open: float = 1.0
    """a word settles only when its label will stay to the end of the utterance with a probability of at least 1 minus
    this"""
    repairs: RepairRule = RepairRule()


@dataclass(frozen=True, slots=True)
class Reading:
    """The model's output for the last words of an utterance."""

    labels: NDArray[np.float32]
    """shape (words, labels): probabilities, in the order of LABELS"""
    wait: NDArray[np.float32]
    """shape (words,): probability that more words are needed"""
    skipped: int
    """words of the utterance before the first one read"""
    taken_back: NDArray[np.float32] | None = None
    """shape (words,): probability that the word is not fluent when the utterance ends; None: the model cannot predict
    it"""

    def decisions(self, disfluent: float, before: NDArray[np.integer[Any]] | None = None) -> NDArray[np.intp]:
        """An index into LABELS for each word read: the likeliest disfluent one if probable enough, otherwise fluent.

        Args:
            before: shape (words,), the label emitted for each word one reading ago, NOT_EMITTED where there was none.
        """
        chosen: NDArray[np.intp] = 1 + self.labels[:, 1:].argmax(axis=1)
        removed = 1.0 - self.labels[:, 0]
        if before is None:
            return _with_interregna(np.where(removed >= disfluent, chosen, 0))
        thresholds = disfluent + REVISION_MARGIN * ((before == 0).astype(float) - (before > 0))
        rivals = np.arange(len(chosen)), np.maximum(before, 0)
        sure = self.labels[rivals[0], chosen] >= self.labels[rivals] + REVISION_MARGIN
        kinds = np.where((before > 0) & ~sure, before, chosen)
        return _with_interregna(np.where(removed >= thresholds, kinds, 0))

    def first_open(self, labels: NDArray[np.intp], doubt: float, settled: int = 0) -> int:
        """Number of words before the first one that will change its label with a probability above `doubt`.

        Args:
            labels: (words,), as decided.
            doubt: 0 to 1.
            settled: number of first words read that cannot change any more.

        Returns:
            Words of the utterance, the skipped ones included.
        """
        if self.taken_back is None:
            return self.skipped + len(labels)
        risk = np.where(labels == FLUENT, self.taken_back, 1.0 - self.taken_back)
        open_words = settled + np.flatnonzero(risk[settled:] > doubt)
        return self.skipped + int(open_words[0] if len(open_words) else len(labels))

    def emitted(self, wait: float) -> int:
        """Number of words of the utterance to the left of the first waiting one, the skipped ones included."""
        waiting = np.flatnonzero(self.wait > wait)
        return self.skipped + int(waiting[0] if len(waiting) else len(self.wait))


def _with_interregna(labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """Label fillers and markers between a reparandum and the fluent word behind it as its interregnum.

    That is the definition (Shriberg 1994). The model alone labels one in four of them as plain fillers or markers:
    0.005 of F1 on reparanda and interregna in Switchboard.
    """
    found = labels.copy()
    for first in np.flatnonzero((labels[:-1] == REPARANDUM) & (labels[1:] != REPARANDUM) & (labels[1:] != 0)) + 1:
        behind = np.flatnonzero((labels[first:] == 0) | (labels[first:] == REPARANDUM))
        end = first + behind[0] if len(behind) else len(labels)
        if end == len(labels) or labels[end] == 0:
            found[first:end] = INTERREGNUM
    return found


class LabelModel(Protocol):
    """The interface of disfluency models."""

    @property
    def rule(self) -> Rule:
        """The thresholds for its probabilities."""

    def read(self, words: Sequence[str], *, complete: bool) -> Reading:
        """Read an utterance so far; `complete`: it has ended after the last word."""
