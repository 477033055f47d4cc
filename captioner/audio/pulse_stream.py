"""Records an output or a microphone of PulseAudio or PipeWire with the server's own `parec`."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import IO

import numpy as np
from numpy.typing import NDArray

from captioner import log
from captioner.audio import pulse
from captioner.audio.pulse import PulseDevice
from captioner.audio.pulse_process import ServerProcess, events, recorder, subscription
from captioner.errors import AudioError, NoInputDevice

_log = log.get(__name__)


class PulseStream:
    """Records until another device is chosen or the server ends; a `live_source.Stream`.

    A change of the default device ends the stream, and the next stream opens the new device at its rate. A recording
    that the server moves to another source ends, too. The server does that when the default source changes, and the new
    source could be a microphone in place of an output.
    """

    def __init__(self, find: Callable[[], PulseDevice]) -> None:
        """Find the device; raises as `find` does."""
        self._find = find
        self._target = find()
        self.name = self._target.description
        self.rate = self._target.rate
        self.channels = self._target.channels
        self._token = secrets.token_hex(8)
        self._recorder: ServerProcess | None = None
        self._watcher: ServerProcess | None = None
        self._has_ended = threading.Event()

    @property
    def is_alive(self) -> bool:
        """Whether the recording goes on."""
        return not self._has_ended.is_set()

    def start(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        """Let audio come; see `live_source.Stream`."""

        def on_end() -> None:
            self._has_ended.set()
            ended()

        target = f"--device={self._target.recorded}"
        self._recorder = recorder(target, self.rate, self.channels, deliver, on_end, self._token)
        self._watcher = subscription(self._watch)
        for process in (self._recorder, self._watcher):
            process.start()

    def close(self) -> None:
        """Stop recording and end the child processes."""
        self._has_ended.set()
        for process in (self._recorder, self._watcher):
            if process is not None:
                process.kill()
        for process in (self._recorder, self._watcher):
            if process is not None:
                process.end()
        self._recorder = self._watcher = None

    def _watch(self, output: IO[bytes]) -> None:
        gone = f"'remove' on {self._target.kind.lower()} #{self._target.index}\n".encode()
        telling = (b" on server ", b"'change' on source-output ")
        for line in events(output, self._check):
            if line.endswith(gone):
                self._end()
            elif any(words in line for words in telling):
                self._check()

    def _check(self) -> None:
        """End the recording where another device is chosen, or the server moved the recording."""
        if not (self._has_ended.is_set() or self._is_as_chosen()):
            self._end()

    def _end(self) -> None:
        assert self._recorder is not None
        self._recorder.kill()

    def _is_as_chosen(self) -> bool:
        try:
            recordings = pulse.pactl("list", "source-outputs")
            place = pulse.moved_to(recordings, pulse.pactl("list", "short", "sources"), self._token)
            return place in (None, self._target.recorded) and self._find().recorded == self._target.recorded
        except AudioError as error:
            _log.info("%s", error)
            return False


class MonitorStream(PulseStream):
    """The sound that a sink plays."""

    def __init__(self, wanted: str = "") -> None:
        """Find the sink; see `pulse.choose`.

        Raises:
            LoopbackUnavailable: there is no server, no such sink, or the server's programs are missing.
        """
        super().__init__(lambda: pulse.choose(pulse.sinks(), wanted))


class SourceStream(PulseStream):
    """The sound of a microphone."""

    def __init__(self, wanted: str = "") -> None:
        """Find the microphone; see `pulse.choose_source`.

        Raises:
            NoInputDevice: there is no such microphone.
            LoopbackUnavailable: there is no server, or its programs are missing.
        """
        super().__init__(lambda: _microphone(wanted))


def _microphone(wanted: str) -> PulseDevice:
    source = pulse.choose_source(pulse.sources(), wanted)
    if source is None:
        raise NoInputDevice(
            "There is no microphone called “{wanted}”.",
            "Choose another; `captioner devices` lists them all.",
            wanted=wanted,
        )
    return source
