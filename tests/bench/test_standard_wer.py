"""The published measure: Whisper's normaliser, and errors counted as jiwer counts them."""

from __future__ import annotations

import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.bench.standard_wer import normaliser, standard_rate

TEXTS = st.lists(
    st.sampled_from(["the", "cat", "sat", "um", "on", "mat", "twenty", "20", "Mr.", "colour", "don't"]), max_size=8
).map(" ".join)


def normalised(text: str) -> str:
    normalise = normaliser("en")
    assert normalise is not None
    return normalise(text)


def test_fillers_numbers_and_spelling_do_not_count() -> None:
    assert standard_rate([("Um, twenty-one colours, Mr. Smith.", "21 colors mister smith")]) == 0


def test_a_word_said_twice_does() -> None:
    assert standard_rate([("we we met on Monday", "we met on Sunday")]) == pytest.approx(2 / 5)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_it_is_the_rate_of_jiwer(pairs: list[tuple[str, str]]) -> None:
    texts = [(normalised(reference), normalised(found)) for reference, found in pairs]
    texts = [(reference, found) for reference, found in texts if reference]  # jiwer refuses empty references
    if texts:
        references, found = map(list, zip(*texts, strict=True))
        assert standard_rate(texts) == pytest.approx(jiwer.wer(references, found))


def test_without_words_there_is_no_rate() -> None:
    assert standard_rate([("", "thank you")]) is None


def test_other_languages_keep_their_letters() -> None:
    assert standard_rate([("Über allen Gipfeln", "über allen Wipfeln")], "de") == pytest.approx(1 / 3)
