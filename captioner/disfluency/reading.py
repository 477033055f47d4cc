"""What the model says about words, and what follows from it: the wait rule and the thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency.labels import FLUENT, INTERREGNUM, REPARANDUM

REVISION_MARGIN = 0.1
"""How far beyond its threshold a probability must be to revise a label that was emitted before: a fifth fewer
revisions at the same F1 (training/notes/disfluency.md)."""
NOT_EMITTED = -1


class Thoroughness(StrEnum):
    """How readily a word is taken for disfluent; points on the measured precision-recall curve of a model."""

    GENTLE = "gentle"
    STANDARD = "standard"
    THOROUGH = "thorough"


@dataclass(frozen=True, slots=True)
class Rule:
    """How probabilities become decisions; a model brings its own, measured ones."""

    disfluent: Mapping[Thoroughness, float]
    """a word is disfluent from this probability of not being fluent on"""
    wait: float = 0.5
    """a word whose wait probability is above holds back itself and all behind it"""
    settle_after: int = 0
    """words that must stand behind an emitted word before its label is settled"""
    open: float = 1.0
    """a word is settled only when its label is, with at least 1 minus this probability, that of the ended utterance"""


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
    """shape (words,): probability that the word is not fluent in the end, whatever still comes; None: cannot be told"""

    def decisions(self, disfluent: float, before: NDArray[np.integer[Any]] | None = None) -> NDArray[np.intp]:
        """For each word read an index into LABELS: the likeliest disfluent one if probable enough, else fluent.

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
        """How many words stand before the first that is likelier than `doubt` to be labelled otherwise in the end.

        Args:
            labels: (words,), as decided.
            doubt: 0 to 1.
            settled: of the words read so many cannot change any more.

        Returns:
            Words of the utterance, the skipped ones included.
        """
        if self.taken_back is None:
            return self.skipped + len(labels)
        risk = np.where(labels == FLUENT, self.taken_back, 1.0 - self.taken_back)
        open_words = settled + np.flatnonzero(risk[settled:] > doubt)
        return self.skipped + int(open_words[0] if len(open_words) else len(labels))

    def emitted(self, wait: float) -> int:
        """How many words of the utterance stand to the left of the first waiting one, the skipped ones included."""
        waiting = np.flatnonzero(self.wait > wait)
        return self.skipped + int(waiting[0] if len(waiting) else len(self.wait))


def _with_interregna(labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """Fillers and markers that stand between a reparandum and the fluent word behind it, as its interregnum.

    That is what the word means (Shriberg 1994). The model alone takes one in four of them for plain fillers or markers:
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
    """Whatever reads words as the disfluency model does."""

    @property
    def rule(self) -> Rule:
        """How its probabilities are to be used."""

    def read(self, words: Sequence[str], *, complete: bool) -> Reading:
        """Read an utterance so far; `complete`: it has ended behind the last word."""
