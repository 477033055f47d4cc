"""Speech in other languages than English for imitation: DISCO's sentences in SVOX Pico's voices."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from captioner.training.speech.alignment import Aligner
from captioner.training.speech.corpus import SAMPLE_RATE, UncachedClip, as_floats

VOICES = {"de": "de-DE", "fr": "fr-FR"}
"""Pico's voice for each language that DISCO has, too; it makes 16 kHz samples in two thousandths of their length."""
_LONGEST_S = 14.0


def pico_installed() -> bool:
    """Whether the package `ttspico`, which has the voices, is installed."""
    return find_spec("ttspico") is not None


def sentences(data: Path, language: str, seed: int) -> list[str]:
    """The sentences of DISCO's training side as they were said, without those with digits, shuffled by `seed`."""
    with gzip.open(data / "disco" / f"{language}_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [" ".join(json.loads(line)["words"]) for line in lines]
    found = [text for text in found if not any(letter.isdigit() for letter in text)]
    random.Random(seed).shuffle(found)
    return found


def spoken(data: Path, language: str, aligner: Aligner, seconds: float) -> Iterator[UncachedClip]:
    """About `seconds` seconds of speech, with the ends of the words."""
    import ttspico

    engine = ttspico.TtsEngine(VOICES[language])
    made = 0.0
    for text in sentences(data, language, seed=1):
        samples = np.frombuffer(engine.speak(text), np.int16)
        length = len(samples) / SAMPLE_RATE
        if not 0.3 <= length <= _LONGEST_S:
            continue
        ends = aligner.word_ends(as_floats(samples), text.split(), language)
        yield UncachedClip(samples, text, f"pico-{language}", "pico", ends, language)
        made += length
        if made >= seconds:
            return
