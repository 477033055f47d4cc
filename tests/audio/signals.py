"""Sounds that the tests make themselves, and what is needed to compare two of them."""

from __future__ import annotations

import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from captioner.audio.source import AudioSource
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples


def noise(length: int, seed: int = 0, level: float = 0.2) -> Samples:
    """White noise: no stretch of it is like another, so that a lost or doubled sample shows."""
    return (np.random.default_rng(seed).standard_normal(length) * level).clip(-0.99, 0.99).astype(np.float32)


def chirp(seconds: float, rate: int = SAMPLE_RATE, low: float = 200.0, high: float = 3000.0) -> Samples:
    """A tone that rises all the time."""
    t = np.arange(round(seconds * rate)) / rate
    phase = 2 * np.pi * (low * t + (high - low) * t * t / (2 * seconds))
    return (0.5 * np.sin(phase)).astype(np.float32)


def write_wav(path: Path, samples: NDArray[np.float32], rate: int = SAMPLE_RATE) -> Path:
    """Write 16-bit PCM; samples of shape (n,) or (n, channels)."""
    frames = samples if samples.ndim == 2 else samples[:, None]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(frames.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((frames * 32767).round().astype("<i2").tobytes())
    return path


def read_all(source: AudioSource, timeout: float = 1.0) -> list[AudioChunk]:
    """Every chunk until the source ends."""
    chunks = []
    while (chunk := source.read(timeout)) is not None:
        chunks.append(chunk)
    return chunks


def joined(chunks: Iterable[AudioChunk]) -> Samples:
    """The samples of chunks that follow each other without a gap, from 0 on."""
    position, parts = 0, [np.zeros(0, np.float32)]
    for chunk in chunks:
        assert chunk.start == position
        assert chunk.samples.dtype == np.float32
        assert chunk.samples.ndim == 1
        parts.append(chunk.samples)
        position = chunk.end
    return np.concatenate(parts)


def best_match(needle: Samples, haystack: Samples) -> tuple[float, int]:
    """Highest normalised correlation of `needle` within `haystack` (1: the same but for its level), and where it is."""
    size = 1 << (len(haystack) + len(needle)).bit_length()
    products = np.fft.irfft(np.fft.rfft(haystack, size) * np.conj(np.fft.rfft(needle, size)), size)
    places = max(1, len(haystack) - len(needle) + 1)
    energy = np.concatenate([[0.0], np.cumsum(np.square(haystack, dtype=np.float64))])
    ends = np.minimum(np.arange(places) + len(needle), len(haystack))
    norms = np.sqrt(energy[ends] - energy[np.arange(places)]) * np.sqrt(float(np.sum(np.square(needle))))
    scores = products[:places] / np.maximum(norms, 1e-6)
    place = int(np.argmax(scores))
    return float(scores[place]), place
