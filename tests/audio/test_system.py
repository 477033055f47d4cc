"""Which means captures the system's sound on which platform; the virtual device of a Mac."""

from __future__ import annotations

import pytest

from captioner.audio import virtual_device
from captioner.audio.portaudio import InputDevice
from captioner.audio.system import PULSE, VIRTUAL, WASAPI, _means
from captioner.errors import LoopbackUnavailable

MICROPHONE = InputDevice("MacBook Pro Microphone", "Core Audio", 1, 48_000, is_default=True, index=0)
BLACK_HOLE = InputDevice("BlackHole 2ch", "Core Audio", 2, 48_000, is_default=False, index=2)
OWN = InputDevice("My Mix", "Core Audio", 2, 48_000, is_default=False, index=3)


@pytest.mark.parametrize(("platform", "patience"), [("linux", PULSE), ("win32", WASAPI), ("darwin", VIRTUAL)])
def test_every_platform_has_its_means(platform: str, patience: object) -> None:
    assert _means(platform, "")[1] is patience


def test_another_platform_is_refused_with_a_remedy() -> None:
    with pytest.raises(LoopbackUnavailable, match="sunos") as caught:
        _means("sunos5", "")
    assert caught.value.remedy


@pytest.mark.parametrize(("wanted", "device"), [("", BLACK_HOLE), ("blackhole", BLACK_HOLE), ("my mix", OWN)])
def test_a_virtual_device_is_found(wanted: str, device: InputDevice) -> None:
    assert virtual_device.find(lambda: [MICROPHONE, BLACK_HOLE, OWN], wanted) is device


@pytest.mark.parametrize("wanted", ["", "Soundflower"])
def test_without_a_virtual_device_one_is_recommended(wanted: str) -> None:
    with pytest.raises(LoopbackUnavailable) as caught:
        virtual_device.find(lambda: [MICROPHONE], wanted)
    assert caught.value.remedy
    assert wanted or "BlackHole" in caught.value.remedy
