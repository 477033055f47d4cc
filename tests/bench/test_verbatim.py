"""What counts as a disfluency that was written down."""

from __future__ import annotations

from collections import Counter

import pytest

from captioner.bench.verbatim import cut_offs, fillers, fluent, repetitions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<cutoff-montreal> montreal", {"m": 1}),
        ("Mont- montreal for-, forced", {"m": 1, "f": 1}),
        ("a well-known man", {}),
    ],
)
def test_cut_off_words_are_compared_by_their_first_letters(text: str, found: dict[str, int]) -> None:
    assert cut_offs(text) == Counter(found)


def test_repetitions_are_seen_through_fillers_and_words_cut_off() -> None:
    assert repetitions("The, um, the the house, hou- house. Is") == Counter({"the": 2, "house": 1})


def test_what_is_fluent_is_what_is_left() -> None:
    assert fluent("Um, so so I <cutoff-wa> want it it. [laughter]") == "so i want it"


def test_fillers_have_one_spelling() -> None:
    assert fillers("Uhm, er, mm and umm.") == Counter({"um": 2, "uh": 1, "mm": 1})
