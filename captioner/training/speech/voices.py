"""The synthesisers' voices: for training, held out, and their variation."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["hibari", "kokoro"]

TRAINING_VOICES: dict[Kind, tuple[str, ...]] = {
    "hibari": ("heart",),
    "kokoro": (
        *("af_alloy", "af_aoede", "af_bella", "af_heart", "af_jessica", "af_nicole", "af_nova", "af_river", "af_sarah"),
        *("am_adam", "am_echo", "am_eric", "am_fenrir", "am_michael", "am_onyx", "am_puck", "am_santa"),
        *("bf_alice", "bf_emma", "bf_isabella", "bm_daniel", "bm_fable", "bm_george"),
    ),
}
HELD_OUT_VOICES: dict[Kind, tuple[str, ...]] = {
    "kokoro": ("af_kore", "af_sky", "am_liam", "bf_lily", "bm_lewis"),
}

MIX = "+"
"""Between the names of two of Kokoro's voices: a mixture of the two."""
MIXED = 0.7
"""Share of Kokoro's training speech in mixtures of two voices: 253 voices rather than 23."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice and its pace.

    Attributes:
        kind: the synthesiser.
        name: the synthesiser's name for it.
        stretch: durations relative to the voice's own (1.2 is slower).
    """

    kind: Kind
    name: str
    stretch: float = 1.0


Picker: TypeAlias = Callable[[Kind, random.Random], Voice]
"""Chooses a voice of one synthesiser."""


def training_voice(kind: Kind, rng: random.Random) -> Voice:
    """A training voice of synthesiser `kind`, at a varied pace."""
    if kind == "kokoro" and rng.random() < MIXED:
        return Voice(kind, MIX.join(rng.sample(TRAINING_VOICES[kind], 2)), rng.uniform(0.75, 1.2))
    return Voice(kind, rng.choice(TRAINING_VOICES[kind]), rng.uniform(0.8, 1.2))


def held_out_voice(kind: Kind, rng: random.Random) -> Voice:
    """A held-out voice of synthesiser `kind`, unvaried."""
    return Voice(kind, rng.choice(HELD_OUT_VOICES[kind]))
