"""Sounds without words, for training silence: quiet rooms, noise, clicks, tunes and distant crowds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from captioner.training.speech.corpus import SAMPLE_RATE

Wave = npt.NDArray[np.float32]


def wordless(length: int, rng: np.random.Generator) -> Wave:
    """`length` samples in which nobody speaks."""
    choice = rng.random()
    if choice < 0.35:
        wave = np.zeros(length)
    elif choice < 0.6:
        wave = _bursts(length, rng)
    else:
        wave = _tune(length, rng)
    return (wave * 10 ** (-rng.uniform(0, 35) / 20)).astype(np.float32)


def crowd(voices: Sequence[Wave], length: int, rng: np.random.Generator) -> Wave:
    """`length` samples of distant people who talk at once, too unclear to follow."""
    wave = np.zeros(length)
    for voice in voices:
        first = int(rng.integers(0, max(1, length - len(voice) // 2)))
        part = voice[: length - first]
        wave[first : first + len(part)] += part / max(1e-6, float(np.abs(part).max()))
    room = round(rng.uniform(0.2, 0.6) * SAMPLE_RATE)
    echoes = rng.standard_normal(room) * np.exp(-6.9 * np.arange(room) / room)
    size = length + room
    heard = np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(echoes, size), size)[:length]
    loudness = 10 ** (-rng.uniform(25, 50) / 20)
    return (heard * loudness / max(1e-9, float(np.sqrt(np.mean(np.square(heard)))))).astype(np.float32)


def _bursts(length: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Knocks, keys, breath: noise that comes and goes."""
    wave = np.zeros(length)
    for _ in range(rng.integers(1, 12)):
        size = int(min(length, rng.uniform(0.01, 0.8) * SAMPLE_RATE))
        first = rng.integers(0, length - size + 1)
        burst = rng.standard_normal(size) * np.exp(-np.arange(size) / size * rng.uniform(1, 8))
        if rng.random() < 0.5:
            burst = np.convolve(burst, np.ones(rng.integers(2, 40)), "same")
        wave[first : first + size] += burst / np.abs(burst).max()
    return wave * 0.3


def _tune(length: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Notes with overtones, sometimes several at once."""
    wave = np.zeros(length)
    for _ in range(rng.integers(1, 4)):
        at = 0
        overtones = rng.random(rng.integers(1, 8)) / np.arange(1, 9)[: rng.integers(1, 9)].size
        while at < length:
            size = int(min(length - at, rng.uniform(0.1, 1.5) * SAMPLE_RATE))
            times = np.arange(size) / SAMPLE_RATE
            pitch = 55 * 2 ** (rng.integers(0, 48) / 12)
            note = sum(
                strength * np.sin(2 * np.pi * pitch * (order + 1) * times + rng.uniform(0, 6))
                for order, strength in enumerate(overtones)
            )
            wave[at : at + size] += note * np.exp(-times * rng.uniform(0, 6))
            at += size
    return 0.5 / max(1e-9, float(np.abs(wave).max())) * wave
