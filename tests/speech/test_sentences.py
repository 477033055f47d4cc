"""Sentences of recordings as utterances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import Word, WordUpdate
from captioner.speech.sentences import SentenceUtterances


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(each, number, number + 1, 1.0) for number, each in enumerate(text.split()))


def texts(updates: list[WordUpdate]) -> list[str]:
    return [" ".join(word.text for word in each.committed) for each in updates]


def stretch(text: str) -> list[str]:
    """The sentences of a stretch that is read at once."""
    return texts(SentenceUtterances().split(WordUpdate(0, words(text), (), utterance_ended=True)))


@pytest.mark.parametrize(
    "text",
    [
        'It rained.|"Did it?"|Yes!|We left',
        "Dr. Smith met J. F. Kennedy, Mrs. Hill etc. at 3.5 sharp.|Then we left.",
        "So did I.|他来了。|Ask not what your country can do",
    ],
)
def test_sentences_are_utterances(text: str) -> None:
    assert stretch(text.replace("|", " ")) == text.split("|")


def test_a_sentence_waits_for_the_end_of_its_stretch() -> None:
    parting = SentenceUtterances()
    assert parting.split(WordUpdate(0, words("We went home."), words("And"))) == []
    found = parting.split(WordUpdate(0, words("And slept."), (), utterance_ended=True, language="en"))
    assert texts(found) == ["We went home.", "And slept."]
    assert [(each.utterance, each.utterance_ended, each.language) for each in found] == [
        (0, True, "en"),
        (1, True, "en"),
    ]
    assert parting.split(WordUpdate(1, (), (), utterance_ended=True))[0].utterance == 2


@given(st.lists(st.lists(st.sampled_from(["a", "b.", "Dr.", "c?", "d!)"]), max_size=9), max_size=4))
def test_no_word_is_lost_and_numbers_only_grow(stretches: list[list[str]]) -> None:
    parting = SentenceUtterances()
    found = [
        each
        for number, said in enumerate(stretches)
        for each in parting.split(WordUpdate(number, words(" ".join(said)), (), utterance_ended=True))
    ]
    assert [word.text for each in found for word in each.committed] == [word for said in stretches for word in said]
    assert [each.utterance for each in found] == list(range(len(found)))
