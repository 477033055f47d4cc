"""The synthesisers' voices: which are heard in training, which are held out, how each is varied."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["espeak", "flite", "festival", "diphone", "pico", "hibari", "kokoro"]

_ESPEAK_LANGUAGES = (
    *("en-us", "en-us", "en-us", "en", "en-gb-x-rp"),
    *("en-gb-scotland", "en-gb-x-gbclan", "en-us-nyc", "en-029"),
)
"""The commonest accent three times, so that it is drawn more often."""
_ESPEAK_VARIANTS = (
    "", "m1", "m2", "m3", "m4", "m5", "m6", "m8", "f1", "f2", "f3", "f4", "klatt", "klatt2", "klatt4",
    "Alex", "Alicia", "Andrea", "Andy", "Annie", "Denis", "Gene", "Hugo", "Jacky", "Lee", "Marco", "Mario", "Michael",
    "Mike", "Nguyen", "adam", "antonio", "aunty", "belinda", "boris", "caleb", "david", "ed", "edward", "grandma",
    "grandpa", "iven", "john", "linda", "max", "michel", "norbert", "paul", "quincy", "robert", "sandro", "shelby",
    "steph", "travis", "victor", "zac",
)  # fmt: skip
_ESPEAK_HELD_OUT = (
    *("en-gb-x-gbcwmd", "en-us+m7", "en-us+f5", "en+klatt3"),
    *("en-us+anika", "en+rob", "en-us+benjamin", "en-us+steph3"),
)

TRAINING_VOICES: dict[Kind, tuple[str, ...]] = {
    "espeak": tuple(
        f"{language}+{variant}" if variant else language
        for language in sorted(set(_ESPEAK_LANGUAGES))
        for variant in _ESPEAK_VARIANTS
    ),
    "flite": ("awb", "rms", "slt"),
    "festival": ("cmu_us_slt_arctic_hts", "ked_diphone"),
    "diphone": ("ked", "pc", "lp", "mv", "lj", "ph"),
    "pico": ("en-US", "en-GB"),
    "hibari": ("heart",),
    "kokoro": (
        *("af_alloy", "af_aoede", "af_bella", "af_heart", "af_jessica", "af_nicole", "af_nova", "af_river", "af_sarah"),
        *("am_adam", "am_echo", "am_eric", "am_fenrir", "am_michael", "am_onyx", "am_puck", "am_santa"),
        *("bf_alice", "bf_emma", "bf_isabella", "bm_daniel", "bm_fable", "bm_george"),
    ),
}
# "kal" is the same speaker in flite and in festival, so he is held out of both.
HELD_OUT_VOICES: dict[Kind, tuple[str, ...]] = {
    "espeak": _ESPEAK_HELD_OUT,
    "flite": ("kal16",),
    "festival": ("kal_diphone",),
    "kokoro": ("af_kore", "af_sky", "am_liam", "bf_lily", "bm_lewis"),
}


MAIN_VOICES: dict[Kind, tuple[str, ...]] = {
    "espeak": ("en-us", "en", "en-gb-x-rp", "en-us+m2", "en-us+f2", "en-us+f3"),
    "flite": ("slt", "rms", "awb"),
}
"""Those that the last part of training is spent on."""

MIX = "+"
"""Between the names of two of Kokoro's voices: somebody between the two."""
MIXED = 0.7
"""Part of Kokoro's training speech that people between two voices speak: 253 of them rather than 23."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice and how it is to speak.

    Attributes:
        kind: the synthesiser.
        name: as that synthesiser calls it.
        stretch: durations relative to the voice's own (1.2 is slower).
        pitch: 0 to 99, 50 is the voice's own; espeak-ng, Pico and the diphones only.
        pitch_range: the same; espeak-ng only.
    """

    kind: Kind
    name: str
    stretch: float = 1.0
    pitch: int = 50
    pitch_range: int = 50


Picker: TypeAlias = Callable[[Kind, random.Random], Voice]
"""Chooses a voice of one synthesiser."""


def training_voice(kind: Kind, rng: random.Random) -> Voice:
    """A voice of synthesiser `kind` that training may hear, at a varied pace and pitch."""
    if kind == "espeak":
        language, variant = rng.choice(_ESPEAK_LANGUAGES), rng.choice(_ESPEAK_VARIANTS)
        name = f"{language}+{variant}" if variant else language
        return Voice(kind, name, rng.uniform(0.8, 1.25), rng.randint(25, 75), rng.randint(20, 80))
    if kind == "kokoro" and rng.random() < MIXED:
        return Voice(kind, MIX.join(rng.sample(TRAINING_VOICES[kind], 2)), rng.uniform(0.75, 1.2))
    if kind == "pico":
        return Voice(kind, rng.choice(TRAINING_VOICES[kind]), rng.uniform(0.8, 1.25), rng.randint(38, 62))
    if kind == "diphone":
        return Voice(kind, rng.choice(TRAINING_VOICES[kind]), rng.uniform(0.75, 1.2), rng.randint(32, 72))
    return Voice(kind, rng.choice(TRAINING_VOICES[kind]), rng.uniform(0.85, 1.2))


def main_voice(kind: Kind, rng: random.Random) -> Voice:
    """One of the main voices of `kind`, as it is."""
    return Voice(kind, rng.choice(MAIN_VOICES[kind]))


def main_training_voice(kind: Kind, rng: random.Random) -> Voice:
    """One of the main voices of `kind`, its pace and pitch a little varied."""
    name = rng.choice(MAIN_VOICES[kind])
    return Voice(kind, name, rng.uniform(0.85, 1.2), rng.randint(40, 60), rng.randint(35, 65))


def held_out_voice(kind: Kind, rng: random.Random) -> Voice:
    """A voice of synthesiser `kind` that training never hears, as it is."""
    return Voice(kind, rng.choice(HELD_OUT_VOICES[kind]))
