"""Sentences as they are said, written as Whisper writes."""

from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.training.speech.verbatim import FILLERS, as_whisper_writes, has_numbers, made_disfluent

WORDS = st.lists(
    st.sampled_from(
        ["So", "we", "could,", "Um", "uh", "use", "the", "remote.", "It", "th-", "costs", "Michael", "I", "less."]
    ),
    min_size=1,
)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("um so we went", "Um, so we went"),
        ("I think uh we should.", "I think, uh, we should."),
        ("We could um", "We could, um."),
        ("Um We can The the box.", "Um, we can the the box."),
        ("Yes. um right", "Yes. Um, right"),
        ("exp- Experience counts.", "Exp- Experience counts."),
        ("she met er Michael", "She met, uh, Michael"),
    ],
)
def test_whisper_puts_commas_around_fillers(said: str, written: str) -> None:
    assert " ".join(as_whisper_writes(said.split())) == written


@given(WORDS)
def test_writing_changes_no_words_and_is_done_once(words: list[str]) -> None:
    written = as_whisper_writes(words)
    assert [word.strip(".,").lower() for word in written] == [word.strip(".,").lower() for word in words]
    assert as_whisper_writes(written) == written


@given(WORDS, st.integers())
def test_inserted_disfluencies_can_be_removed_again(words: list[str], seed: int) -> None:
    made = made_disfluent(words, Random(seed))
    rest = iter(made)
    assert all(any(word == other for other in rest) for word in words)


def test_fillers_repetitions_and_cut_off_words_all_occur() -> None:
    words = ["people", "have", "experience", "with", "remote", "controls"]
    made = [made_disfluent(words, Random(seed)) for seed in range(60)]
    assert any(word in FILLERS for text in made for word in text)
    assert any(word.endswith("-") for text in made for word in text)
    assert any(one == two for text in made for one, two in itertools.pairwise(text))


def test_numbers_in_words_are_noticed() -> None:
    assert has_numbers(["It", "costs", "fifteen", "euros."])
    assert not has_numbers(["It", "costs", "one", "or", "the", "other."])
