"""Stutters that a recogniser writes as one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.disfluency.stutters import split
from captioner.messages import Word


def words(text: str) -> list[Word]:
    return [Word(one, 1000 * n, 1000 * n + 900, 0.5) for n, one in enumerate(text.split())]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("I-I think so.", "I- I think so."),
        ("Th-that's fine.", "Th- that's fine."),
        ("the-the problem", "the- the problem"),
        ("I was-I was going", "I was- I was going"),
        ("We w-w-want it", "We w- w- want it"),
        ("It's a-a-a start", "It's a- a- a start"),
        ("and he said-he said no", "and he said- he said no"),
        ("The in-inflation rate", "The in- inflation rate"),
        ("Muh-my-my name", "Muh- my- my name"),
        ("W-What is it", "W- What is it"),
        ("D-Das ist es", "D- Das ist es"),
        ("So M-M-My name", "So M- M- My name"),
        ("The-The problem", "The- The problem"),
    ],
)
def test_the_part_taken_back_becomes_a_word(written: str, expected: str) -> None:
    assert " ".join(one.text for one in split(words(written), [])) == expected


@pytest.mark.parametrize(
    "written",
    [
        "a well-known re-read book", "bye-bye, it was so-so", "a T-test and an x-x plot", "twenty-twenty",
        "co-coordinators",
        "the know-how", "con- context", "a by-product by us", "half-half", "the 20-20 rule", "a face-to-face talk",
        "-", "e-edition", "from Baden-Baden to Bora-Bora", "T-Test", "an X-Xylose test",
    ],
)  # fmt: skip
def test_compounds_stay_whole(written: str) -> None:
    assert [one.text for one in split(words(written), [])] == written.split()


@given(st.lists(st.text(alphabet="ab-I\u2014é ,.", max_size=12), max_size=6))
def test_no_letter_and_no_time_is_lost(texts: list[str]) -> None:
    given_words = [Word(text, 100 * n, 100 * n + 90, 1.0) for n, text in enumerate(texts)]
    found = split(given_words, [])
    letters = "".join(character for text in texts for character in text if character.isalnum())
    assert "".join(character for one in found for character in one.text if character.isalnum()) == letters
    assert all(one.start <= one.end for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.lists(st.sampled_from(["I", "was", "was-I", "th-that", "go", "the-the"]), max_size=8), st.integers(0, 8))
def test_words_are_taken_apart_alike_whenever_they_come(texts: list[str], cut: int) -> None:
    whole = words(" ".join(texts))
    first = split(whole[:cut], [])
    rest = split(whole[cut:], [one.text for one in first])
    assert first + rest == split(whole, [])
