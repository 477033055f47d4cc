"""Decisions from probabilities, and when an emitted one is revised."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.disfluency.reading import NOT_EMITTED, REVISION_MARGIN, Reading

FILLED, MARKER, INTERREGNUM, REPARANDUM = 1, 2, 3, 4


def reading(*words: tuple[float, ...]) -> Reading:
    """Words with the probabilities of the five labels."""
    return Reading(np.array(words, np.float32), np.zeros(len(words), np.float32), 0)


def fluent(probability: float) -> tuple[float, ...]:
    return (probability, 0.0, 0.0, 0.0, 1.0 - probability)


@pytest.mark.parametrize(
    ("probability", "before", "expected"),
    [
        (0.45, NOT_EMITTED, REPARANDUM),
        (0.45, 0, 0),  # not sure enough to take a shown word away
        (0.35, 0, REPARANDUM),
        (0.55, NOT_EMITTED, 0),
        (0.55, REPARANDUM, REPARANDUM),  # nor to bring a removed one back
        (0.65, REPARANDUM, 0),
    ],
)
def test_an_emitted_label_is_revised_only_beyond_the_margin(probability: float, before: int, expected: int) -> None:
    assert reading(fluent(probability)).decisions(0.5, np.array([before])).tolist() == [expected]


@pytest.mark.parametrize(("marker", "expected"), [(0.5, FILLED), (0.56, MARKER)])
def test_the_kind_of_a_removed_word_changes_only_beyond_the_margin_too(marker: float, expected: int) -> None:
    word = (0.0, 1.0 - marker, marker, 0.0, 0.0)
    assert reading(word).decisions(0.5, np.array([FILLED])).tolist() == [expected]


@given(
    st.lists(st.lists(st.floats(0.0, 1.0, allow_subnormal=False), min_size=5, max_size=5), min_size=1, max_size=6),
    st.data(),
)
def test_a_sure_reading_does_not_depend_on_what_was_emitted(scores: list[list[float]], data: st.DataObject) -> None:
    found = reading(*(tuple(score / (sum(one) or 1.0) for score in one) for one in scores))
    count = len(scores)
    before = np.array(data.draw(st.lists(st.integers(NOT_EMITTED, 4), min_size=count, max_size=count)))
    plain, held = found.decisions(0.5), found.decisions(0.5, before)
    sure = np.abs(1.0 - found.labels[:, 0] - 0.5) > REVISION_MARGIN + 1e-6
    assert ((plain > 0) == (held > 0))[sure].all()
    assert ((plain > 0) == (held > 0))[before == NOT_EMITTED].all()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((4, 1, 0), (4, 3, 0)),  # to Boston UH to Denver
        ((4, 1, 2, 2, 0), (4, 3, 3, 3, 0)),
        ((4, 4, 1), (4, 4, 3)),  # the repair is still to come
        ((4, 1, 4, 0), (4, 1, 4, 0)),  # inside a reparandum
        ((4, 4, 1, 4, 1, 0), (4, 4, 1, 4, 3, 0)),
        ((0, 1, 0), (0, 1, 0)),
        ((4, 0, 1, 0), (4, 0, 1, 0)),
        ((4, 3, 1, 0), (4, 3, 3, 0)),
    ],
)
def test_fillers_between_a_reparandum_and_its_repair_are_the_interregnum(
    said: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    found = reading(*(tuple(1.0 if label == one else 0.0 for label in range(5)) for one in said))
    assert found.decisions(0.5).tolist() == list(expected)
    assert INTERREGNUM not in found.decisions(0.5)[np.array(said) == 0]
