"""The models that the project ships: whole, quick to trust, harmless."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from captioner.disfluency.onnx_model import OnnxLabelModel
from captioner.disfluency.tagger import DisfluencyTagger
from captioner.messages import Label, LabelledWord, Word, WordUpdate
from tests.conftest import ROOT
from tests.disfluency import disfluent, harmless
from tests.disfluency.strategies import utterances
from tests.disfluency.test_tagger import keeps_the_promises

FOLDER = ROOT / "models" / "disfluency-en"


@cache
def shipped_model() -> OnnxLabelModel:
    return OnnxLabelModel(FOLDER)


@cache
def german_model() -> OnnxLabelModel:
    return OnnxLabelModel(FOLDER.with_name("disfluency-de"))


@pytest.fixture
def model() -> OnnxLabelModel:
    return shipped_model()


def labelled(model: OnnxLabelModel, text: str) -> tuple[LabelledWord, ...]:
    words = tuple(Word(word, 0, 0, 1.0) for word in text.split())
    return DisfluencyTagger(model).label(WordUpdate(0, words, (), utterance_ended=True)).settled


def removed(model: OnnxLabelModel, text: str) -> list[str]:
    return [one.word.text for one in labelled(model, text) if one.label is not Label.FLUENT]


def kept(model: OnnxLabelModel, text: str) -> list[str]:
    return [one.word.text for one in labelled(model, text) if one.label is Label.FLUENT]


@pytest.mark.parametrize(
    "sentence",
    harmless.SENTENCES,
)
def test_harmless_words_stay(model: OnnxLabelModel, sentence: str) -> None:
    assert removed(model, sentence) == []


@pytest.mark.parametrize("name", ["disfluency-en-swbd"])
def test_a_model_changes_as_many_harmless_sentences_as_its_card_says(name: str) -> None:
    folder = FOLDER.with_name(name)
    found = OnnxLabelModel(folder)
    changed = sum(removed(found, sentence) != [] for sentence in harmless.SENTENCES)
    said = re.search(
        r"Of 72 harmless sentences.* takes a word out of (\d+) at standard",
        (folder / "MODEL_CARD.md").read_text("utf-8"),
    )
    assert said is not None
    assert abs(changed - int(said[1])) <= 2  # int8 products differ a little between processors


@pytest.mark.parametrize(
    "sentence",
    [
        *harmless.GERMAN,
        *(pytest.param(one, marks=pytest.mark.xfail(strict=True)) for one in harmless.GERMAN_MISREAD),
    ],
)
def test_harmless_german_words_stay(sentence: str) -> None:
    assert removed(german_model(), sentence) == []


@pytest.mark.parametrize(("text", "expected"), disfluent.GERMAN)
def test_german_disfluencies_go(text: str, expected: str) -> None:
    assert kept(german_model(), text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Um, I want a flight.", ["Um,"]),
        ("I want a flight uh to Denver.", ["uh"]),
        ("I- I want a flight.", ["I-"]),
        ("I want the the flight to Denver.", ["the"]),
        ("This is a test, um, I mean, of something new.", ["um,", "I", "mean,"]),
        ("We bought the house, um, I mean, with a garden.", ["um,", "I", "mean,"]),
    ],
)
def test_plain_disfluencies_go(model: OnnxLabelModel, text: str, expected: list[str]) -> None:
    assert removed(model, text) == expected


@pytest.mark.parametrize(("said", "meant"), disfluent.SENTENCES)
def test_disfluencies_of_everyday_speech_go(model: OnnxLabelModel, said: str, meant: str) -> None:
    assert " ".join(kept(model, said)).lower() == meant.lower()


@settings(max_examples=10)
@given(updates=utterances(longest=40))
def test_promises_hold_with_the_real_model(updates: list[WordUpdate]) -> None:
    keeps_the_promises(DisfluencyTagger(shipped_model()), updates)


@pytest.mark.parametrize("folder", sorted((ROOT / "models").glob("disfluency-*")), ids=lambda folder: folder.name)
def test_every_shipped_model_is_whole_and_says_what_it_is(folder: Path) -> None:
    found = OnnxLabelModel(folder)
    assert found.metadata["licence"]
    assert (folder / "MODEL_CARD.md").is_file()
    reading = found.read(["so", "um"], complete=True)
    assert reading.labels.shape == (2, 5)
    assert reading.labels.sum(axis=1) == pytest.approx([1.0, 1.0], abs=1e-3)
