"""The interface of speech engines: speech in, words out. An engine is a folder beside this module, with `engine.py`.

`load` in it is a `LoadModel`. A model's manifest names its engine; without one it is `whisper`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias, cast

from captioner.errors import ModelMismatch
from captioner.messages import AudioChunk, SpeechChunk, WordUpdate
from captioner.models.manifest import DEFAULT_ENGINE, Manifest

Task: TypeAlias = Literal["transcribe", "translate"]
"""`translate` writes English, whatever is spoken"""


class Utterances(Protocol):
    """Splits audio into utterances: `segmenter.Segmenter`, or a class that holds them back to read several together."""

    def segment(self, chunk: AudioChunk) -> list[SpeechChunk]:
        """Take in audio and return the speech in it; a gap before it ends the open utterance."""
        ...

    def flush(self) -> list[SpeechChunk]:
        """End the open utterance, and return everything that waits."""
        ...


class SpeechEngine(Protocol):
    """Recognises one session's speech, utterance by utterance.

    Forced prefix, windows and word times are internal to the engine. Committed words are only ever appended, pending
    words are replaced whole.
    """

    @property
    def reading_s(self) -> float:
        """Seconds that the last reading took; the status and the interval between readings depend on it."""
        ...

    @property
    def rejected(self) -> int:
        """Utterances without text, because a guard rejected their words."""
        ...

    def transcribe(self, chunk: SpeechChunk) -> WordUpdate | None:
        """Take in new audio of an utterance.

        Returns:
            The new words, or None if the audio was only stored.
        """
        ...


class MachineMemory(Protocol):
    """Keeps answers about this machine; `captioner.machine_cache.MachineCache` is one."""

    def get(self, question: str) -> Mapping[str, Any] | None:
        """The answer, or None."""
        ...

    def put(self, question: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer."""
        ...


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a model is loaded."""

    live: bool = True
    """captions are watched while they come"""
    task: Task = "transcribe"
    device: str = "auto"
    """auto, cpu or cuda"""
    compute_type: str = "auto"
    """auto, or a number format of the engine"""
    threads: int = 0
    """of the processor; 0 lets the engine choose"""
    wants_fillers: bool = False
    """ask an engine that leaves fillers out for them, if it can be asked"""
    memory: MachineMemory | None = None
    """caches what works on this machine; None: check again"""


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What is known before a session begins."""

    language: str = ""
    """two-letter code; empty to detect it"""
    vocabulary: str = ""
    """names and terms to expect"""
    opening: str = ""
    """the text before the recording"""
    pause_s: float = 0.6
    """silence that ends an utterance, live"""
    longest_utterance_s: float = 20.0
    """speech without a pause is cut after this, live"""


class SpeechModel(Protocol):
    """A loaded model: sessions share it, and it has no session state."""

    @property
    def only_language(self) -> str:
        """Code of the one language that it knows; empty if it knows several."""
        ...

    def session(self, options: SessionOptions) -> tuple[Utterances, SpeechEngine]:
        """The stages of a new session."""
        ...

    def for_threads(self) -> SpeechModel:
        """The same model, safe for sessions on several threads."""
        ...


class LoadModel(Protocol):
    """Loads the model in a folder; takes up to seconds."""

    def __call__(self, folder: Path, manifest: Manifest | None, options: LoadOptions) -> SpeechModel:
        """Raises ModelError: it is missing, damaged, or does not run here."""
        ...


def loader(manifest: Manifest | None) -> LoadModel:
    """The loader of the engine that a manifest names.

    Raises:
        ModelMismatch: there is no such engine.
    """
    name = manifest.engine if manifest is not None else DEFAULT_ENGINE
    module = f"captioner.speech.{name}.engine"
    try:
        found = import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            raise
        raise ModelMismatch(
            "The model {name} needs the speech engine {engine}, which this program does not have.",
            "Update Captioner, or choose another model.",
            name=manifest.name if manifest is not None else "",
            engine=name,
        ) from error
    return cast(LoadModel, found.load)
