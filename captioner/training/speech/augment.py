"""Simulates the way of speech to a microphone: rooms, lines, noise."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from captioner.training.speech.corpus import SAMPLE_RATE

_ROOM_S = 0.3
_QUIETEST = 1e-4


def degrade(waves: Tensor, rng: np.random.Generator) -> Tensor:
    """Colour, reverberate and disturb waveforms [batch, samples], each in its own way.

    One Fourier transform and its inverse serve filters and rooms; noise is made there, too.
    """
    batch, length = waves.shape
    size = length + round(_ROOM_S * SAMPLE_RATE)
    size += -size % 4000
    frequencies = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    gains: Tensor = torch.from_numpy(np.stack([_line(frequencies, rng) for _ in range(batch)]))
    spectrum = torch.fft.rfft(waves, size) * gains
    rooms = _rooms(batch, rng)
    if rooms is not None:
        spectrum = spectrum * torch.fft.rfft(rooms, size)
    clean = torch.fft.irfft(spectrum, size)[:, :length]
    level = clean.square().mean(dim=1, keepdim=True).sqrt().clamp_min(_QUIETEST)
    noisy = clean + level * _noise(batch, length, size, frequencies, rng)
    others = level * torch.from_numpy(_babble(batch, rng)) / level.roll(1, 0)
    noisy = noisy + others * clean.roll(1, 0)
    return _encoded(noisy, rng).clamp(-1.0, 1.0)


def _line(frequencies: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The gain at each frequency of one microphone and line."""
    gain = np.ones(len(frequencies), np.float32)
    if rng.random() < 0.6:
        points = np.geomspace(60, 8000, 9)
        decibels = np.cumsum(rng.normal(0, 3.0, len(points)))
        decibels -= decibels.mean()
        gain *= 10 ** (np.interp(frequencies, points, np.clip(decibels, -15, 15)) / 20)
    low, high = 0.0, 8000.0
    if rng.random() < 0.12:
        low, high = rng.uniform(200, 350), rng.uniform(3200, 3800)
    elif rng.random() < 0.35:
        low, high = rng.uniform(0, 250), rng.uniform(3500, 8000)
    if low:
        gain *= 1 / np.sqrt(1 + (low / np.maximum(frequencies, 1.0)) ** 8)
    if high < 8000:
        gain *= 1 / np.sqrt(1 + (frequencies / high) ** 24)
    return gain.astype(np.float32)


def _rooms(batch: int, rng: np.random.Generator) -> Tensor | None:
    """Impulse responses [batch, samples]: direct sound and a decaying tail; None if every speaker is close."""
    length = round(_ROOM_S * SAMPLE_RATE)
    responses = np.zeros((batch, length), np.float32)
    responses[:, 0] = 1.0
    times = np.arange(length) / SAMPLE_RATE
    reverberant = rng.random(batch) < 0.4
    for index in np.flatnonzero(reverberant):
        tail = rng.standard_normal(length) * np.exp(-6.9 * times / rng.uniform(0.1, 0.6))
        tail[: rng.integers(20, 100)] = 0.0
        tail *= 10 ** (-rng.uniform(0, 16) / 20) / np.sqrt(np.square(tail).sum())
        responses[index] += tail.astype(np.float32)
    return torch.from_numpy(responses) if reverberant.any() else None


def _noise(batch: int, length: int, size: int, frequencies: np.ndarray, rng: np.random.Generator) -> Tensor:
    """Coloured noise [batch, length], relative to the level of the speech."""
    slopes: Tensor = torch.from_numpy(rng.uniform(0, 1, (batch, 1)).astype(np.float32))
    shape = torch.from_numpy(np.maximum(frequencies, 60.0).astype(np.float32) / 1000) ** -slopes
    noise: Tensor = torch.fft.irfft(torch.fft.rfft(torch.randn(batch, size)) * shape, size)[:, :length]
    noise = noise / noise.square().mean(dim=1, keepdim=True).sqrt()
    loud = rng.random((batch, 1)) < 0.65
    decibels = np.where(loud, -rng.uniform(3, 35, (batch, 1)), -rng.uniform(35, 80, (batch, 1)))
    gains: Tensor = torch.from_numpy((10 ** (decibels / 20)).astype(np.float32))
    return gains * noise


def _babble(batch: int, rng: np.random.Generator) -> np.ndarray:
    """Level of the batch neighbour's speech, relative to the speech [batch, 1]; 0 for most."""
    gains = 10 ** (-rng.uniform(14, 28, (batch, 1)) / 20)
    return np.where(rng.random((batch, 1)) < 0.06, gains, 0.0).astype(np.float32)


def _encoded(waves: Tensor, rng: np.random.Generator) -> Tensor:
    """A few waveforms through an 8-bit telephone codec (mu-law)."""
    chosen = torch.from_numpy(rng.random(len(waves)) < 0.05)
    if not chosen.any():
        return waves
    part = waves[chosen].clamp(-1, 1)
    squeezed = torch.round(part.sign() * torch.log1p(255 * part.abs()) / np.log(256.0) * 127) / 127
    result = waves.clone()
    result[chosen] = squeezed.sign() * (torch.pow(256.0, squeezed.abs()) - 1) / 255
    return result
