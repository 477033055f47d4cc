from __future__ import annotations

import json

import pytest

from captioner.audio.devices import Device
from captioner.cli.commands import devices
from captioner.cli.console import Console
from captioner.cli.exit_codes import ExitCode
from captioner.errors import NoInputDevice

DESK = Device("Desk", "Desk|ALSA", True, "ALSA, 44100 Hz, 1 channel")
HEADSET = Device("USB Headset", "USB Headset|ALSA", False, "ALSA, 48000 Hz, 2 channels")


def no_portaudio() -> list[Device]:
    raise NoInputDevice("The PortAudio library is missing.", "Install it.")


def test_the_default_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    shown = devices.listing("microphones", "microphones", lambda: [DESK, HEADSET])
    assert devices.show(Console(), (shown,), as_json=False) is ExitCode.FINE
    assert capsys.readouterr().out.splitlines() == [
        "microphones",
        "  * Desk         ALSA, 44100 Hz, 1 channel",
        "    USB Headset  ALSA, 48000 Hz, 2 channels",
    ]


def test_an_unlistable_kind_is_explained_and_hides_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    broken = devices.listing("microphones", "microphones", no_portaudio)
    works = devices.listing("outputs", "outputs", lambda: [HEADSET])
    assert devices.show(Console(), (broken, works), as_json=False) is ExitCode.FINE
    printed = capsys.readouterr()
    assert "USB Headset" in printed.out
    assert "The PortAudio library is missing. Install it." in printed.err


def test_without_any_device_the_exit_code_says_so() -> None:
    shown = (devices.listing("a", "a", no_portaudio), devices.listing("b", "b", lambda: []))
    assert devices.show(Console(), shown, as_json=False) is ExitCode.AUDIO


def test_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    shown = devices.listing("microphones", "microphones", lambda: [DESK])
    devices.show(Console(), (shown,), as_json=True)
    assert json.loads(capsys.readouterr().out) == {
        "microphones": [
            {"name": "Desk", "spec": "Desk|ALSA", "is_default": True, "detail": "ALSA, 44100 Hz, 1 channel"}
        ]
    }
