"""Word error rate against hand-worked cases and a second implementation."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.bench.wer import edit_distance, error_rate, normalise

WORDS = st.lists(st.sampled_from("abc"), max_size=7)


def naive_distance(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    @cache
    def distance(i: int, j: int) -> int:
        if i == 0 or j == 0:
            return i + j
        same = left[i - 1] == right[j - 1]
        return min(distance(i - 1, j) + 1, distance(i, j - 1) + 1, distance(i - 1, j - 1) + (not same))

    return distance(len(left), len(right))


@given(WORDS, WORDS)
def test_edit_distance_is_levenshteins(left: list[str], right: list[str]) -> None:
    assert edit_distance(left, right) == naive_distance(tuple(left), tuple(right))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("don’t Don't", ["dont", "dont"]),
        ("[laughter] montreal <cutoff-forced> forced", ["montreal", "forced"]),
        ("I th- think re-use it", ["i", "think", "re", "use", "it"]),
        ("Umm, uhm er", ["um", "um", "uh"]),
        ("Größe, ähm!", ["grösse", "ähm"]),
    ],
)
def test_normalise(text: str, words: list[str]) -> None:
    assert normalise(text) == words


def test_error_rate_over_recordings() -> None:
    found = error_rate([("a b c d", "a x c"), ("e f", "e f")])
    assert (found.errors, found.words) == (2, 6)
    assert found.rate == pytest.approx(1 / 3)
    assert 0 == found.low <= found.rate <= found.high == pytest.approx(0.5)


def test_words_out_of_nothing() -> None:
    assert error_rate([("", "hallo")]).rate == 1
    assert error_rate([("", "")]).rate == 0
    assert error_rate([]).rate == 0
