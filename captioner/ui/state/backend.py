"""The services of the composition root for the windows, which must not import it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from captioner.audio.source import AudioSource
from captioner.engine import Engine, OnStatus, OnUpdate
from captioner.machine_cache import MachineCache
from captioner.models.store import ModelStore
from captioner.pipeline import Parts
from captioner.settings.declared import Audio, Settings

if TYPE_CHECKING:
    from captioner.speech.whisper.step_time import StepTime
    from captioner.ui.settings.source_list import Sources

Build = Callable[[], Parts]
"""Loads the models and makes the stages of one run; called on the caption thread."""


class BuildRecording(Protocol):
    """The stages for reading a recording as fast as possible."""

    def __call__(self, settings: Settings, path: Path, *, may_stand_in: bool = False) -> Build:
        """`may_stand_in`: another model may replace one of the settings that cannot be used."""
        ...


def _find_sources() -> Sources:
    from captioner.ui.settings import source_list

    return source_list.find()


@dataclass(frozen=True)
class Backend:
    """Each function is cheap to call on the GUI thread; the returned functions take time.

    Attributes:
        live: the stages for captions from the source of the settings.
        recording: the stages for reading a recording as fast as possible.
        open_source: the source of the settings, not yet open, for the level meter of the first start.
        time_step: the time of a step of live captions with the speech model of the settings; takes seconds itself.
        models: the models on this machine.
        both: makes the engine that captions the microphone and the system's sound as one session.
        memory: the measurements on this machine.
        find_sources: the current microphones and outputs; takes a second itself.
    """

    live: Callable[[Settings], Build]
    recording: BuildRecording
    open_source: Callable[[Audio], AudioSource]
    time_step: Callable[[Settings], StepTime | None]
    models: ModelStore
    memory: MachineCache
    both: Callable[[Settings, OnUpdate, OnStatus], Engine] | None = None
    find_sources: Callable[[], Sources] = _find_sources
