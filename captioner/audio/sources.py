"""The registry of live sources: one row for each name that settings and command line use.

It loads none of them, so that the command line can read it quickly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from captioner.messages import Channel

if TYPE_CHECKING:
    from captioner.audio.source import AudioSource

MICROPHONE = Channel.MICROPHONE.value
SYSTEM = Channel.SYSTEM.value
BOTH = "both"
"""the microphone and what this machine plays, as one session"""


@dataclass(frozen=True, slots=True)
class LiveSourceKind:
    """A kind of live source."""

    make: Callable[[str, str], AudioSource]
    """makes the source for a device (empty: the default) and a program (empty: all); may raise AudioError"""
    device_option: str
    """the option of the settings' section `audio` that names the device"""
    title: str
    """what lists call it, in English; the windows translate it (context `Sources`)"""
    action: str
    """the action that chooses it, likewise"""


def _microphone(device: str, _application: str) -> AudioSource:
    from captioner.audio.microphone import Microphone

    return Microphone(device)


def _system(device: str, application: str) -> AudioSource:
    from captioner.audio.system import system_source

    return system_source(device, application)


LIVE: Mapping[str, LiveSourceKind] = MappingProxyType(
    {
        MICROPHONE: LiveSourceKind(_microphone, "device", "Microphone", "Listen to the microphone"),
        SYSTEM: LiveSourceKind(_system, "system_device", "What this machine plays", "Listen to what is played"),
        # the level to check is the microphone's
        BOTH: LiveSourceKind(_microphone, "device", "Both, as Me and Them", "Listen to both"),
    }
)
