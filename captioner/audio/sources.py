"""The registry of live sources: one row for each name that settings and command line use.

It loads none of them, so that a command line can ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from captioner.audio.source import AudioSource

MICROPHONE = "mic"
SYSTEM = "system"
BOTH = "both"
"""the microphone and what this machine plays, as one session"""


@dataclass(frozen=True, slots=True)
class LiveSourceKind:
    """A kind of live source."""

    make: Callable[[str, str], AudioSource]
    """the source of a device, empty for the default one, and of one program where it is named; may raise AudioError"""
    device_option: str
    """the option of the settings' section `audio` that names the device"""


def _microphone(device: str, _application: str) -> AudioSource:
    from captioner.audio.microphone import Microphone

    return Microphone(device)


def _system(device: str, application: str) -> AudioSource:
    from captioner.audio.system import system_source

    return system_source(device, application)


LIVE: Mapping[str, LiveSourceKind] = MappingProxyType(
    {
        MICROPHONE: LiveSourceKind(_microphone, "device"),
        SYSTEM: LiveSourceKind(_system, "system_device"),
        BOTH: LiveSourceKind(_microphone, "device"),  # of both, the level of the microphone is in question
    }
)
