"""Which pending words are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import Word, spelling
from captioner.speech.whisper.showing import Showing, shown


def words(text: str) -> tuple[Word, ...]:
    """Words such as `go/0.9`."""
    found = (each.split("/") for each in text.split())
    return tuple(Word(name, 0, 0, float(probability)) for name, probability in found)


@pytest.mark.parametrize(
    ("before", "previous", "pending", "count"),
    [
        ("", "", "", 0),
        ("", "", "we/0.9 go/0.4 home/0.9", 1),
        ("we/0.9", "we/0.9", "We,/0.2 go/0.9", 2),
        ("we/0.9 go/0.9", "we/0.9 go/0.9", "we/0.9 grow/0.4 home/0.9", 1),
        ("we/0.9", "we/0.9", "the/0.4 we/0.9", 0),
        ("we/0.9 go/0.9", "we/0.9 go/0.9", "we/0.9", 1),
        ("we/0.9", "we/0.9 go/0.3", "we/0.9 go/0.6 home/0.6", 2),
        ("we/0.9", "we/0.9 grow/0.6", "we/0.9 go/0.6 home/0.9", 1),
        ("", "we/0.4", "we/0.4", 0),
    ],
)
def test_words_are_shown_up_to_the_first_that_is_new_and_improbable(
    before: str, previous: str, pending: str, count: int
) -> None:
    assert shown(words(before), words(previous), words(pending), Showing(once=0.7, twice=0.5)) == count


ONE = st.builds(Word, st.sampled_from("abc"), st.just(0), st.just(0), st.floats(0, 1))
WORDS = st.lists(ONE, max_size=6).map(tuple)


@given(st.lists(WORDS, max_size=6), st.floats(0, 1), st.floats(0, 1))
def test_a_word_is_taken_back_only_when_a_reading_has_another_in_its_place(
    readings: list[tuple[Word, ...]], once: float, twice: float
) -> None:
    before: tuple[Word, ...] = ()
    previous: tuple[Word, ...] = ()
    for pending in readings:
        now = pending[: shown(before, previous, pending, Showing(once, twice))]
        for old, new in zip(before, pending, strict=False):
            if spelling(old.text) != spelling(new.text):
                break
            assert new in now
        assert all(word.probability >= min(once, twice) for word in now[len(before) :])
        before, previous = now, pending
