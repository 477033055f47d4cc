"""The sound of a Mac: macOS sends it to a virtual device that the user has installed."""

from __future__ import annotations

from collections.abc import Callable

from captioner.audio.by_name import by_name
from captioner.audio.portaudio import InputDevice
from captioner.errors import LoopbackUnavailable

KNOWN = ("BlackHole", "Loopback Audio", "Soundflower", "VB-Cable", "Background Music", "eqMac", "iShowU Audio Capture")
"""Parts of the names of virtual devices, free ones and others, the one to recommend first."""


def find(list_devices: Callable[[], list[InputDevice]], wanted: str = "") -> InputDevice:
    """The virtual device that is installed.

    Args:
        list_devices: gives all devices that record.
        wanted: a part of its name, in any case, where it is none of the known ones or there are several.

    Raises:
        LoopbackUnavailable: no such device is installed.
    """
    devices = list_devices()
    for name in (wanted,) if wanted else KNOWN:
        device = by_name(devices, name, lambda each: [each.name])
        if device is not None:
            return device
    if wanted:
        raise LoopbackUnavailable(
            "There is no virtual device called “{wanted}”.",
            "Choose another; `captioner devices` lists them all.",
            wanted=wanted,
        )
    raise LoopbackUnavailable(
        "On macOS, a program can record the machine's sound only through a virtual device, and none is installed.",
        "Install BlackHole (`brew install blackhole-2ch`), then make a Multi-Output Device of it and your speakers in "
        "Audio MIDI Setup and choose that as the output.",
    )
