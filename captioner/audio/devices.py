"""Lists the devices that sound can be captured from, for `captioner devices` and the settings dialog."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from captioner.audio import portaudio, pulse, pulse_application, virtual_device, wasapi
from captioner.errors import LoopbackUnavailable


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone, or an output whose sound can be captured."""

    name: str
    """for a person"""
    spec: str
    """the value that finds it again, for the settings audio.device or audio.system_device"""
    is_default: bool
    detail: str
    """further details, such as its rate; may be empty"""


def microphones(*, refresh: bool = True) -> list[Device]:
    """All microphones, and devices that stand for one.

    Args:
        refresh: look for devices that were plugged in since the program began.

    Raises:
        NoInputDevice: the PortAudio library is missing or does not work.
    """
    if sys.platform.startswith("linux") and (found := _of_server()):
        return found
    return [
        Device(each.name, each.spec, each.is_default, f"{each.host_api}, {_shape(each.rate, each.channels)}")
        for each in portaudio.input_devices(refresh=refresh)
    ]


def outputs() -> list[Device]:
    """All outputs whose sound can be captured.

    Raises:
        LoopbackUnavailable: there is none; the message says what is missing.
        NoInputDevice: on macOS, PortAudio is missing.
    """
    if sys.platform == "win32":
        return [Device(name, name, is_default, "WASAPI loopback") for name, is_default in wasapi.outputs()]
    if sys.platform == "darwin":
        device = virtual_device.find(portaudio.input_devices)
        return [Device(device.name, device.name, True, f"virtual device, {_shape(device.rate, device.channels)}")]
    return [
        Device(each.description, each.name, each.is_default, f"{each.name}, {_shape(each.rate, each.channels)}")
        for each in pulse.sinks()
    ]


def applications() -> list[str]:
    """Names of the programs that play sound now and can be captured alone.

    Raises:
        LoopbackUnavailable: there is no sound server, or its programs are missing.
    """
    if not sys.platform.startswith("linux"):
        return []
    return list(dict.fromkeys(each.application for each in pulse_application.playing()))


def _of_server() -> list[Device]:
    """The microphones by the names of PulseAudio or PipeWire, which desktops show, too; none without a sound server.

    ALSA would list the same devices again, and most of them as busy, because the server holds them.
    """
    try:
        found = pulse.sources()
    except LoopbackUnavailable:
        return []
    return [
        Device(
            each.description,
            f"{each.name}|{pulse.API}",
            each.is_default,
            f"{each.name}, {_shape(each.rate, each.channels)}",
        )
        for each in found
    ]


def _shape(rate: int, channels: int) -> str:
    return f"{rate} Hz, {channels} channel{'s' if channels != 1 else ''}"
