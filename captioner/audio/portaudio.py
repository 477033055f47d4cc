"""PortAudio's input devices and streams; the only module that knows sounddevice."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from captioner import log
from captioner.audio.block_queue import Deliver
from captioner.audio.by_name import by_name
from captioner.audio.host_losses import HostLosses
from captioner.errors import AudioError, NoInputDevice, Sentence, sentence

_log = log.get(__name__)

_LATENCY_S = 0.2
"""The buffer that we ask of the host: audio that may wait there without loss. Blocks are a quarter to a third of it, so
a word is delayed by 60 ms. The lowest possible latency overflows on a busy machine."""
_MOST_CHANNELS = 8
"""ALSA's plugins (`default`, `pulse`) claim 32 or more and mix to the number requested; no microphone array has that
many."""
_DEVICE_UNAVAILABLE, _INVALID_DEVICE, _INVALID_RATE, _INVALID_CHANNELS = -9985, -9996, -9997, -9998
_USUAL_RATES = (48_000, 44_100, 16_000)

_LOCK = threading.RLock()
"""PortAudio is not safe for threads: a dialog may list devices while the caption thread opens one again."""
_open_streams: set[int] = set()
"""ids of open streams: refreshing the list of devices would stop them"""


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone, or a device that stands for one."""

    name: str
    host_api: str
    """ALSA, Core Audio, Windows WASAPI …: the same device may stand under several"""
    channels: int
    rate: int
    """frames a second of the device itself"""
    is_default: bool
    index: int
    """PortAudio's, valid until the list is refreshed: indices change when devices are plugged in or out"""

    @property
    def spec(self) -> str:
        """The value for the settings."""
        return f"{self.name}|{self.host_api}"


def input_devices(*, refresh: bool = False) -> list[InputDevice]:
    """All devices that can record.

    Args:
        refresh: look for new devices; not done while a stream is open, because it would stop.

    Raises:
        NoInputDevice: PortAudio is missing or does not work.
    """
    with _LOCK, _translated("The list of microphones"):
        library = _library()
        if refresh and not _open_streams:
            library._terminate()
            library._initialize()
        apis = library.query_hostapis()
        default = apis[library.default.hostapi]["default_input_device"] if apis else -1
        return [
            InputDevice(
                name=info["name"],
                host_api=apis[info["hostapi"]]["name"],
                channels=info["max_input_channels"],
                rate=round(info["default_samplerate"]),
                is_default=index == default,
                index=index,
            )
            for index, info in enumerate(library.query_devices())
            if info["max_input_channels"] > 0
        ]


def choose(devices: list[InputDevice], wanted: str) -> InputDevice:
    """The device of a name.

    Args:
        wanted: "name|host API", a name, or a part of it in any case; empty for the system's default.

    Raises:
        NoInputDevice: there is no device, or none of this name.
    """
    if not devices:
        raise NoInputDevice("No microphone was found.", "Connect one, then start again.")
    if not wanted:
        return next((each for each in devices if each.is_default), devices[0])
    found = next((each for each in devices if each.spec == wanted), None)
    found = found or by_name(devices, wanted.partition("|")[0], lambda each: [each.name])
    if found is not None:
        return found
    raise NoInputDevice(
        "There is no microphone called “{wanted}”.",
        "Choose another; `captioner devices` lists them all.",
        wanted=wanted,
    )


class InputStream:
    """A device that records at its own rate and channel count; a `live_source.Stream`."""

    def __init__(self, device: InputDevice) -> None:
        """Open the device.

        Raises:
            NoInputDevice: it is busy, gone, not permitted, or offers no format that we can read.
        """
        self.name = device.name
        self._deliver: Deliver = _ignore
        self._ended: Callable[[], None] = _nothing
        self._is_closed = False
        self._overflows = 0
        """written by PortAudio's thread alone, read after it has ended"""
        self._losses = HostLosses()
        with _LOCK, _translated(device.name):
            library = _library()
            self._stream = _opened(library, device, self._callback, lambda: self._ended())
            _open_streams.add(id(self))
        self.rate = round(self._stream.samplerate)
        self.channels: int = self._stream.channels

    @property
    def is_alive(self) -> bool:
        """Whether PortAudio still calls back."""
        return not self._is_closed and bool(self._stream.active)

    def start(self, deliver: Deliver, ended: Callable[[], None]) -> None:
        """Let audio come; see `live_source.Stream`."""
        self._deliver, self._ended = deliver, ended
        with _LOCK, _translated(self.name):
            self._stream.start()

    def close(self) -> None:
        """Stop and free the device."""
        if self._is_closed:
            return
        self._is_closed = True
        with _LOCK:
            _open_streams.discard(id(self))
            # a device that is gone may refuse to stop; this can be ignored
            self._stream.close(ignore_errors=True)
        if self._overflows:
            _log.warning(
                "%s: the system lost audio %d times, for this machine was too busy", self.name, self._overflows
            )

    def _callback(self, frames: NDArray[np.float32], count: int, times: Any, status: Any) -> None:
        # on PortAudio's thread: the block is copied by `deliver`, nothing else happens here
        has_overflowed = bool(status.input_overflow)
        if has_overflowed:
            self._overflows += 1
        lost = self._losses.before(times.inputBufferAdcTime, count, self.rate, has_overflowed=has_overflowed)
        self._deliver(frames, lost)


def play(blocks: Iterable[NDArray[np.float32]], rate: int) -> None:
    """Play blocks of one channel on the system's output, and return when they have been heard.

    Raises:
        NoInputDevice: PortAudio is missing, or there is no output that works.
    """
    stream: Any = None
    try:
        with _LOCK, _translated("The output"):
            stream = _library().OutputStream(samplerate=rate, channels=1, dtype="float32")
            _open_streams.add(id(stream))
            stream.start()
        with _translated("The output"):
            for block in blocks:
                stream.write(np.ascontiguousarray(block[:, None]))
            stream.stop()
    finally:
        if stream is not None:
            with _LOCK:
                _open_streams.discard(id(stream))
                stream.close(ignore_errors=True)


def connect(wanted: str) -> InputStream:
    """Open a device by its name in the current list; see `choose`.

    Raises:
        NoInputDevice: there is no such device, or it cannot be used.
    """
    with _LOCK:
        return InputStream(choose(input_devices(refresh=True), wanted))


def _opened(library: Any, device: InputDevice, callback: Callable[..., None], finished: Callable[[], None]) -> Any:
    """The stream in the first format that the device really accepts: some host APIs list formats that fail."""
    error: Exception | None = None
    for rate, channels in _formats(device):
        try:
            return library.InputStream(
                samplerate=rate,
                channels=channels,
                device=device.index,
                dtype="float32",
                blocksize=0,  # the host chooses: a fixed size needs another buffer, which adds delay
                latency=_LATENCY_S,
                callback=callback,
                finished_callback=finished,
            )
        except library.PortAudioError as refused:
            if _code(refused) not in (_INVALID_RATE, _INVALID_CHANNELS):
                raise
            error = refused
    assert error is not None
    raise error


def _formats(device: InputDevice) -> Iterator[tuple[int, int]]:
    native = 2 if device.channels > _MOST_CHANNELS else device.channels
    for rate in dict.fromkeys((device.rate, *_USUAL_RATES)):
        for channels in dict.fromkeys((native, device.channels, 2, 1)):
            yield rate, channels


def _library() -> Any:
    try:
        import sounddevice
    except OSError as error:
        raise NoInputDevice("The PortAudio library is missing, so no microphone can be used.", _installing()) from error
    return sounddevice


def _installing() -> Sentence:
    if sys.platform == "darwin":
        return sentence("Install it: `brew install portaudio`.")
    if sys.platform == "win32":
        return sentence("Reinstall the Python package `sounddevice`, which brings it.")
    return sentence(
        "Install it: `sudo apt install libportaudio2` (Debian, Ubuntu), `sudo dnf install portaudio` (Fedora) "
        "or `sudo pacman -S portaudio` (Arch)."
    )


@contextmanager
def _translated(name: str) -> Iterator[None]:
    """Turn PortAudio's errors into ours."""
    library = _library()
    try:
        yield
    except library.PortAudioError as error:
        _log.info("PortAudio on %s: %s", name, error)
        raise translation(name, _code(error), str(error)) from error


def translation(name: str, code: int | None, text: str) -> AudioError:
    """Our error for one of PortAudio's.

    Args:
        name: of the device.
        code: PortAudio's.
        text: PortAudio's and the host's.
    """
    if any(word in text.casefold() for word in ("denied", "permi", "-2147024891")):
        return NoInputDevice("The system does not let this program use {name}.", _permitting(), name=name)
    if code == _DEVICE_UNAVAILABLE:
        return NoInputDevice(
            "{name} is used by another program, or was unplugged.",
            "Close the other program, or choose another device.",
            name=name,
        )
    if code in (_INVALID_RATE, _INVALID_CHANNELS):
        return NoInputDevice(
            "{name} records in a format that Captioner does not know.", "Choose another device.", name=name
        )
    if code == _INVALID_DEVICE:
        return NoInputDevice("{name} is no longer connected.", "Plug it in again, or choose another device.", name=name)
    return NoInputDevice(
        "{name} cannot be used: {text}.", "Plug it in again, or choose another device.", name=name, text=text
    )


def _permitting() -> Sentence:
    if sys.platform == "darwin":
        return sentence("Allow it in System Settings, Privacy & Security, Microphone, then start the program again.")
    if sys.platform == "win32":
        return sentence("Allow desktop apps to use the microphone in Settings, Privacy, Microphone.")
    return sentence("Add yourself to the group `audio` (`sudo usermod -aG audio $USER`), then log in again.")


def _code(error: Exception) -> int | None:
    return error.args[1] if len(error.args) > 1 and isinstance(error.args[1], int) else None


def _ignore(frames: NDArray[np.float32], lost: int = 0) -> None:
    """Ignore audio from before the stream was started."""


def _nothing() -> None:
    """Nobody waits for the end yet."""
