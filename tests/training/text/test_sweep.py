"""What final labels would have been with perfect timing."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from captioner.training.text.metrics import NO_REPAIR, NOTHING, Streamed, report
from captioner.training.text.sweep import known_at_onset

F, H, M, I, R = range(5)  # noqa: E741
_ = NOTHING
LABELS = st.lists(st.integers(F, R), min_size=1, max_size=12).map(lambda labels: np.array(labels, np.int8))


def test_a_repair_is_known_when_it_begins() -> None:
    labels = np.array([F, R, R, I, F, H], np.int8)  # "a to Boston uh to um"
    assert known_at_onset(labels, 0).tolist() == [
        [F, _, _, _, _, _],
        [F, F, _, _, _, _],
        [F, F, F, _, _, _],
        [F, F, F, I, _, _],
        [F, R, R, I, F, _],
        [F, R, R, I, F, H],
    ]
    assert known_at_onset(labels, 1)[4].tolist() == [F, F, F, I, F, _]


def test_a_reparandum_without_a_repair_is_known_at_the_end() -> None:
    assert known_at_onset(np.array([F, R], np.int8), 1).tolist() == [[F, _], [F, R]]
    assert known_at_onset(np.array([R, R], np.int8), 0).tolist() == [[F, _], [R, R]]


@given(LABELS, st.integers(0, 2))
def test_every_word_has_a_label_and_the_last_ones_are_those_given(labels: np.ndarray, later: int) -> None:
    found = known_at_onset(labels, later)
    assert found[-1].tolist() == labels.tolist()
    assert (np.tril(np.ones_like(found)) == (found != NOTHING)).all()


@given(LABELS)
def test_only_reparanda_are_revised_and_each_once(labels: np.ndarray) -> None:
    onsets = np.full(len(labels), NO_REPAIR, np.int64)
    found = report([Streamed(known_at_onset(labels, 0), labels, onsets)])
    # The last word's label is given once only, whatever it is.
    assert found.edit_overhead * len(labels) <= (labels[:-1] == R).sum() + 1e-9
    assert found.average_waiting_time == 0.0
