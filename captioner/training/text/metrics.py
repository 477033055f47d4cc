"""Streaming and final quality of disfluency labels, as the paper's appendix A.1 defines them.

Formulas, with L(i, j) the label of word j after i words, or nothing while it waits:

- streaming precision, recall, F1: every (i, j) with a label is one prediction, over all utterances together;
- EO: mean over utterances of #{(i, j): L(i, j) and L(i-1, j) both there and different} / words;
- AWT: mean over words of (first i with a label) - j; TTD: over disfluent words ever labelled so of (first such i) - j;
  FTD: the same from the onset of the word's repair; i and j count words from 1;
- final precision, recall, F1: of L(n, j), after all n words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOTHING = -1
"""no label yet"""
UNKNOWN_KIND = 5
"""gold label of a word that the corpus calls disfluent without a kind; the labels 0 to 4 are fluent, filled pause,
discourse marker, interregnum, reparandum"""
NO_REPAIR = -1

SETS: dict[str, tuple[int, ...]] = {"rm": (4,), "rm+im": (4, 3), "all": (1, 2, 3, 4, UNKNOWN_KIND)}
"""The labels that count as disfluent in each set."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """The labels of an utterance of n words, word by word."""

    labels: NDArray[np.int8]
    """shape (n, n): the label of word j (column) after i + 1 words (row), or NOTHING"""
    gold: NDArray[np.int8]
    """shape (n,)"""
    repair_onset: NDArray[np.int64]
    """shape (n,): index of the repair's first word, NO_REPAIR elsewhere"""


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1; NaN if the data do not allow them."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class SetScores:
    """The figures that depend on the set of disfluent labels."""

    stream: Scores
    final: Scores
    edit_overhead: float
    time_to_detection: float
    """words, from the word itself"""
    repair_time_to_detection: float
    """words, from the onset of its repair"""
    misses: dict[int, float]
    """for each gold label the share of its words that the final output puts on the other side"""


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one model on one file."""

    sets: dict[str, SetScores]
    edit_overhead: float
    """of the five labels themselves"""
    average_waiting_time: float
    """words"""
    coverage: float
    """share of the (i, j) with a label"""
    removed_fluent: float
    """share of the words of fluent utterances that the final output labels as disfluent"""
    waiting_by_kind: dict[str, float]
    """words; the kinds are the gold labels and the first words of repairs"""
    utterances: int
    words: int


def scores(true_positives: float, false_positives: float, false_negatives: float) -> Scores:
    """Precision, recall and F1 from counts; no F1 if there is nothing to find."""
    precision = _ratio(true_positives, true_positives + false_positives)
    recall = _ratio(true_positives, true_positives + false_negatives)
    positives = true_positives + false_negatives
    f1 = _ratio(2 * true_positives, true_positives + false_positives + positives) if positives else float("nan")
    return Scores(precision, recall, f1)


def is_in(labels: NDArray[np.int8], which: str) -> NDArray[np.bool_]:
    """Whether each of `labels` belongs to a set of SETS."""
    return np.isin(labels, SETS[which])


def counts(utterance: Streamed, which: str, *, final: bool) -> NDArray[np.int64]:
    """True positives, false positives and false negatives of one utterance, shape (3,).

    Words of UNKNOWN_KIND count only for `all`: in the other sets they are neither right nor wrong.
    """
    labels = utterance.labels[-1:] if final else utterance.labels
    counted = labels != NOTHING
    if which != "all":
        counted = counted & (utterance.gold != UNKNOWN_KIND)
    positive, gold = is_in(labels, which), is_in(utterance.gold, which)[None, :]
    return np.array(
        [(counted & positive & gold).sum(), (counted & positive & ~gold).sum(), (counted & ~positive & gold).sum()],
        np.int64,
    )


def edit_overhead(utterance: Streamed, view: Callable[[NDArray[np.int8]], NDArray[np.generic]]) -> float:
    """Labels changed from one word to the next, over the utterance's length, as `view` sees labels."""
    before, after = utterance.labels[:-1], utterance.labels[1:]
    both = (before != NOTHING) & (after != NOTHING)
    return float((both & (view(before) != view(after))).sum()) / len(utterance.gold)


def first_rows(there: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each column of an (n, n) array the first True row, or -1; shape (n,)."""
    return np.where(there.any(axis=0), there.argmax(axis=0), -1)


def report(utterances: Sequence[Streamed]) -> Report:
    """Measure the labels of a file.

    Raises:
        ValueError: there are no utterances.
    """
    if not utterances:
        raise ValueError("there is nothing to measure")
    waits = [first_rows(u.labels != NOTHING) - np.arange(len(u.gold)) for u in utterances]
    pairs = sum(len(u.gold) * (len(u.gold) + 1) // 2 for u in utterances)
    gold = np.concatenate([u.gold for u in utterances])
    final = np.concatenate([u.labels[-1] for u in utterances])
    fluent = np.concatenate([np.full(len(u.gold), not u.gold.any()) for u in utterances])
    return Report(
        sets={which: _set_scores(utterances, which) for which in SETS},
        edit_overhead=float(np.mean([edit_overhead(u, lambda labels: labels) for u in utterances])),
        average_waiting_time=float(np.concatenate(waits).mean()),
        coverage=sum(int((u.labels != NOTHING).sum()) for u in utterances) / pairs,
        removed_fluent=_ratio(float((fluent & (final > 0)).sum()), float(fluent.sum())),
        waiting_by_kind=_waiting_by_kind(utterances, np.concatenate(waits), gold),
        utterances=len(utterances),
        words=len(gold),
    )


def bootstrap(
    utterances: Sequence[Streamed], which: str, *, final: bool, samples: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """The 95% interval of F1, utterances drawn with replacement."""
    table = np.stack([counts(utterance, which, final=final) for utterance in utterances])
    random = np.random.default_rng(seed)
    values = []
    for _ in range(samples):
        drawn = random.multinomial(len(table), np.full(len(table), 1 / len(table)))
        values.append(scores(*(drawn @ table).tolist()).f1)
    low, high = np.nanpercentile(values, [2.5, 97.5]) if not np.isnan(values).all() else (np.nan, np.nan)
    return float(low), float(high)


def _set_scores(utterances: Sequence[Streamed], which: str) -> SetScores:
    delays, repair_delays = [], []
    for utterance in utterances:
        found = first_rows(is_in(utterance.labels, which))
        hits = is_in(utterance.gold, which) & (found >= 0)
        delays += (found - np.arange(len(found)))[hits].tolist()
        repaired = hits & (utterance.repair_onset != NO_REPAIR)
        repair_delays += (found - utterance.repair_onset)[repaired].tolist()
    stream = np.sum([counts(utterance, which, final=False) for utterance in utterances], axis=0)
    final = np.sum([counts(utterance, which, final=True) for utterance in utterances], axis=0)
    return SetScores(
        stream=scores(*stream.tolist()),
        final=scores(*final.tolist()),
        edit_overhead=float(np.mean([edit_overhead(u, lambda labels: is_in(labels, which)) for u in utterances])),
        time_to_detection=_mean(delays),
        repair_time_to_detection=_mean(repair_delays),
        misses=_misses(utterances, which),
    )


def _misses(utterances: Sequence[Streamed], which: str) -> dict[int, float]:
    gold = np.concatenate([utterance.gold for utterance in utterances])
    final = np.concatenate([utterance.labels[-1] for utterance in utterances])
    wrong = is_in(final, which) != is_in(gold, which)
    return {int(label): float(wrong[gold == label].mean()) for label in np.unique(gold)}


def _waiting_by_kind(
    utterances: Sequence[Streamed], waits: NDArray[np.int64], gold: NDArray[np.int8]
) -> dict[str, float]:
    names = ("fluent", "filled pause", "discourse marker", "interregnum", "reparandum", "disfluent")
    found = {name: _mean(waits[gold == label].tolist()) for label, name in enumerate(names) if (gold == label).any()}
    onsets = np.concatenate([np.isin(np.arange(len(u.gold)), u.repair_onset) for u in utterances])
    if onsets.any():
        found["repair onset"] = _mean(waits[onsets].tolist())
    return found


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
