"""Voices that are told apart by their loudness: a stand-in for the model, so that tests know who speaks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from captioner.messages import SAMPLE_RATE, Samples, SpeechChunk, Word

ALICE, BOB = 0.1, 0.4
"""Amplitudes."""


class LoudnessEmbedding:
    """Each loudness is a voice of its own; mixed ones lie between."""

    def __init__(self) -> None:
        self.asked = 0

    def embed(self, stretches: Sequence[Samples]) -> NDArray[np.float32]:
        """As `SpeakerEmbedding`."""
        self.asked += 1
        angles = [(np.mean(np.abs(each)) - ALICE) / (BOB - ALICE) * np.pi / 2 for each in stretches]
        return np.array([[np.cos(angle), np.sin(angle)] for angle in angles], np.float32)


def talk(*parts: tuple[float, float]) -> Samples:
    """Loudness and seconds of each part; 0 is silence."""
    return np.concatenate([np.full(round(seconds * SAMPLE_RATE), voice, np.float32) for voice, seconds in parts])


def chunk(samples: Samples, utterance: int = 0, start: int = 0, *, is_last: bool = False) -> SpeechChunk:
    """New audio."""
    return SpeechChunk(utterance, start, samples, is_last)


def word(text: str, start_s: float, end_s: float) -> Word:
    """A word with times in seconds."""
    return Word(text, round(start_s * SAMPLE_RATE), round(end_s * SAMPLE_RATE), 0.9)
