"""Sentences that are meant as they are."""

from __future__ import annotations

from random import Random

from captioner.training.text import hard_negatives, hard_negatives_german
from tests.disfluency import harmless


def test_they_are_sentences_of_many_kinds() -> None:
    random = Random(0)
    made = [hard_negatives.sentence(random) for _ in range(500)]
    assert all(len(words) >= 2 and all(words) for words in made)
    assert len({tuple(words) for words in made}) > 300
    assert any(words[1:3] == ["had", "had"] for words in made)


def test_the_same_seed_makes_the_same() -> None:
    assert hard_negatives.sentence(Random(5)) == hard_negatives.sentence(Random(5))


def test_german_ones_are_of_many_kinds() -> None:
    random = Random(0)
    made = [hard_negatives_german.sentence(random) for _ in range(500)]
    assert all(len(words) >= 2 and all(words) for words in made)
    assert len({tuple(words) for words in made}) > 400
    assert any(words.count("das") >= 2 for words in made)
    assert hard_negatives_german.sentence(Random(5)) == hard_negatives_german.sentence(Random(5))


def test_no_sentence_of_the_tests_is_learnt_from() -> None:
    random = Random(1)
    made = {" ".join(hard_negatives_german.sentence(random)).lower().rstrip(".!") for _ in range(20_000)}
    tested = {sentence.lower().rstrip(".!?") for sentence in harmless.GERMAN + harmless.GERMAN_MISREAD}
    assert not tested & made
