"""Writes recordings: WAV of 16 kHz, mono, 16 bits."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from captioner.messages import SAMPLE_RATE


def write_wav(path: Path, *parts: NDArray[Any]) -> None:
    """Write a recording.

    Args:
        parts: joined in order, each shape (n,): floats from -1 to 1, clipped beyond; or int16 unchanged.
    """
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        for part in parts:
            pcm = part if part.dtype == np.int16 else (np.clip(part, -1, 1) * 32767).astype("<i2")
            file.writeframes(pcm.tobytes())
