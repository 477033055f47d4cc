"""Ten minutes of silence, of noise and of music give no words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate, Samples
from captioner.pipeline import Parts, Pipeline
from captioner.speech.segmenter import Segmenter
from captioner.speech.vad import SileroVoiceActivity
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer
from captioner.speech.whisper.transcriber import Transcriber
from tests.fakes import ListSource, UmTagger

MINUTES = 10


def silence(rng: np.random.Generator, seconds: int) -> Samples:
    """The hiss of a quiet input, -70 dBFS."""
    return rng.normal(0, 0.0003, seconds * SAMPLE_RATE).astype(np.float32)


def white_noise(rng: np.random.Generator, seconds: int) -> Samples:
    """Loud and steady."""
    return rng.normal(0, 0.1, seconds * SAMPLE_RATE).astype(np.float32)


def music(rng: np.random.Generator, seconds: int) -> Samples:
    """Plucked chords with overtones, a bass and a beat, 120 to the minute."""
    beat = SAMPLE_RATE // 2
    time = np.arange(beat) / SAMPLE_RATE
    beats = []
    for index in range(2 * seconds):
        root = 110 * 2 ** (rng.choice([0, 3, 5, 7, 10]) / 12)
        chord = sum(
            np.sin(2 * np.pi * root * 2 ** (step / 12) * overtone * time) / overtone**1.5
            for step in (0, 12, 16, 19)
            for overtone in range(1, 6)
        )
        drum = rng.normal(0, 1, beat) * np.exp(-time * 60) * (index % 2 == 0)
        beats.append(0.08 * chord * np.exp(-time * 3) + 0.2 * drum)
    return np.concatenate(beats).astype(np.float32)


def chunks(samples: Samples) -> Iterator[AudioChunk]:
    """Blocks of a tenth of a second, as a device would deliver them."""
    for start in range(0, len(samples), SAMPLE_RATE // 10):
        yield AudioChunk(start, samples[start : start + SAMPLE_RATE // 10])


@pytest.mark.parametrize("make", [silence, white_noise, music])
def test_no_words_out_of_nothing(make: object, speech_model: Path) -> None:
    assert callable(make)
    minute = make(np.random.default_rng(7), 60)
    source = ListSource(list(chunks(np.tile(minute, MINUTES))))
    recognizer = WhisperRecognizer(speech_model, Decoding(threads=1))
    updates: list[CaptionUpdate] = []

    def parts() -> Parts:
        return Parts(source, Segmenter(SileroVoiceActivity()), Transcriber(recognizer), UmTagger())

    Pipeline(parts, updates.append).run()
    shown = {word.word.text for update in updates for word in (*update.settled, *update.provisional)}
    assert shown == set()
