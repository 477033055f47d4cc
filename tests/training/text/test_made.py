"""Sentences made for training: labelled, of many kinds, and none of those that models are measured on."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from captioner.training.cleaned import gold
from captioner.training.text.corpora import Utterance
from captioner.training.text.corrections import Corrections, Phrases, filled
from captioner.training.text.corrections_english import ENGLISH
from captioner.training.text.corrections_german import GERMAN
from captioner.training.text.parallel import parallel
from captioner.training.text.restarts import Restarts
from captioner.training.text.synthetic import plain
from captioner.training.text.written import is_parallel
from tests.conftest import ROOT

TEXTS = [text.split() for text in ("We could put it on the left side.", "They asked for a red one.", "It is the same.")]
GOLD = ROOT / "tests" / "disfluency" / "gold"
LONG = 6
"""Words in a row that no made sentence has in common with one that is measured."""


def _parallel(random: Random) -> Utterance:
    words = tuple(parallel(random))
    return Utterance(words, (0,) * len(words))


MAKERS = {
    "English corrections": Corrections(ENGLISH).make,
    "German corrections": Corrections(GERMAN).make,
    "restarts": Restarts(TEXTS).make,
    "parallel": _parallel,
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_word_is_written_out_and_labelled(name: str) -> None:
    random = Random(0)
    made = [MAKERS[name](random) for _ in range(2000)]
    assert not [one for one in made if set("{}") & set(" ".join(one.words))], "a slot was not filled"
    assert all(len(one.words) == len(one.targets) and all(map(plain, one.words)) for one in made)
    assert len({one.words for one in made}) > 500
    assert made[0] == MAKERS[name](Random(0))


@pytest.mark.parametrize("name", MAKERS)
def test_some_are_meant_and_no_repair_has_nothing_behind_it(name: str) -> None:
    random = Random(1)
    made = [MAKERS[name](random) for _ in range(500)]
    fluent = sum(one.is_fluent for one in made)
    assert fluent == 500 if name == "parallel" else 100 < fluent < 300
    assert all(one.targets[-1] == 0 for one in made)


@pytest.mark.parametrize("name", MAKERS)
def test_no_sentence_that_is_measured_is_learnt_from(name: str) -> None:
    measured = {
        tuple(words[at : at + LONG])
        for path in GOLD.glob("[de][en]*.tsv")
        for one in gold.read(path)
        for words in [[plain(word) for word in one.said.split()]]
        for at in range(len(words) - LONG + 1)
    }
    random = Random(2)
    for _ in range(5000):
        words = [plain(word) for word in MAKERS[name](random).words]
        shared = measured.intersection(tuple(words[at : at + LONG]) for at in range(len(words) - LONG + 1))
        assert not shared, " ".join(words)


@pytest.mark.parametrize("phrases", [ENGLISH, GERMAN])
def test_an_unknown_slot_is_an_error(phrases: Phrases) -> None:
    with pytest.raises(KeyError):
        filled("In {somewhere}", phrases.slots, Random(0))


def test_parallel_sentences_in_written_text_are_found() -> None:
    assert is_parallel(["They", "are", "sound", "in", "body", "and", "in", "mind."])
    assert not is_parallel(["This", "done,", "a", "broad", "line", "is", "cut", "round", "the", "hole."])
    assert not is_parallel(["We", "went", "home,", "and", "we", "went", "home."]), "said again"


def test_restarts_break_off_where_a_sentence_is_open() -> None:
    random = Random(3)
    made = [Restarts(TEXTS).make(random) for _ in range(300)]
    ends = {
        plain(one.words[at])
        for one in made
        for at, (target, behind) in enumerate(pairwise(one.targets))
        if target and not behind
    }
    assert {"the", "a", "to"} & ends
    assert any(one.targets[0] == 0 and any(one.targets) for one in made), "behind a subject that stands"
