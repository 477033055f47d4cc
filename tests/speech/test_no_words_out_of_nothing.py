"""Ten minutes of silence, of noise and of music give no words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from captioner.bench import sounds
from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate, Samples
from captioner.pipeline import Parts, Pipeline
from captioner.speech.segmenter import Segmenter
from captioner.speech.vad import SileroVoiceActivity
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer
from captioner.speech.whisper.transcriber import Transcriber
from tests.fakes import ListSource, UmTagger

pytestmark = pytest.mark.slow

MINUTES = 10


def chunks(samples: Samples) -> Iterator[AudioChunk]:
    """Blocks of a tenth of a second, as a device would deliver them."""
    for start in range(0, len(samples), SAMPLE_RATE // 10):
        yield AudioChunk(start, samples[start : start + SAMPLE_RATE // 10])


@pytest.mark.parametrize("make", [sounds.silence, sounds.white_noise, sounds.plucked])
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
