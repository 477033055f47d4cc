"""Speech as the voice model hears it: the power in 40 mel bands, a frame every 10 ms."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from captioner.messages import SAMPLE_RATE, Samples

FRAME = SAMPLE_RATE // 100
"""samples from one frame to the next"""
BANDS = 40
_WIDTH = SAMPLE_RATE // 40
_LEVEL_DB = -30.0
"""relative to full scale: softer speech is raised to this level"""
_SILENT = 1e-12
_PIECE = SAMPLE_RATE // 50
_PAUSE_DB = -40.0
"""relative to the loudest 20 ms: softer frames are pauses"""


def frames(samples: Samples) -> NDArray[np.float32]:
    """Shape (n,) of one stretch of speech, at least one frame → (1 + n // FRAME, BANDS): linear, not logarithmic."""
    padded = np.pad(_made_loud(samples), _WIDTH // 2)
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WIDTH)[::FRAME]
    window = np.hanning(_WIDTH + 1)[:-1].astype(np.float32)
    power = np.square(np.abs(np.fft.rfft(windows * window, axis=1)))
    bands: NDArray[np.float32] = power.astype(np.float32) @ _filters().T
    return bands


def voiced(samples: Samples) -> Samples:
    """Shape (n,) → its 20 ms pieces without pauses, joined."""
    count = len(samples) // _PIECE
    pieces = samples[: count * _PIECE].reshape(count, _PIECE)
    loudness = 10 * np.log10(np.square(pieces).mean(axis=1) + _SILENT)
    loud: Samples = pieces[loudness > loudness.max(initial=-120.0) + _PAUSE_DB].reshape(-1)
    return loud


def _made_loud(samples: Samples) -> Samples:
    level = 10 * np.log10(np.mean(np.square(samples)) + _SILENT)
    return samples * np.float32(10 ** ((_LEVEL_DB - level) / 20)) if level < _LEVEL_DB else samples


@cache
def _filters() -> NDArray[np.float32]:
    """Triangles of equal area on Slaney's mel scale (linear to 1 kHz, logarithmic above), shape (BANDS, bins)."""
    corners = _hertz(np.linspace(0.0, _mel(SAMPLE_RATE / 2), BANDS + 2))
    bins = np.fft.rfftfreq(_WIDTH, 1 / SAMPLE_RATE)
    widths = np.diff(corners)[:, None]
    slopes = corners[:, None] - bins
    triangles = np.maximum(0.0, np.minimum(-slopes[:-2] / widths[:-1], slopes[2:] / widths[1:]))
    return (triangles * (2.0 / (corners[2:] - corners[:-2]))[:, None]).astype(np.float32)


_STEP_HZ = 200.0 / 3
_BREAK_MEL = 1000.0 / _STEP_HZ
_LOG_STEP = np.log(6.4) / 27.0


def _mel(hertz: float) -> float:
    return float(_BREAK_MEL + np.log(hertz / 1000.0) / _LOG_STEP)


def _hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mel >= _BREAK_MEL, 1000.0 * np.exp(_LOG_STEP * (mel - _BREAK_MEL)), mel * _STEP_HZ)
