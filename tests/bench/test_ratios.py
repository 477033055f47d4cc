"""Ratios and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.bench.ratios import ratio_of_quantiles, ratio_of_sums


@given(st.lists(st.floats(0.1, 100), min_size=2, max_size=20), st.floats(0.1, 10))
def test_a_constant_factor_is_found_and_is_certain(theirs: list[float], factor: float) -> None:
    ratio = ratio_of_sums([factor * each for each in theirs], theirs, samples=50)
    assert [ratio.value, ratio.low, ratio.high] == pytest.approx([factor] * 3)


def test_the_interval_holds_the_ratio_where_recordings_differ() -> None:
    ratio = ratio_of_sums([1, 2, 3, 4], [2, 2, 2, 2])
    assert ratio.low < ratio.value == 1.25 < ratio.high


def test_quantiles_are_over_words_and_the_interval_over_recordings() -> None:
    ratio = ratio_of_quantiles([[1.0, 1.0], [2.0]], [[2.0, 2.0], [2.0, 2.0]], 0.5)
    assert (ratio.low, ratio.value, ratio.high) == (0.5, 0.5, 1.0)


def test_recordings_of_one_alone_have_no_ratio() -> None:
    with pytest.raises(ValueError, match="same recordings"):
        ratio_of_sums([1.0], [1.0, 2.0])
    with pytest.raises(ValueError, match="same recordings"):
        ratio_of_quantiles([[]], [[1.0]], 0.5)
