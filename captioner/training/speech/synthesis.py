"""Speech from all the synthesisers, as shards of a corpus."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
import soxr

from captioner.training.speech.corpus import SAMPLE_RATE, Samples, Spoken
from captioner.training.speech.diphones import definitions, diphones_installed, scheme
from captioner.training.speech.espeak import Espeak
from captioner.training.speech.neural import VOICES, Hibari, Kokoro, hibari_installed, kokoro_installed
from captioner.training.speech.pico import Pico
from captioner.training.speech.texts import Sentence
from captioner.training.speech.voices import Kind, Picker, Voice

LONGEST_S = 10.0
_FESTIVAL_VOICES = {
    "cmu_us_slt_arctic_hts": "voice_cmu_us_slt_arctic_hts",
    "ked_diphone": "voice_ked_diphone",
    "kal_diphone": "voice_kal_diphone",
}
_SILENT = 64
"""Below this (of 32,768) the synthesisers' own leading and trailing samples are silence."""


class Engine(Protocol):
    """A synthesiser that lives in this process."""

    def say(self, sentence: Sentence, voice: Voice) -> Spoken:
        """Speak `sentence`."""


def installed(data: Path) -> tuple[Kind, ...]:
    """The synthesisers that this machine has; Kokoro's voices are looked for in `data`."""
    programs: dict[Kind, str] = {"espeak": "espeak-ng", "flite": "flite", "festival": "festival"}
    found = [kind for kind, program in programs.items() if shutil.which(program)]
    if diphones_installed():
        found.append("diphone")
    if find_spec("ttspico"):
        found.append("pico")
    if hibari_installed():
        found.append("hibari")
    if kokoro_installed(data / VOICES):
        found.append("kokoro")
    return tuple(found)


def synthesise(
    kind: Kind, data: Path, sentences: Iterator[Sentence], seconds: float, pick: Picker, rng: random.Random
) -> Iterator[Spoken]:
    """Speak one sentence after another until there are `seconds` of speech; too long ones are left out."""
    made = 0.0
    batch = 100 if kind in ("festival", "diphone") else 1
    engine = _engine(kind, data)
    while made < seconds:
        jobs = [(next(sentences), pick(kind, rng)) for _ in range(batch)]
        if engine is not None:
            results = [engine.say(*job) for job in jobs]
        elif kind == "flite":
            results = [_flite(*job) for job in jobs]
        else:
            results = speak_with_festival(jobs)
        for result in results:
            one = _trimmed(result)
            length = len(one.samples) / SAMPLE_RATE
            if 0.2 <= length <= LONGEST_S:
                made += length
                yield one


def _engine(kind: Kind, data: Path) -> Engine | None:
    """The synthesiser `kind`; None where it is a program of its own."""
    if kind == "espeak":
        return Espeak()
    if kind == "pico":
        return Pico()
    if kind == "hibari":
        return Hibari()
    return Kokoro(data / VOICES) if kind == "kokoro" else None


def _flite(sentence: Sentence, voice: Voice) -> Spoken:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "speech.wav")
        command = ["flite", "-voice", voice.name, "--setf", f"duration_stretch={voice.stretch:.2f}"]
        subprocess.run([*command, "-t", sentence.aloud, "-o", str(path)], check=True, capture_output=True)
        return Spoken(_read(path), sentence.text, f"flite-{voice.name}", "flite")


def speak_with_festival(jobs: Sequence[tuple[Sentence, Voice]]) -> list[Spoken]:
    """One process for all `jobs`: festival takes a second to start."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [definitions()] if any(voice.kind == "diphone" for _, voice in jobs) else []
        for index, (sentence, voice) in enumerate(jobs):
            lines += [
                scheme(voice.name, voice.pitch) if voice.kind == "diphone" else f"({_FESTIVAL_VOICES[voice.name]})",
                f"(Parameter.set 'Duration_Stretch {voice.stretch:.2f})",
                f'(set! u (utt.synth (Utterance Text "{sentence.aloud}")))',
                f'(utt.save.wave u "{folder}/{index}.wav" \'riff)',
            ]
        script = Path(folder, "jobs.scm")
        script.write_text("\n".join(lines) + "\n", encoding="ascii")
        subprocess.run(["festival", "-b", str(script)], check=True, capture_output=True)
        return [
            Spoken(_read(Path(folder, f"{index}.wav")), sentence.text, f"{voice.kind}-{voice.name}", voice.kind)
            for index, (sentence, voice) in enumerate(jobs)
        ]


def _read(path: Path) -> Samples:
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        rate = file.getframerate()
    return samples if rate == SAMPLE_RATE else soxr.resample(samples, rate, SAMPLE_RATE)


def _trimmed(one: Spoken) -> Spoken:
    """Without the silence that a synthesiser puts around what it says: each has its own habit, and none is speech."""
    loud = np.flatnonzero(np.abs(one.samples.astype(np.int32)) > _SILENT)
    if len(loud) == 0:
        return Spoken(one.samples[:0], one.text, one.voice, one.kind)
    margin = SAMPLE_RATE // 50
    first, last = max(0, int(loud[0]) - margin), min(len(one.samples), int(loud[-1]) + margin)
    length = (last - first) / SAMPLE_RATE
    ends = tuple(min(max(end - first / SAMPLE_RATE, 0.0), length) for end in one.ends)
    return Spoken(one.samples[first:last], one.text, one.voice, one.kind, ends)
