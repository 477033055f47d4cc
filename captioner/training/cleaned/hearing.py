"""Reads recordings of sentences: live, like captions of a microphone, and whole, like files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from captioner.bench.speech import load
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples, WordUpdate
from captioner.speech.segmenter import Segmenter
from captioner.speech.vad import SileroVoiceActivity
from captioner.speech.whisper.guards import Guards
from captioner.speech.whisper.transcriber import Recognizer, Streaming, Transcriber
from captioner.training.cleaned.heard import LIVE, WHOLE, Heard

_BLOCK = SAMPLE_RATE // 10
"""Samples of a block of a microphone."""


class Hearing:
    """A recogniser with the stages around it, as in the program."""

    def __init__(self, recognizer: Recognizer, name: str, language: str, preface: str = "") -> None:
        """`preface` is the beginning of the prompt, live and whole; reading takes no virtual time, so results do not
        vary."""
        self._recognizer, self.name, self._language = recognizer, name, language
        self._activity = SileroVoiceActivity()
        self._rules = {
            LIVE: Streaming(preface=preface),
            WHOLE: Streaming(hop_s=float("inf"), preface=preface),
        }

    def hear(self, id_: str, voice: str, path: Path, way: str) -> Heard:
        """Read one recording."""
        return Heard(id_, self.name, voice, way, tuple(self.updates(load(path), way)))

    def updates(self, samples: Samples, way: str) -> Iterator[WordUpdate]:
        """The transcriber's updates for `samples`, float32 [n] at 16 kHz."""
        self._activity.reset()
        segmenter = Segmenter(self._activity)
        transcriber = Transcriber(self._recognizer, self._rules[way], Guards(), self._language, clock=lambda: 0.0)
        for start in range(0, len(samples), _BLOCK):
            for chunk in segmenter.segment(AudioChunk(start, samples[start : start + _BLOCK])):
                if update := transcriber.transcribe(chunk):
                    yield update
        for chunk in segmenter.flush():
            if update := transcriber.transcribe(chunk):
                yield update


def recordings(folder: Path, ids: Iterable[str], voice: str = "*") -> Iterator[tuple[str, str, Path]]:
    """The recordings of sentences, each with its id and voice: FOLDER/VOICE/ID.wav, or a clip with the id as its name.

    Raises:
        FileNotFoundError: there is none of any sentence.
    """
    found = False
    for id_ in ids:
        paths = (
            [folder / "clips" / id_]
            if (folder / "clips" / id_).is_file()
            else sorted(folder.glob(f"{voice}/{id_}.wav"))
        )
        for path in paths:
            found = True
            yield id_, path.parent.name, path
    if not found:
        raise FileNotFoundError(f"no recording of the sentences in {folder}")


def hear_all(hearing: Hearing, found: Iterable[tuple[str, str, Path]], ways: Iterable[str]) -> Iterator[Heard]:
    """Read all recordings in each way."""
    ways = tuple(ways)
    for number, (id_, voice, path) in enumerate(found, start=1):
        for way in ways:
            yield hearing.hear(id_, voice, path, way)
        sys.stderr.write(f"\r{number} {id_}\033[K")
    sys.stderr.write("\n")
