"""Synthetic sounds without speech: any word that a model writes for them is invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from captioner import paths
from captioner.audio.file import FileSource
from captioner.messages import SAMPLE_RATE, Samples

_TALKERS = 8
_REVERBERATION_S = 0.5
"""Seconds until an echo of the room is 60 dB down"""

Make = Callable[[np.random.Generator, int], Samples]
"""Makes a number of seconds of a sound, shape (seconds * 16,000,)."""


def silence(rng: np.random.Generator, seconds: int) -> Samples:
    """The hiss of a quiet input, -70 dBFS."""
    return rng.normal(0, 0.0003, seconds * SAMPLE_RATE).astype(np.float32)


def white_noise(rng: np.random.Generator, seconds: int) -> Samples:
    """Loud and steady."""
    return rng.normal(0, 0.1, seconds * SAMPLE_RATE).astype(np.float32)


def _coloured(rng: np.random.Generator, seconds: int, power: float) -> Samples:
    """Noise whose power is proportional to 1 / frequency ** `power`."""
    length = seconds * SAMPLE_RATE
    spectrum = np.fft.rfft(rng.normal(0, 1, length))
    frequencies = np.maximum(np.fft.rfftfreq(length, 1 / SAMPLE_RATE), 20.0)
    return _at_level(np.fft.irfft(spectrum / frequencies ** (power / 2), length), 0.08)


def pink_noise(rng: np.random.Generator, seconds: int) -> Samples:
    """Wind, a waterfall."""
    return _coloured(rng, seconds, 1.0)


def brown_noise(rng: np.random.Generator, seconds: int) -> Samples:
    """A train from inside."""
    return _coloured(rng, seconds, 2.0)


def hum(rng: np.random.Generator, seconds: int) -> Samples:
    """Mains, with overtones and a little hiss."""
    time = np.arange(seconds * SAMPLE_RATE) / SAMPLE_RATE
    tones = sum(np.sin(2 * np.pi * 50 * overtone * time) / overtone for overtone in (1, 2, 3, 4, 6))
    return _at_level(tones + rng.normal(0, 0.02, len(time)), 0.05)


def keyboard(rng: np.random.Generator, seconds: int) -> Samples:
    """Some six keys a second: two short clicks each, down and up."""
    return _clicks(rng, seconds, a_second=12, fade=250.0, level=0.02)


def applause(rng: np.random.Generator, seconds: int) -> Samples:
    """A hall of people who clap independently."""
    return _clicks(rng, seconds, a_second=300, fade=120.0, level=0.08)


def _clicks(rng: np.random.Generator, seconds: int, *, a_second: int, fade: float, level: float) -> Samples:
    length = seconds * SAMPLE_RATE
    click = SAMPLE_RATE // 20
    shape = np.exp(-np.arange(click) / SAMPLE_RATE * fade)
    result = np.zeros(length + click)
    for start in rng.integers(0, length, seconds * a_second):
        result[start : start + click] += rng.uniform(0.3, 1.0) * rng.normal(0, 1, click) * shape
    return _at_level(result[:length], level)


def breathing(rng: np.random.Generator, seconds: int) -> Samples:
    """Someone at the microphone who breathes every four seconds."""
    time = np.arange(seconds * SAMPLE_RATE) / SAMPLE_RATE
    swell = np.maximum(0, np.sin(2 * np.pi * time / 4)) ** 2 + 0.6 * np.maximum(0, -np.sin(2 * np.pi * time / 4)) ** 3
    return _at_level(_coloured(rng, seconds, 0.7) * swell, 0.02)


def plucked(rng: np.random.Generator, seconds: int) -> Samples:
    """Chords with overtones, a bass and a beat, 120 to the minute."""
    beat = SAMPLE_RATE // 2
    time = np.arange(beat) / SAMPLE_RATE
    beats = []
    for index in range(2 * seconds):
        root = 110 * 2 ** (rng.choice([0, 3, 5, 7, 10]) / 12)
        chord = sum(_tone(root * 2 ** (step / 12), time) for step in (0, 12, 16, 19))
        drum = rng.normal(0, 1, beat) * np.exp(-time * 60) * (index % 2 == 0)
        beats.append(0.08 * chord * np.exp(-time * 3) + 0.2 * drum)
    return np.concatenate(beats).astype(np.float32)


def organ(rng: np.random.Generator, seconds: int) -> Samples:
    """Chords that are held for two seconds."""
    time = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    rise = np.minimum(1, np.minimum(time, time[::-1]) * 10)
    chords = []
    for _ in range(-(-seconds // 2)):
        root = 220 * 2 ** (rng.choice([-5, 0, 2, 5, 7]) / 12)
        chords.append(rise * sum(_tone(root * 2 ** (step / 12), time) for step in (-12, 0, 4, 7)))
    return _at_level(np.concatenate(chords)[: seconds * SAMPLE_RATE], 0.1)


def flute(rng: np.random.Generator, seconds: int) -> Samples:
    """A single melody with vibrato near the pitch of a voice: the hardest of these to distinguish from a voice."""
    note = SAMPLE_RATE * 2 // 5
    time = np.arange(note) / SAMPLE_RATE
    rise = np.minimum(1, np.minimum(time, time[::-1]) * 20)
    notes = []
    for _ in range(-(-seconds * SAMPLE_RATE // note)):
        pitch = 330 * 2 ** (rng.choice([0, 2, 4, 5, 7, 9, 11, 12]) / 12)
        phase = 2 * np.pi * pitch * time + 0.3 * np.sin(2 * np.pi * 5 * time)
        notes.append(rise * (np.sin(phase) + 0.3 * np.sin(2 * phase)) + rng.normal(0, 0.02, note))
    return _at_level(np.concatenate(notes)[: seconds * SAMPLE_RATE], 0.1)


def drums(rng: np.random.Generator, seconds: int) -> Samples:
    """A drum kit, 100 to the minute."""
    step = SAMPLE_RATE * 3 // 20
    time = np.arange(step) / SAMPLE_RATE
    steps = []
    for index in range(-(-seconds * SAMPLE_RATE // step)):
        bass = np.sin(2 * np.pi * 60 * time) * np.exp(-time * 20) * (index % 4 == 0)
        snare = rng.normal(0, 0.5, step) * np.exp(-time * 25) * (index % 4 == 2)
        steps.append(bass + snare + rng.normal(0, 0.1, step) * np.exp(-time * 80))
    return _at_level(np.concatenate(steps)[: seconds * SAMPLE_RATE], 0.1)


@cache
def recorded() -> Samples:
    """The bundled recording."""
    source = FileSource(paths.demo_recording(), paced=False)
    source.open()
    blocks = []
    while (chunk := source.read(0.0)) is not None:
        blocks.append(chunk.samples)
    source.close()
    return np.concatenate(blocks)


def office(rng: np.random.Generator, seconds: int) -> Samples:
    """A room full of distant talkers: the bundled recording, eight times."""
    length = seconds * SAMPLE_RATE
    voices = np.zeros(length)
    for _ in range(_TALKERS):
        start = int(rng.integers(len(recorded())))
        voices += rng.uniform(0.4, 1.0) * np.resize(np.roll(recorded(), -start), length)
    time = np.arange(int(_REVERBERATION_S * SAMPLE_RATE)) / SAMPLE_RATE
    room = rng.normal(0, 1, len(time)) * 10 ** (-3 * time / _REVERBERATION_S)
    room[0] = 4.0  # the direct sound
    whole = length + len(room)
    heard = np.fft.irfft(np.fft.rfft(voices, whole) * np.fft.rfft(room, whole), whole)[:length]
    return _at_level(heard, 0.01)


def _tone(pitch: float, time: NDArray[np.float64]) -> NDArray[np.float64]:
    """A tone with four overtones."""
    waves = [np.sin(2 * np.pi * pitch * overtone * time) / overtone**1.5 for overtone in range(1, 6)]
    return np.asarray(np.sum(waves, axis=0))


def _at_level(sound: NDArray[np.float64], rms: float) -> Samples:
    """The sound at a root mean square."""
    result: Samples = np.clip(sound * (rms / np.sqrt(np.mean(np.square(sound)))), -1, 1).astype(np.float32)
    return result


SOUNDS: Mapping[str, Make] = MappingProxyType(
    {
        make.__name__: make
        for make in (
            silence,
            white_noise,
            pink_noise,
            brown_noise,
            hum,
            keyboard,
            breathing,
            applause,
            plucked,
            organ,
            flute,
            drums,
        )
    }
)
"""All sounds by name: eight noises, four kinds of music."""
MURMURS: Mapping[str, Make] = MappingProxyType({"office": office})
"""Sounds of distant speech."""
