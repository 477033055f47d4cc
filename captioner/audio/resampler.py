"""Any sample rate and channel count to 16 kHz mono, block by block."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from captioner.errors import AudioError
from captioner.messages import SAMPLE_RATE, Samples


class Resampler:
    """Carries the filter over the block edges: the output does not depend on how the input was cut.

    The output is `taken_in` · 16000 / rate samples, rounded, once it is flushed. Until then up to 40 ms of it are
    held back by the filter (at 48 kHz; soxr's HQ).
    """

    def __init__(self, rate: int, channels: int) -> None:
        """Start at silence.

        Args:
            rate: input samples a second.
            channels: of the input, mixed down by their mean.

        Raises:
            AudioError: there are no channels, or no samples a second.
        """
        if channels < 1:
            raise AudioError("This sound has no channels.", "Choose another device or file.")
        if rate < 1:
            raise AudioError("This sound has no sample rate.", "Choose another device or file.")
        self.rate = rate
        self.channels = channels
        self._stream = None if rate == SAMPLE_RATE else soxr.ResampleStream(rate, SAMPLE_RATE, 1, quality="HQ")

    def accept(self, frames: NDArray[np.float32]) -> Samples:
        """Resample the next block.

        Args:
            frames: shape (n, channels), full scale is -1 to 1.

        Returns:
            What is ready, shape (m,), at 16 kHz.
        """
        if frames.ndim != 2 or frames.shape[1] != self.channels:
            raise ValueError(f"frames of {self.channels} channels expected, not an array of shape {frames.shape}")
        mono = frames[:, 0] if self.channels == 1 else frames.mean(axis=1, dtype=np.float32)
        return self._resample(np.ascontiguousarray(mono, np.float32), last=False)

    def flush(self) -> Samples:
        """What the filter still holds; the next block starts at silence again."""
        rest = self._resample(np.zeros(0, np.float32), last=True)
        if self._stream is not None:
            self._stream.clear()
        return rest

    def _resample(self, mono: Samples, *, last: bool) -> Samples:
        if self._stream is None:
            return mono
        resampled: Samples = self._stream.resample_chunk(mono, last=last)
        return resampled
