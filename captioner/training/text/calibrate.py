"""The thresholds of a model, measured on labelled utterances."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from captioner.disfluency.reading import Rule, Thoroughness
from captioner.training.text.metrics import counts, report, scores
from captioner.training.text.streaming import Recorded, settled

_WAITS: tuple[float, ...] = tuple(np.arange(0.1, 0.71, 0.02).round(2).tolist())
_DISFLUENT = tuple(np.arange(0.1, 0.96, 0.05).round(2).tolist())
_SAMPLE = 400
"""utterances for choosing waiting and settling; the figures are of all"""
_LONGEST_SETTLING = 4
"""most words that settling may wait for"""
_SETTLINGS = tuple((after, doubt) for after in (1, 2) for doubt in (0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02))
_SETTLED_LOSS = 0.01
"""largest loss of F1 of all removed words by settling, against reading the whole utterance"""
PLATEAU = 0.002
"""largest loss of F1 of the standard threshold against the best one: a threshold that removes less harms less"""
_SLACK = 0.08
"""Gentle and thorough give away this much recall or precision."""


def calibrated(
    recorded: Sequence[Recorded],
    longest_wait: float,
    plateau: float = PLATEAU,
    chosen: Mapping[str, float] | None = None,
) -> tuple[Rule, dict[str, float]]:
    """Thresholds and the figures at them.

    Wait: the best streaming F1 (all removed words) with an average waiting time of at most `longest_wait` words.
    Disfluent: the highest threshold whose final F1 is at most `plateau` below the best, and a step to either side along
    the precision-recall curve. Settling: the soonest rule with which settled labels lose at most _SETTLED_LOSS against
    the final ones.

    Args:
        chosen: thresholds chosen on other data: `gentle`, `standard`, `thorough`, `settle_after`, `open`.
    """
    curve = {value: _final(recorded, value) for value in _DISFLUENT}
    best = max(f1 for _, _, f1 in curve.values())
    standard = max(value for value in _DISFLUENT if curve[value][2] >= best - plateau)
    recall_floor, precision_floor = curve[standard][1] - _SLACK, curve[standard][0] - _SLACK
    gentle = max(value for value in _DISFLUENT if curve[value][1] >= recall_floor)
    thorough = min(value for value in _DISFLUENT if curve[value][0] >= precision_floor)
    sample = recorded[:: max(1, len(recorded) // _SAMPLE)]
    wait = _wait(sample, standard, longest_wait)
    given = dict(chosen or {})
    gentle, standard = given.get("gentle", gentle), given.get("standard", standard)
    thorough = given.get("thorough", thorough)
    thresholds = {Thoroughness.GENTLE: gentle, Thoroughness.STANDARD: standard, Thoroughness.THOROUGH: thorough}
    if "settle_after" in given:
        rule = Rule(thresholds, wait, int(given["settle_after"]), given.get("open", 1.0))
    else:
        rule = settling(sample, Rule(thresholds, wait))
    found = report([one.decided(standard, wait) for one in recorded])
    figures = {
        "final_f1_all": found.sets["all"].final.f1,
        "final_precision_all": found.sets["all"].final.precision,
        "final_recall_all": found.sets["all"].final.recall,
        "streaming_f1_all": found.sets["all"].stream.f1,
        "average_waiting_time_words": found.average_waiting_time,
        "removed_fluent": found.removed_fluent,
    }
    return rule, {name: round(value, 4) for name, value in figures.items() if not np.isnan(value)}


def _wait(recorded: Sequence[Recorded], disfluent: float, longest_wait: float) -> float:
    """The threshold of the best streaming F1 within the allowed waiting time."""
    best, best_f1 = _WAITS[-1], -1.0
    for value in reversed(_WAITS):
        tried = report([one.decided(disfluent, value) for one in recorded])
        if tried.average_waiting_time > longest_wait:
            break
        if tried.sets["all"].stream.f1 >= best_f1:
            best, best_f1 = value, tried.sets["all"].stream.f1
    return best


def settling(recorded: Sequence[Recorded], rule: Rule) -> Rule:
    """The rule with the soonest settling that loses at most _SETTLED_LOSS of F1."""
    final = _final(recorded, rule.disfluent[Thoroughness.STANDARD])[2]
    tried = [dataclasses.replace(rule, settle_after=after, open=doubt) for after, doubt in _SETTLINGS]
    if all(reading.taken_back is None for one in recorded for reading in one.readings):
        tried = [dataclasses.replace(rule, settle_after=after) for after in range(_LONGEST_SETTLING + 1)]
    found = [(*settled_score(recorded, one), one) for one in tried]
    good = [(delay, number) for number, (f1, delay, _) in enumerate(found) if f1 >= final - _SETTLED_LOSS]
    return found[min(good)[1]][2] if good else max(found, key=lambda one: one[0])[2]


def settled_score(recorded: Sequence[Recorded], rule: Rule) -> tuple[float, float]:
    """F1 of all removed words as settled, and the mean number of words behind a settling word."""
    table = np.zeros(3, np.int64)
    delays: list[float] = []
    for one in recorded:
        kept = settled(one, rule, Thoroughness.STANDARD)
        removed, gold = kept.labels > 0, np.array(one.utterance.targets) > 0
        table += [(removed & gold).sum(), (removed & ~gold).sum(), (~removed & gold).sum()]
        delays += kept.delays.tolist()
    return scores(*table.tolist()).f1, float(np.mean(delays))


def _final(recorded: Sequence[Recorded], disfluent: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of all removed words in the ended utterances."""
    table = np.sum([counts(one.ended(disfluent), "all", final=True) for one in recorded], axis=0)
    found = scores(*table.tolist())
    return found.precision, found.recall, found.f1
