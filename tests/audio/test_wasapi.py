"""WASAPI loopback against a stand-in for PyAudioWPatch, which exists on Windows only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from captioner.audio import wasapi
from captioner.audio.live_source import LiveSource
from captioner.audio.system import WASAPI
from captioner.audio.wasapi import LoopbackStream, PyAudioStream
from captioner.errors import LoopbackUnavailable
from tests.audio.fakes import ManualClock

SPEAKERS = {"index": 7, "name": "Speakers (Realtek) [Loopback]", "defaultSampleRate": 48000.0, "maxInputChannels": 2}
HEADSET = {"index": 9, "name": "Headset [Loopback]", "defaultSampleRate": 16000.0, "maxInputChannels": 1}


class FakeRecording:
    """A stream that calls back when the test says."""

    def __init__(self, callback: Callable[..., tuple[None, int]]) -> None:
        self.callback = callback
        self.is_started = False
        self.close_error: OSError | None = None

    def start_stream(self) -> None:
        """Begin."""
        self.is_started = True

    def is_active(self) -> bool:
        """Until closed."""
        return self.is_started

    def close(self) -> None:
        """End."""
        self.is_started = False
        if self.close_error is not None:
            raise self.close_error


class FakeHost:
    """A machine with two outputs."""

    def __init__(self, default: Mapping[str, Any] | None = SPEAKERS, error: Exception | None = None) -> None:
        self.default = default
        self.error = error
        self.options: dict[str, Any] = {}
        self.recordings: list[FakeRecording] = []
        self.terminated = 0

    def get_default_wasapi_loopback(self) -> Mapping[str, Any]:
        """The default output's twin."""
        if self.default is None:
            raise LookupError("no analogue")
        return self.default

    def get_loopback_device_info_generator(self) -> Iterator[Mapping[str, Any]]:
        """All twins."""
        yield SPEAKERS
        yield HEADSET

    def open(self, **options: Any) -> PyAudioStream:
        """Note the options."""
        if self.error is not None:
            raise self.error
        self.options = options
        self.recordings.append(FakeRecording(options["stream_callback"]))
        return self.recordings[-1]

    def terminate(self) -> None:
        """Count it."""
        self.terminated += 1


def test_the_default_output_is_opened_as_it_is() -> None:
    host = FakeHost()
    stream = LoopbackStream(make_host=lambda: host)
    assert (stream.name, stream.rate, stream.channels) == ("Speakers (Realtek)", 48_000, 2)
    assert host.options["input_device_index"] == 7
    assert (host.options["rate"], host.options["channels"]) == (48_000, 2)
    assert not stream.is_alive
    blocks: list[np.ndarray] = []
    stream.start(blocks.append, lambda: None)
    assert stream.is_alive
    answer = host.recordings[0].callback(np.array([0.1, 0.2, 0.3, 0.4], np.float32).tobytes(), 2, {}, 0)
    assert answer == (None, 0)
    np.testing.assert_allclose(blocks[0], [[0.1, 0.2], [0.3, 0.4]])
    stream.close()
    stream.close()
    assert not stream.is_alive
    assert host.terminated == 1


@pytest.mark.parametrize("wanted", ["Headset", "head"])
def test_an_output_is_found_by_name(wanted: str) -> None:
    stream = LoopbackStream(wanted, make_host=FakeHost)
    assert (stream.name, stream.rate, stream.channels) == ("Headset", 16_000, 1)


@pytest.mark.parametrize(
    ("host", "wanted"),
    [
        (FakeHost(default=None), ""),
        (FakeHost(), "Television"),
        (FakeHost(error=OSError("Invalid device")), ""),
        (FakeHost(error=ValueError("rate")), "Headset"),
    ],
)
def test_a_device_that_cannot_be_opened_is_an_error_and_frees_the_library(host: FakeHost, wanted: str) -> None:
    with pytest.raises(LoopbackUnavailable) as caught:
        LoopbackStream(wanted, make_host=lambda: host)
    assert caught.value.remedy
    assert host.terminated == 1


def test_a_device_that_is_gone_may_refuse_to_close() -> None:
    host = FakeHost()
    stream = LoopbackStream(make_host=lambda: host)
    host.recordings[0].close_error = OSError("Stream closed")
    stream.close()
    assert host.terminated == 1


def test_outputs_are_listed() -> None:
    host = FakeHost()
    assert wasapi.outputs(lambda: host) == [("Speakers (Realtek)", True), ("Headset", False)]
    assert wasapi.outputs(lambda: FakeHost(default=None)) == [("Speakers (Realtek)", False), ("Headset", False)]
    assert host.terminated == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the package is there on Windows")
def test_a_missing_package_is_named() -> None:
    with pytest.raises(LoopbackUnavailable, match="PyAudioWPatch"):
        LoopbackStream()


def test_a_new_default_output_is_followed_once_the_old_one_is_silent() -> None:
    hosts = [FakeHost(SPEAKERS), FakeHost(HEADSET)]
    left = iter(hosts)
    clock = ManualClock()
    source = LiveSource("system", lambda: LoopbackStream(make_host=lambda: next(left)), WASAPI, clock.now)
    source.open()
    clock.spend(1.0)
    hosts[0].recordings[0].callback(np.zeros(96_000, np.float32).tobytes(), 48_000, {}, 0)
    source.read(0.0)
    for _ in range(51):
        clock.spend(0.1)
        source.read(0.0)
    assert source.name == "Headset"
    assert hosts[0].terminated == 1
    clock.spend(1.0)
    hosts[1].recordings[0].callback(np.zeros(16_000, np.float32).tobytes(), 16_000, {}, 0)
    chunk = source.read(0.0)
    assert chunk is not None
    assert chunk.start == pytest.approx(6.1 * 16_000, abs=2)
    source.close()
