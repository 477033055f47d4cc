"""Recordings that tests make for themselves."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from captioner.messages import SAMPLE_RATE, Samples


def write_wav(path: Path, samples: Samples, rate: int = SAMPLE_RATE) -> Path:
    """Write mono 16-bit PCM."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path
