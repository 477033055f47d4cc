"""Sentences that are meant as they are."""

from __future__ import annotations

from random import Random

from captioner.training.meant import meant


def test_they_are_sentences_of_many_kinds() -> None:
    random = Random(0)
    made = [meant(random) for _ in range(500)]
    assert all(len(words) >= 2 and all(words) for words in made)
    assert len({tuple(words) for words in made}) > 300
    assert any(words[1:3] == ["had", "had"] for words in made)


def test_the_same_seed_makes_the_same() -> None:
    assert meant(Random(5)) == meant(Random(5))
