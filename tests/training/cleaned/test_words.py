"""Words that are compared: what counts as the same, and who is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.bench.wer import edit_distance
from captioner.training.cleaned.words import aligned, normalised

LETTERS = st.lists(st.sampled_from("abc"), max_size=7)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I-I think", "i i think"),
        ("Th-that's 2.5, no.", "th that's 2.5 no"),
        ("It's $2,000 or 6%.", "it's 2000 dollars or 6 percent"),
        ("the neigh- — seven", "the neigh 7"),
        ("555-0182", "555 0182"),
        ("2,5 Milligramm um zwölf", "2,5 milligramm um 12"),
    ],
)
def test_case_marks_and_ways_to_write_do_not_count(text: str, words: str) -> None:
    assert normalised(text) == words.split()


def test_the_copy_that_should_stay_is_found() -> None:
    words = ["on", "on", "the", "the", "moon"]
    assert aligned(words, ["on", "the", "moon"], [False, True, True, False, True]) == [None, 0, 1, None, 2]


@given(LETTERS, LETTERS, st.data())
def test_an_alignment_goes_forward_with_the_fewest_edits(one: list[str], two: list[str], data: st.DataObject) -> None:
    dear = data.draw(st.lists(st.booleans(), min_size=len(one), max_size=len(one)))
    found = aligned(one, two, dear)
    places = [place for place in found if place is not None]
    assert places == sorted(set(places))
    missing = len(one) - len(places)
    changed = sum(place is not None and one[at] != two[place] for at, place in enumerate(found))
    assert missing + changed + len(two) - len(places) == edit_distance(one, two)
