"""Records an output or a microphone of PulseAudio or PipeWire with the server's own `parec`."""

from __future__ import annotations

import os
import secrets
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from captioner import log
from captioner.audio import pulse
from captioner.errors import AudioError, NoInputDevice

_log = log.get(__name__)

_BYTES = 4
"""of a float32 sample"""
_PIPE_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class _Target:
    """What is recorded."""

    kind: str
    """`sink` or `source`, as `pactl subscribe` calls it"""
    index: int
    description: str
    rate: int
    channels: int
    source: str
    """name of the source that is recorded"""


class PulseStream:
    """Records until another device is chosen or the server ends; a `live_source.Stream`.

    A change of the default device ends the stream, and the next stream opens the new device at its rate. A recording
    that the server moves to another source ends, too. The server does that when the default source changes, and the new
    source could be a microphone in place of an output.
    """

    def __init__(self, find: Callable[[], _Target]) -> None:
        """Find the device; raises as `find` does."""
        self._find = find
        self._target = find()
        self.name = self._target.description
        self.rate = self._target.rate
        self.channels = self._target.channels
        self._token = secrets.token_hex(8)
        self._recorder: subprocess.Popen[bytes] | None = None
        self._watcher: subprocess.Popen[bytes] | None = None
        self._threads: list[threading.Thread] = []
        self._has_ended = threading.Event()

    @property
    def is_alive(self) -> bool:
        """Whether the recording goes on."""
        return not self._has_ended.is_set()

    def start(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        """Let audio come; see `live_source.Stream`."""
        self._recorder = pulse.started(
            "parec",
            f"--device={self._target.source}",
            f"--rate={self.rate}",
            f"--channels={self.channels}",
            *pulse.RECORDING,
            f"--property={pulse.TOKEN}={self._token}",
        )
        self._watcher = pulse.started("pactl", "subscribe")
        for name, work in (("pulse-record", self._record), ("pulse-watch", self._watch)):
            thread = threading.Thread(target=work, args=(deliver, ended), name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def close(self) -> None:
        """Stop recording and end the child processes."""
        for process in (self._recorder, self._watcher):
            if process is not None:
                process.kill()
        for thread in self._threads:
            thread.join()
        for process in (self._recorder, self._watcher):
            if process is not None and process.stdout is not None:
                process.stdout.close()
                process.wait()
        self._threads = []
        self._recorder = self._watcher = None
        self._has_ended.set()

    def _record(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        assert self._recorder is not None
        assert self._recorder.stdout is not None
        pipe, rest, size = self._recorder.stdout.fileno(), b"", self.channels * _BYTES
        while data := os.read(pipe, _PIPE_BYTES):
            data = rest + data
            whole = len(data) // size * size
            rest = data[whole:]
            if whole:
                deliver(np.frombuffer(data[:whole], np.float32).reshape(-1, self.channels))
        self._has_ended.set()
        ended()

    def _watch(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        """End the recording when another sink is chosen, or the server moves the recording."""
        assert self._recorder is not None
        assert self._watcher is not None
        assert self._watcher.stdout is not None
        gone = f"'remove' on {self._target.kind} #{self._target.index}\n".encode()
        telling = (b" on server ", b"'change' on source-output ")
        is_first = True
        for line in self._watcher.stdout:
            # check on the first event of any kind: the choice may have changed before we subscribed
            is_to_check = is_first or any(words in line for words in telling)
            if line.endswith(gone) or (is_to_check and not self._is_as_chosen()):
                self._recorder.kill()
                return
            is_first = False

    def _is_as_chosen(self) -> bool:
        try:
            recordings = pulse.pactl("list", "source-outputs")
            place = pulse.moved_to(recordings, pulse.pactl("list", "short", "sources"), self._token)
            return place in (None, self._target.source) and self._find().source == self._target.source
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
        super().__init__(lambda: _monitor(wanted))


class SourceStream(PulseStream):
    """The sound of a microphone."""

    def __init__(self, wanted: str = "") -> None:
        """Find the microphone; see `pulse.choose_source`.

        Raises:
            NoInputDevice: there is no such microphone.
            LoopbackUnavailable: there is no server, or its programs are missing.
        """
        super().__init__(lambda: _microphone(wanted))


def _monitor(wanted: str) -> _Target:
    sink = pulse.choose(pulse.sinks(), wanted)
    return _Target("sink", sink.index, sink.description, sink.rate, sink.channels, sink.monitor)


def _microphone(wanted: str) -> _Target:
    source = pulse.choose_source(pulse.sources(), wanted)
    if source is None:
        raise NoInputDevice(
            "There is no microphone called “{wanted}”.",
            "Choose another; `captioner devices` lists them all.",
            wanted=wanted,
        )
    return _Target("source", source.index, source.description, source.rate, source.channels, source.name)
