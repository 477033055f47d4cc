"""Made disfluencies: taking out what is labelled gives fluent text back."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from captioner.training.text.disfluent_words import GERMAN
from captioner.training.text.synthetic import Disfluencies, is_fluent_text, without_disfluencies

TEXTS = [
    ("We", "should", "move", "the", "button", "to", "the", "top."),
    ("I", "think", "it's", "very", "good", "value."),
    ("They", "never", "said", "how", "many", "colours", "there", "are."),
]


@given(st.integers(0, 100_000))
def test_the_fluent_words_are_those_of_a_text_but_for_meant_repetitions(seed: int) -> None:
    made = Disfluencies(TEXTS).make(Random(seed))
    assert len(made.words) == len(made.targets)
    fluent = without_disfluencies(made)
    if made.is_fluent:
        assert any(_contains(fluent, text) for text in TEXTS)
    else:
        assert fluent in TEXTS


def _contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    rest = iter(longer)
    return all(word in rest for word in shorter)


def test_the_same_seed_makes_the_same() -> None:
    source = Disfluencies(TEXTS)
    assert source.make(Random(3)) == source.make(Random(3))


def test_every_kind_of_disfluency_is_made() -> None:
    random = Random(0)
    source = Disfluencies(TEXTS)
    targets = {target for _ in range(300) for target in source.make(random).targets}
    assert targets == {0, 1, 2, 3, 4}


def test_text_that_may_hide_disfluencies_is_no_source() -> None:
    assert is_fluent_text(("We", "should", "move", "it."))
    assert not is_fluent_text(("We", "we", "should", "move."))
    assert not is_fluent_text(("So", "um", "we", "move."))
    assert not is_fluent_text(("We", "sh-", "should", "move."))
    assert not is_fluent_text(("It", "was,", "you", "know,", "good."))
    assert not is_fluent_text(("To", "the", "left", "to", "the", "right."))


def test_german_hesitates_in_german() -> None:
    random = Random(0)
    source = Disfluencies([("Wir", "haben", "das", "Auto", "gestern", "gesehen.")], GERMAN)
    made = [source.make(random) for _ in range(300)]
    pauses = {word for one in made for word, target in zip(one.words, one.targets, strict=True) if target == 1}
    assert {"äh", "ähm"} <= pauses <= set(GERMAN.filled_pauses)
