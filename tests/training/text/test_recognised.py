"""Sentences spoken and read by recognisers: real parts but for the voices and the speech models."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest

pytest.importorskip("torch")

from captioner.messages import Samples, Word, WordUpdate
from captioner.training.speech.corpus import UncachedClip
from captioner.training.speech.texts import SpeakableText
from captioner.training.speech.voices import HELD_OUT_VOICES, Voice
from captioner.training.text.corpora import Utterance
from captioner.training.text.recognised import Reader

SENTENCES = [
    Utterance(("We", "go", "at", "ten,", "no,", "eleven."), (0, 0, 4, 4, 3, 0)),
    Utterance(("This", "stays", "as", "it", "is."), (0, 0, 0, 0, 0)),
] * 60


class Voices:
    """Says each sentence as noise whose first sample is the number of the sentence."""

    def __init__(self) -> None:
        self.heard: list[Voice] = []

    def say(self, sentence: SpeakableText, voice: Voice) -> UncachedClip:
        self.heard.append(voice)
        samples = np.full(8000, 1000 * len(sentence.words), np.int16)
        return UncachedClip(samples, sentence.text, voice.name, voice.kind)


class Ears:
    """Hears which of the sentences it is by how loud it is, and writes a word twice."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.longest = 0

    def updates(self, samples: Samples, way: str) -> Iterator[WordUpdate]:
        assert samples.dtype == np.float32
        self.longest = max(self.longest, len(samples))
        text = "We go at 10 no 11." if way == "whole" else "This stays stays as it is."
        yield WordUpdate(0, tuple(Word(word, 0, 0, 1.0) for word in text.split()), (), utterance_ended=True)


def test_each_sentence_is_read_and_what_fits_is_kept_with_its_labels() -> None:
    voices, first, stock, asked = Voices(), Ears("first"), Ears("stock"), Ears("stock, asked")
    reader = Reader({"kokoro": voices, "hibari": voices}, first, [(stock, asked)])
    rows = list(reader.block(SENTENCES, random.Random(0)))
    assert len(voices.heard) == len(SENTENCES)
    assert not {voice.name for voice in voices.heard} & set(HELD_OUT_VOICES["kokoro"]), "the measure's voices"
    assert {row["id"] for row in rows} == {"first, whole", "first, live", "stock, whole", "stock, asked, whole"}
    assert {(row["words"], row["labels"]) for row in rows} == {
        (("We", "go", "at", "10", "no", "11."), "ffrrif"),
        (("This", "stays", "stays", "as", "it", "is."), "frffff"),
    }
    assert first.longest > 8000, "silence stands around the speech"


def test_a_block_is_the_same_again() -> None:
    def rows() -> list[dict[str, object]]:
        voices, ears = Voices(), Ears("one")
        return list(Reader({"kokoro": voices, "hibari": voices}, ears, []).block(SENTENCES, random.Random(5)))

    assert rows() == rows()


def test_every_word_of_a_recording_read_aloud_is_fluent_but_a_copy() -> None:
    clip = UncachedClip(np.full(8000, 5000, np.int16), "this stays as it is", "so762-1", "real")
    rows = list(Reader({}, Ears("first"), []).aloud([clip] * 60, random.Random(0)))
    assert {(row["id"], row["words"], row["labels"]) for row in rows} == {
        ("first, live", ("This", "stays", "stays", "as", "it", "is."), "frffff")
    }, "what was misheard is left out"
