"""Reads recordings of sentences: live, like captions of a microphone, and whole, like files."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from captioner.bench.speech import load
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples, WordUpdate
from captioner.models.manifest import read_manifest
from captioner.speech.engine import LoadOptions, SessionOptions, SpeechModel
from captioner.training.cleaned.heard import LIVE, Heard

_BLOCK = SAMPLE_RATE // 10
"""Samples of a block of a microphone."""


class Hearing:
    """A speech model with the stages around it, as in the program."""

    def __init__(self, models: Mapping[str, SpeechModel], name: str, language: str, preface: str = "") -> None:
        """`models`: for each way the model as it is loaded for it; `preface` is the beginning of the prompt."""
        self._models, self.name = models, name
        self._options = SessionOptions(language=language, vocabulary=preface)

    def hear(self, id_: str, voice: str, path: Path, way: str) -> Heard:
        """Read one recording."""
        return Heard(id_, self.name, voice, way, tuple(self.updates(load(path), way)))

    def updates(self, samples: Samples, way: str) -> Iterator[WordUpdate]:
        """The engine's updates for `samples`, float32 [n] at 16 kHz."""
        utterances, engine = self._models[way].session(self._options)
        for start in range(0, len(samples), _BLOCK):
            for chunk in utterances.segment(AudioChunk(start, samples[start : start + _BLOCK])):
                if update := engine.transcribe(chunk):
                    yield update
        for chunk in utterances.flush():
            if update := engine.transcribe(chunk):
                yield update


def models_for(folder: Path, ways: Iterable[str], threads: int) -> dict[str, SpeechModel]:
    """The speech model in `folder` as live captions and files load it.

    Live, reading takes no virtual time, so results do not vary with the machine.
    """
    from captioner.speech.whisper.engine import load as load_whisper

    found = read_manifest(folder)
    return {
        way: dataclasses.replace(
            load_whisper(folder, found, LoadOptions(live=way == LIVE, device="cpu", threads=threads)), clock=lambda: 0.0
        )
        for way in ways
    }


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
