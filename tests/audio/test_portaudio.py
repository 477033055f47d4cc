"""PortAudio's fence: devices found by name, its errors turned into sentences."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

from captioner.audio import portaudio
from captioner.audio.microphone import Microphone
from captioner.audio.portaudio import InputDevice
from captioner.errors import NoInputDevice

DEVICES = [
    InputDevice("USB Mic", "MME", 1, 44_100, is_default=False, index=0),
    InputDevice("Array (Built-in)", "Windows WASAPI", 4, 48_000, is_default=True, index=3),
    InputDevice("USB Mic", "Windows WASAPI", 2, 48_000, is_default=False, index=4),
]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ("", 3),
        ("USB Mic|Windows WASAPI", 4),
        ("USB Mic|MME", 0),
        ("USB Mic", 0),
        ("USB Mic|ALSA", 0),
        ("usb", 0),
        ("built-in", 3),
    ],
)
def test_a_device_is_found_by_its_name(wanted: str, index: int) -> None:
    assert portaudio.choose(DEVICES, wanted).index == index


def test_without_a_default_the_first_is_taken() -> None:
    assert portaudio.choose(DEVICES[:1], "").index == 0


@pytest.mark.parametrize(("devices", "wanted"), [([], ""), ([], "USB"), (DEVICES, "Headset")])
def test_a_device_that_is_not_there(devices: list[InputDevice], wanted: str) -> None:
    with pytest.raises(NoInputDevice) as caught:
        portaudio.choose(devices, wanted)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        (-9985, "Device unavailable", "another program"),
        (-9996, "Invalid device", "no longer"),
        (-9997, "Invalid sample rate", "format"),
        (-9998, "Invalid number of channels", "format"),
        (-9999, "Unanticipated host error: Access is denied.", "does not let"),
        (-9999, "Unanticipated host error [-2147024891]", "does not let"),
        (-9999, "Unanticipated host error: Permission denied", "does not let"),
        (-9986, "Internal PortAudio error", "Internal PortAudio error"),
        (None, "Error querying device -1", "cannot be used"),
    ],
)
def test_every_error_is_a_sentence_with_a_remedy(code: int | None, text: str, words: str) -> None:
    error = portaudio.translation("USB Mic", code, text)
    assert isinstance(error, NoInputDevice)
    assert "USB Mic" in str(error)
    assert words in str(error)
    assert error.remedy


class NoPortAudio:
    """Finds no `sounddevice` as where its shared library is missing."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse as sounddevice does."""
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return None


def test_a_missing_library_is_an_error_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPortAudio(), *sys.meta_path])
    with pytest.raises(NoInputDevice, match="PortAudio library is missing") as caught:
        Microphone().open()
    assert "nstall" in caught.value.remedy


def test_formats_begin_with_the_devices_own() -> None:
    first = [next(iter(portaudio._formats(device))) for device in DEVICES]
    assert first == [(44_100, 1), (48_000, 4), (48_000, 2)]
    many = InputDevice("pulse", "ALSA", 32, 44_100, is_default=True, index=0)
    assert list(portaudio._formats(many))[:3] == [(44_100, 2), (44_100, 32), (44_100, 1)]
