"""Another language is noticed by the words that the model does not believe in; a bad word or two are none."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import Word
from captioner.speech.foreign import ForeignSpeech


def heard(probabilities: Iterable[float]) -> ForeignSpeech:
    result = ForeignSpeech()
    result.add_words(Word("word", 0, 1, each) for each in probabilities)
    return result


@given(st.lists(st.floats(0.6, 1.0), max_size=200))
def test_words_that_are_believed_are_the_models_own_language(probabilities: list[float]) -> None:
    assert not heard(probabilities).is_heard


@given(st.lists(st.floats(0.0, 0.4), min_size=30, max_size=200))
def test_words_that_are_not_believed_are_of_another_one(probabilities: list[float]) -> None:
    assert heard(probabilities).is_heard


@given(st.lists(st.floats(0.0, 1.0), max_size=29))
def test_a_few_words_say_nothing(probabilities: list[float]) -> None:
    assert not heard(probabilities).is_heard


def test_the_warning_does_not_flicker_and_ends_when_the_language_returns() -> None:
    assert heard([0.45] * 30 + [0.55] * 30).is_heard
    assert not heard([0.45] * 30 + [0.9] * 30).is_heard
