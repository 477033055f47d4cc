"""Converts any sample rate and channel count to 16 kHz mono, block by block."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import soxr
from numpy.typing import NDArray

from captioner.audio.mixing import Mixer, weights
from captioner.errors import AudioError
from captioner.messages import SAMPLE_RATE, Samples

_BEYOND = np.float32(2.0**32)
"""A value this large is no sample of any format, and would drown all others in the filter."""
_LOUDEST = np.float32(4.0)
"""Floating point has no full scale. Up to 12 dB above it is an overload; higher samples are cut, because one of them
would hide all words around it."""
_USUAL = {
    1: ("FC",),
    2: ("FL", "FR"),
    6: ("FL", "FR", "FC", "LFE", "SL", "SR"),
    8: ("FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"),
}
"""Number of channels to their names where the file gives none: the order of WAV files and of system outputs. Any other
number is a set of microphones with equal weights."""


class Resampler:
    """Carries the filter over the block edges: the output does not depend on how the input was cut.

    The output is `taken_in` · 16000 / rate samples, rounded, once it is flushed. Until then up to 40 ms of it are
    held back by the filter (at 48 kHz; soxr's HQ).
    """

    def __init__(self, rate: int, channels: int, names: Sequence[str] = ()) -> None:
        """Start at silence.

        Args:
            rate: input samples a second.
            channels: of the input, mixed down by their roles, see `Mixer`.
            names: FFmpeg's short names of the channels, in their order; empty where only their number is known.

        Raises:
            AudioError: there are no channels, or no samples a second.
        """
        if channels < 1:
            raise AudioError("This sound has no channels.", "Choose another device or file.")
        if rate < 1:
            raise AudioError("This sound has no sample rate.", "Choose another device or file.")
        self.rate = rate
        self.channels = channels
        self.names = tuple(names)
        self.mended = 0
        """samples so far that were NaN or infinite and became 0"""
        self.scale = np.float32(1)
        """divisor for samples in the range of integers, which no sound at full scale has"""
        self._mixer = self._new_mixer()
        self._stream = None if rate == SAMPLE_RATE else soxr.ResampleStream(rate, SAMPLE_RATE, 1, quality="HQ")

    def resample(self, frames: NDArray[np.float32]) -> Samples:
        """Resample the next block.

        Args:
            frames: shape (n, channels), full scale is -1 to 1.

        Returns:
            The finished samples, shape (m,), at 16 kHz.
        """
        if frames.ndim != 2 or frames.shape[1] != self.channels:
            raise ValueError(f"frames of {self.channels} channels expected, not an array of shape {frames.shape}")
        frames = self._in_range(self._numbers(frames))
        mono = frames[:, 0] if self.channels == 1 else self._mixer.mix(frames)
        return self._resample(np.ascontiguousarray(mono, np.float32), last=False)

    def flush(self) -> Samples:
        """The samples that the filter still holds; the next block starts at silence again."""
        rest = self._resample(np.zeros(0, np.float32), last=True)
        if self._stream is not None:
            self._stream.clear()
        self._mixer = self._new_mixer()
        return rest

    def _new_mixer(self) -> Mixer:
        names = self.names or _USUAL.get(self.channels, ("FL",) * self.channels)
        return Mixer(self.rate, weights(names))

    def _numbers(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """The frames with 0 for NaN and infinity: one of them would spoil everything in the filter."""
        good = np.abs(frames) < _BEYOND
        if good.all():
            return frames
        self.mended += int(good.size - np.count_nonzero(good))
        return np.where(good, frames, np.float32(0))

    def _in_range(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """The frames at full scale: some programs write unscaled 16-bit numbers into files of floating point."""
        heights = np.abs(frames)
        if not heights.size or heights.max() <= _LOUDEST:
            return frames if self.scale == 1 else frames / self.scale
        sounding = heights[heights > 0]
        if np.median(sounding) > 1:
            self.scale = max(self.scale, np.float32(np.quantile(sounding, 0.999)))
        scaled: NDArray[np.float32] = np.clip(frames / self.scale, -_LOUDEST, _LOUDEST)
        return scaled

    def _resample(self, mono: Samples, *, last: bool) -> Samples:
        if self._stream is None:
            return mono
        resampled: Samples = self._stream.resample_chunk(mono, last=last)
        return resampled
