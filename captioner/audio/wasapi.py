"""The sound of a Windows machine, through WASAPI loopback; the only module that knows PyAudioWPatch.

PyAudioWPatch hands blocks to a callback and no more, so choosing the device and its life are our own. SoundCard, which
would do that, returns silence where it captured nothing: the record could not tell a gap from silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from captioner import log
from captioner.audio.by_name import by_name
from captioner.errors import LoopbackUnavailable

_log = log.get(__name__)

_BLOCKS_A_SECOND = 50
_SUFFIX = " [Loopback]"
"""PyAudioWPatch's suffix for the recording twin of an output."""


class PyAudioStream(Protocol):
    """PyAudioWPatch's stream, as far as it is used."""

    def start_stream(self) -> None:
        """Let audio come."""
        ...

    def is_active(self) -> bool:
        """Whether the library still calls back."""
        ...

    def close(self) -> None:
        """Stop and free the device."""
        ...


class Host(Protocol):
    """PyAudioWPatch's `PyAudio`, as far as it is used."""

    def get_default_wasapi_loopback(self) -> Mapping[str, Any]:
        """The recording twin of the default output; raises OSError or LookupError."""
        ...

    def get_loopback_device_info_generator(self) -> Iterable[Mapping[str, Any]]:
        """The recording twins of all outputs."""
        ...

    def open(self, **options: Any) -> PyAudioStream:
        """Open a device; raises OSError or ValueError."""
        ...

    def terminate(self) -> None:
        """Free everything."""
        ...


class LoopbackStream:
    """Records the sound of an output; a `live_source.Stream`. WASAPI delivers no audio while nothing plays."""

    def __init__(self, wanted: str = "", make_host: Callable[[], Host] | None = None) -> None:
        """Open the output's recording twin at its own rate and channel count: WASAPI converts neither.

        Args:
            wanted: name of the output or a part of it in any case; empty for the default as it is now.
            make_host: starts the library again, which is the only way to see new devices.

        Raises:
            LoopbackUnavailable: there is no such output, or it cannot be recorded.
        """
        self._deliver: Callable[[NDArray[np.float32]], None] | None = None
        self._is_closed = False
        self._host = (make_host or _make_host)()
        try:
            device = _choose(self._host, wanted)
            self.name = str(device["name"]).removesuffix(_SUFFIX)
            self.rate = round(device["defaultSampleRate"])
            self.channels = int(device["maxInputChannels"])
            self._recording = self._host.open(
                format=1,  # paFloat32
                channels=self.channels,
                rate=self.rate,
                frames_per_buffer=self.rate // _BLOCKS_A_SECOND,
                input=True,
                input_device_index=device["index"],
                stream_callback=self._callback,
                start=False,
            )
        except (OSError, ValueError) as error:
            self._host.terminate()
            raise LoopbackUnavailable(
                "What this machine plays cannot be recorded: {reason}.",
                "Choose another output in the settings.",
                reason=error,
            ) from error
        except LoopbackUnavailable:
            self._host.terminate()
            raise

    @property
    def is_alive(self) -> bool:
        """Whether the library still calls back."""
        return not self._is_closed and self._recording.is_active()

    def start(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        """Start the stream; see `live_source.Stream`. The library does not report the end: `is_alive` shows it."""
        self._deliver = deliver
        try:
            self._recording.start_stream()
        except OSError as error:
            raise LoopbackUnavailable(
                "{name} cannot be recorded: {reason}.",
                "Choose another output in the settings.",
                name=self.name,
                reason=error,
            ) from error

    def close(self) -> None:
        """Stop and free the device."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            self._recording.close()
        except OSError as error:
            # a device that is gone cannot be stopped
            _log.info("closing %s: %s", self.name, error)
        self._host.terminate()

    def _callback(self, data: bytes, frames: int, times: object, status: int) -> tuple[None, int]:
        if self._deliver is not None:
            self._deliver(np.frombuffer(data, np.float32).reshape(-1, self.channels))
        return None, 0  # paContinue


def outputs(make_host: Callable[[], Host] | None = None) -> list[tuple[str, bool]]:
    """Names of all outputs that can be recorded, and which of them is the default.

    Raises:
        LoopbackUnavailable: PyAudioWPatch is missing.
    """
    host = (make_host or _make_host)()
    try:
        default = host.get_default_wasapi_loopback()["index"]
    except (OSError, LookupError):
        default = None
    try:
        found = host.get_loopback_device_info_generator()
        return [(str(each["name"]).removesuffix(_SUFFIX), each["index"] == default) for each in found]
    except OSError as error:
        raise LoopbackUnavailable("WASAPI does not work on this machine.", "Check the sound settings.") from error
    finally:
        host.terminate()


def _choose(host: Host, wanted: str) -> Mapping[str, Any]:
    if not wanted:
        try:
            return host.get_default_wasapi_loopback()
        except (OSError, LookupError) as error:
            raise LoopbackUnavailable(
                "This machine has no output that can be recorded.", "Connect speakers or headphones."
            ) from error
    devices = list(host.get_loopback_device_info_generator())
    device = by_name(devices, wanted, lambda each: [str(each["name"]).removesuffix(_SUFFIX)])
    if device is not None:
        return device
    raise LoopbackUnavailable(
        "There is no output called “{wanted}”.",
        "Choose another; `captioner devices` lists them all.",
        wanted=wanted,
    )


def _make_host() -> Host:
    try:
        import pyaudiowpatch
    except ImportError as error:
        raise LoopbackUnavailable(
            "The package PyAudioWPatch, which records what this machine plays, is missing.",
            "Install it: `pip install PyAudioWPatch`.",
        ) from error
    host: Host = pyaudiowpatch.PyAudio()
    return host
