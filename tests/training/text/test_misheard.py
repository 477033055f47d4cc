"""Utterances as a recogniser might mishear them."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from captioner.training.text.corpora import UNLABELLED
from captioner.training.text.misheard import Misheard

TEXTS = [("it", "is", "at", "the", "then", "house", "horse", "uh")] * 3
UTTERANCES = st.lists(st.tuples(st.sampled_from([*TEXTS[0], "elsewhere"]), st.integers(0, 4)), min_size=1, max_size=40)


@given(UTTERANCES, st.integers())
def test_each_word_has_a_target(utterance: list[tuple[str, int]], seed: int) -> None:
    words, targets = zip(*utterance, strict=True)
    heard, found = Misheard(TEXTS).hear(words, targets, Random(seed))
    assert len(heard) == len(found)
    assert set(found) <= {*targets, UNLABELLED}


def test_a_tenth_of_the_words_is_heard_as_others_that_are_spelled_alike() -> None:
    words = ("house", "the", "it") * 2000
    heard, targets = Misheard(TEXTS).hear(words, (0,) * len(words), Random(0))
    assert 0.85 < sum(word in ("house", "the", "it") for word in heard) / len(words) < 0.97
    assert "horse" in heard and "then" in heard and "at" in heard
    assert 0.01 < sum(target == UNLABELLED for target in targets) / len(words) < 0.05


def test_a_misheard_filled_pause_is_no_filled_pause_any_more() -> None:
    heard, targets = Misheard(TEXTS).hear(("uh",) * 2000, (1,) * 2000, Random(0))
    assert {word for word, target in zip(heard, targets, strict=True) if target == 1} == {"uh"}
    assert any(target == UNLABELLED for target in targets)


def test_the_same_seed_hears_the_same() -> None:
    misheard, words = Misheard(TEXTS), ("it", "is", "the", "house") * 20
    first, again = (misheard.hear(words, (0,) * 80, Random(3)) for _ in range(2))
    assert first == again
