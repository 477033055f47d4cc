"""Where sound may come from, by the names that settings and command line use: a row each; else it is a recording.

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


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of live source."""

    make: Callable[[str], AudioSource]
    """the source of a device, empty for the default one; not yet open; may raise AudioError"""
    device_option: str
    """the option of the settings' section `audio` that names the device"""


def _microphone(device: str) -> AudioSource:
    from captioner.audio.microphone import Microphone

    return Microphone(device)


def _system(device: str) -> AudioSource:
    from captioner.audio.system import system_source

    return system_source(device)


LIVE: Mapping[str, Row] = MappingProxyType(
    {MICROPHONE: Row(_microphone, "device"), SYSTEM: Row(_system, "system_device")}
)
