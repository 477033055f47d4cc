"""What the windows need from the composition root, which stands above them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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


def _find_sources() -> Sources:
    from captioner.ui.settings import source_list

    return source_list.find()


@dataclass(frozen=True)
class Backend:
    """Each is cheap to call on the GUI thread; what takes time happens in what they return.

    Attributes:
        live: the stages for captions from the source that the settings name.
        recording: the stages for reading a recording as fast as it goes.
        open_source: the source that the settings name, not yet open, for the level meter of the first start.
        time_step: how long a step of live captions takes with the speech model of the settings; takes seconds itself.
        models: which models are on this machine.
        both: makes the engine that captions the microphone and the system's sound as one session.
        memory: what has been measured on this machine before.
        find_sources: the microphones and outputs that there are now; takes a second itself.
    """

    live: Callable[[Settings], Build]
    recording: Callable[[Settings, Path], Build]
    open_source: Callable[[Audio], AudioSource]
    time_step: Callable[[Settings], StepTime | None]
    models: ModelStore
    memory: MachineCache
    both: Callable[[Settings, OnUpdate, OnStatus], Engine] | None = None
    find_sources: Callable[[], Sources] = _find_sources
