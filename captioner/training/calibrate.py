"""The thresholds of a model, measured on labelled utterances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from captioner.disfluency.reading import Rule, Thoroughness
from captioner.training.metrics import counts, report, scores
from captioner.training.streaming import Recorded, settled

_WAITS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
_DISFLUENT = tuple(np.arange(0.1, 0.96, 0.05).round(2).tolist())
_LONGEST_SETTLING = 4
"""words: what a reader sees as not yet certain"""
_SETTLED_LOSS = 0.015
"""F1 of all removed words that settling early may cost against reading the whole utterance"""
_SLACK = 0.08
"""The standard threshold has the best F1; gentle and thorough give away this much recall or precision."""


def calibrated(recorded: Sequence[Recorded], longest_wait: float) -> tuple[Rule, dict[str, float]]:
    """Thresholds and the figures at them.

    Wait: the best streaming F1 (all removed words) with an average waiting time of at most `longest_wait` words.
    Disfluent: the best final F1, and a step to either side along the precision-recall curve. Settling: the fewest
    words behind a word at which the settled labels lose at most _SETTLED_LOSS against the final ones.
    """
    curve = {value: _final(recorded, value) for value in _DISFLUENT}
    standard = max(curve, key=lambda value: curve[value][2])
    recall_floor, precision_floor = curve[standard][1] - _SLACK, curve[standard][0] - _SLACK
    gentle = max(value for value in _DISFLUENT if curve[value][1] >= recall_floor)
    thorough = min(value for value in _DISFLUENT if curve[value][0] >= precision_floor)
    wait, found = _WAITS[-1], None
    for value in reversed(_WAITS):
        tried = report([one.decided(standard, value) for one in recorded])
        if tried.average_waiting_time > longest_wait:
            break
        if found is None or tried.sets["all"].stream.f1 >= found.sets["all"].stream.f1:
            wait, found = value, tried
    if found is None:
        found = report([one.decided(standard, wait) for one in recorded])
    streamed = [one.decided(standard, wait) for one in recorded]
    settle_after = _LONGEST_SETTLING
    for words in range(_LONGEST_SETTLING):
        table = np.zeros(3, np.int64)
        for one in streamed:
            labels, _ = settled(one, words)
            kept = labels > 0
            gold = one.gold > 0
            table += np.array([(kept & gold).sum(), (kept & ~gold).sum(), (~kept & gold).sum()])
        if scores(*table.tolist()).f1 >= found.sets["all"].final.f1 - _SETTLED_LOSS:
            settle_after = words
            break
    rule = Rule(
        {Thoroughness.GENTLE: gentle, Thoroughness.STANDARD: standard, Thoroughness.THOROUGH: thorough},
        wait,
        settle_after,
    )
    figures = {
        "final_f1_all": found.sets["all"].final.f1,
        "final_precision_all": found.sets["all"].final.precision,
        "final_recall_all": found.sets["all"].final.recall,
        "streaming_f1_all": found.sets["all"].stream.f1,
        "average_waiting_time_words": found.average_waiting_time,
        "removed_fluent": found.removed_fluent,
    }
    return rule, {name: round(value, 4) for name, value in figures.items()}


def _final(recorded: Sequence[Recorded], disfluent: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of all removed words in the ended utterances."""
    table = np.sum([counts(one.ended(disfluent), "all", final=True) for one in recorded], axis=0)
    found = scores(*table.tolist())
    return found.precision, found.recall, found.f1
