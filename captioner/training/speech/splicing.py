"""Makes real voices disfluent: words of the recording are doubled or cut off, and fillers are inserted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from captioner.training.speech.corpus import SAMPLE_RATE
from captioner.training.speech.verbatim import as_whisper_writes

Wave = npt.NDArray[np.float32]

_FADE = SAMPLE_RATE // 200
"""5 ms at each cut, so that nothing clicks."""
_MARKS = ".,?!;:"
_SHORTEST_S = 0.12
"""Shortest word in seconds; the aligner has not found a shorter one correctly."""


@dataclass(frozen=True, slots=True)
class Example:
    """The content of a window.

    Attributes:
        wave: samples [n] at 16 kHz.
        words: the target text.
        ends: end of each word, in seconds; empty if unknown.
    """

    wave: Wave
    words: tuple[str, ...]
    ends: tuple[float, ...] = ()

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join(self.words)


def made_disfluent(example: Example, fillers: list[tuple[str, Wave]], rng: np.random.Generator) -> Example:
    """`example` with one to three repeated words, cut-off words or fillers; unchanged without word ends."""
    for _ in range(rng.integers(1, 4)):
        if not example.ends:
            break
        at = int(rng.integers(len(example.words)))
        kind = rng.random()
        if kind < 0.45 and fillers:
            example = _with_filler(example, at, fillers[rng.integers(len(fillers))], rng)
        else:
            example = _said_again(example, at, kind < 0.85, rng)
    return Example(example.wave, as_whisper_writes(example.words), example.ends)


def _said_again(example: Example, at: int, whole: bool, rng: np.random.Generator) -> Example:
    """Word `at` said twice, the first time cut off unless `whole`."""
    core = example.words[at].strip(_MARKS)
    start, end = (example.ends[at - 1] if at else 0.0), example.ends[at]
    if end - start < _SHORTEST_S or not core.isalpha() or (not whole and len(core) < 3):
        return example
    start = max(start, end - 0.15 - 0.08 * len(core))  # alignment adds the silence before a word to it
    part = 1.0 if whole else rng.uniform(0.3, 0.65)
    piece = example.wave[round(start * SAMPLE_RATE) : round((start + part * (end - start)) * SAMPLE_RATE)]
    word = core if whole else core[: max(1, min(len(core) - 1, round(part * len(core))))] + "-"
    return _inserted(example, at, start, word, piece, rng)


def _with_filler(example: Example, at: int, filler: tuple[str, Wave], rng: np.random.Generator) -> Example:
    """A filler before word `at`, about as loud as the speaker."""
    word, wave = filler
    start = example.ends[at - 1] if at else 0.0
    loud = np.float32(rng.uniform(0.4, 1.1) * _level(example.wave) / max(1e-4, _level(wave)))
    return _inserted(example, at, start, word, np.clip(wave * loud, -1, 1), rng)


def _inserted(example: Example, at: int, start_s: float, word: str, piece: Wave, rng: np.random.Generator) -> Example:
    place = round(start_s * SAMPLE_RATE)
    gaps = [np.zeros(round(rng.uniform(0.0, 0.25) * SAMPLE_RATE), np.float32) for _ in range(2)]
    new = np.concatenate([gaps[0], _faded(piece), gaps[1]])
    wave = np.concatenate([_faded(example.wave[:place]), new, _faded(example.wave[place:])])
    longer = len(new) / SAMPLE_RATE
    before, after = example.ends[:at], tuple(end + longer for end in example.ends[at:])
    said = start_s + (len(gaps[0]) + len(piece)) / SAMPLE_RATE
    return Example(wave, (*example.words[:at], word, *example.words[at:]), (*before, said, *after))


def _faded(wave: Wave) -> Wave:
    if len(wave) < 2 * _FADE:
        return wave
    faded = wave.copy()
    ramp = np.linspace(0, 1, _FADE, dtype=np.float32)
    faded[:_FADE] *= ramp
    faded[-_FADE:] *= ramp[::-1]
    return faded


def _level(wave: Wave) -> float:
    return float(np.sqrt(np.mean(np.square(wave)))) if len(wave) else 0.0
