"""The Pico synthesiser, called in this process through the package that carries it: two women's voices."""

from __future__ import annotations

from typing import Any

import numpy as np

from captioner.training.speech.corpus import Spoken
from captioner.training.speech.texts import Sentence
from captioner.training.speech.voices import Voice

_LOWEST, _HIGHEST = 50, 200
"""Percent of the voice's own pitch that Pico accepts."""


class Pico:
    """Pico's voices, each loaded when it is first asked for.

    Raises:
        ImportError: the package `ttspico` is not installed.
    """

    def __init__(self) -> None:
        import ttspico

        self._package = ttspico
        self._engines: dict[str, Any] = {}

    def say(self, sentence: Sentence, voice: Voice) -> Spoken:
        """Speak `sentence`.

        Raises:
            RuntimeError: Pico has no such voice.
        """
        if voice.name not in self._engines:
            self._engines[voice.name] = self._package.TtsEngine(voice.name)
        engine = self._engines[voice.name]
        engine.rate = round(100 / voice.stretch)
        engine.pitch = min(_HIGHEST, max(_LOWEST, voice.pitch * 2))
        data = engine.speak(sentence.aloud) or b""
        samples = np.frombuffer(data, np.int16)  # Pico speaks at 16 kHz, the corpus's own rate
        return Spoken(samples, sentence.text, f"pico-{voice.name}", "pico")
