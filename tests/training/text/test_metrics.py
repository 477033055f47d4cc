"""The metrics against hand-worked examples and against the appendix's formulas written down naively."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.training.text.metrics import NO_REPAIR, NOTHING, SETS, Streamed, bootstrap, report

F, H, M, I, R, D = range(6)  # noqa: E741
_ = NOTHING


def streamed(rows: list[list[int]], gold: list[int], onsets: list[int] | None = None) -> Streamed:
    return Streamed(
        np.array(rows, np.int8), np.array(gold, np.int8), np.array(onsets or [NO_REPAIR] * len(gold), np.int64)
    )


# "the uh the dog": the model calls the first word fluent, waits at `uh`, then takes back what it said.
REVISED = streamed(
    [
        [F, _, _, _],
        [F, _, _, _],
        [R, I, F, _],
        [R, I, F, F],
    ],
    gold=[R, I, F, F],
    onsets=[2, 2, NO_REPAIR, NO_REPAIR],
)


def test_a_revised_repetition_by_hand() -> None:
    found = report([REVISED])
    both = found.sets["rm+im"]
    # labels given: 1 + 1 + 3 + 4 = 9 of 10 pairs; right: (3,1) (3,2) (4,1) (4,2); missed: (1,1) (2,1)
    assert (both.stream.precision, both.stream.recall, both.stream.f1) == (1.0, 4 / 6, 0.8)
    assert found.coverage == 9 / 10
    assert both.edit_overhead == 1 / 4  # the first word, once, over four words
    assert both.time_to_detection == (2 + 1) / 2  # word 1 after 3 words, word 2 after 3 words
    assert both.repair_time_to_detection == 0.0  # both as soon as the repair's first word is there
    assert found.average_waiting_time == (0 + 1 + 0 + 0) / 4
    assert both.final.f1 == 1.0
    assert math.isnan(found.removed_fluent)  # there is no fluent utterance
    assert found.waiting_by_kind == {"fluent": 0.0, "interregnum": 1.0, "reparandum": 0.0, "repair onset": 0.0}


def test_reparanda_alone_do_not_count_interregna() -> None:
    only = report([REVISED]).sets["rm"]
    assert (only.stream.precision, only.stream.recall) == (1.0, 0.5)  # (3,1) (4,1) right; (1,1) (2,1) missed
    assert only.time_to_detection == 2.0


def test_another_kind_of_disfluent_is_an_edit_of_the_labels_only() -> None:
    found = report([streamed([[H, _], [M, F]], gold=[H, F])])
    assert found.sets["all"].edit_overhead == 0.0
    assert found.edit_overhead == 1 / 2


def test_a_waiting_disfluent_word_is_no_miss() -> None:
    found = report([streamed([[_, _], [R, F]], gold=[R, F])])
    assert found.sets["rm"].stream.recall == 1.0
    assert found.coverage == 2 / 3


def test_a_false_alarm_is_counted() -> None:
    found = report([streamed([[H, _], [H, F]], gold=[F, F])])
    assert found.sets["all"].stream.precision == 0.0
    assert found.removed_fluent == 1 / 2
    assert math.isnan(found.sets["all"].stream.recall)


def test_words_of_unknown_kind_count_for_all_only() -> None:
    found = report([streamed([[R, _], [R, F]], gold=[D, F])])
    assert found.sets["all"].final.f1 == 1.0
    assert math.isnan(found.sets["rm"].final.recall)


def test_the_length_of_an_utterance_weighs_edits_not_predictions() -> None:
    one = streamed([[R]], gold=[F])
    found = report([REVISED, one])
    assert found.sets["rm+im"].edit_overhead == (1 / 4 + 0) / 2
    assert found.sets["rm+im"].stream.precision == 4 / 5


def test_nothing_to_measure() -> None:
    with pytest.raises(ValueError, match="nothing"):
        report([])


def test_bootstrap_of_a_sure_thing() -> None:
    assert bootstrap([streamed([[R]], gold=[R])] * 5, "rm", final=True) == (1.0, 1.0)


@st.composite
def any_streamed(draw: st.DrawFn) -> Streamed:
    count = draw(st.integers(1, 7))
    label = st.sampled_from([NOTHING, F, F, H, M, I, R])
    rows = [
        [draw(label) if column <= row else NOTHING for column in range(count)] for row in range(count)
    ]  # in any order: the metrics do not rely on the wait rule
    rows[-1] = [draw(st.sampled_from([F, F, H, M, I, R])) for _column in range(count)]
    gold = [draw(st.sampled_from([F, F, H, M, I, R, D])) for _column in range(count)]
    onsets = [draw(st.integers(-1, count - 1)) for _column in range(count)]
    return streamed(rows, gold, onsets)


@given(st.lists(any_streamed(), min_size=1, max_size=4), st.sampled_from(sorted(SETS)))
def test_against_the_formulas_written_down_naively(utterances: list[Streamed], which: str) -> None:
    positive = SETS[which]
    tp = fp = fn = pairs = labelled = 0
    overheads, waits, detections, repair_detections = [], [], [], []
    for utterance in utterances:
        n = len(utterance.gold)
        L = {(i, j): int(utterance.labels[i - 1, j - 1]) for i in range(1, n + 1) for j in range(1, i + 1)}
        changes = 0
        for (i, j), label in L.items():
            pairs += 1
            gold = int(utterance.gold[j - 1])
            if label != NOTHING:
                labelled += 1
                if not (gold == D and which != "all"):
                    tp += label in positive and gold in positive
                    fp += label in positive and gold not in positive
                    fn += label not in positive and gold in positive
                before = L.get((i - 1, j), NOTHING)
                changes += before != NOTHING and (before in positive) != (label in positive)
        overheads.append(changes / n)
        for j in range(1, n + 1):
            waits.append(min(i for i in range(j, n + 1) if L[i, j] != NOTHING) - j)
            found = [i for i in range(j, n + 1) if L[i, j] in positive]
            if utterance.gold[j - 1] in positive and found:
                detections.append(found[0] - j)
                onset = int(utterance.repair_onset[j - 1])
                if onset != NO_REPAIR:
                    repair_detections.append(found[0] - (onset + 1))
    made = report(utterances)
    one = made.sets[which]

    def same(value: float, numerator: float, denominator: float) -> bool:
        return math.isnan(value) if denominator == 0 else value == pytest.approx(numerator / denominator)

    assert same(one.stream.precision, tp, tp + fp)
    assert same(one.stream.recall, tp, tp + fn)
    assert same(one.stream.f1, 2 * tp, (2 * tp + fp + fn) if tp + fn else 0)
    assert one.edit_overhead == pytest.approx(sum(overheads) / len(overheads))
    assert made.coverage == pytest.approx(labelled / pairs)
    assert made.average_waiting_time == pytest.approx(sum(waits) / len(waits))
    assert same(one.time_to_detection, sum(detections), len(detections))
    assert same(one.repair_time_to_detection, sum(repair_detections), len(repair_detections))
