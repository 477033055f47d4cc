"""Captures the sound of one program through PulseAudio or PipeWire, and follows its streams as they come and go."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from captioner.audio.pulse import RECORDING, pactl, started
from captioner.errors import LoopbackUnavailable

_BYTES = 4
"""of a float32 sample"""
_PIPE_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Playing:
    """A stream that a program plays."""

    index: int
    """the server's, never used again"""
    application: str
    """the program's name, as the server knows it"""
    is_paused: bool


def playing() -> list[Playing]:
    """All streams that play, in the order in which they began.

    Raises:
        LoopbackUnavailable: there is no server, or its programs are missing.
    """
    return parse_streams(pactl("list", "sink-inputs"))


def parse_streams(listing: str) -> list[Playing]:
    """The streams in the output of `pactl list sink-inputs`; streams without a program name are left out."""
    found = []
    parts = re.split(r"^Sink Input #(\d+)$", listing, flags=re.MULTILINE)
    for index, part in zip(parts[1::2], parts[2::2], strict=True):
        name = re.search(r'^\t\tapplication\.name = "(.*)"$', part, re.MULTILINE)
        if name is not None:
            is_paused = re.search(r"^\tCorked: yes$", part, re.MULTILINE) is not None
            found.append(Playing(int(index), name.group(1), is_paused))
    return found


def choose(found: list[Playing], wanted: str) -> Playing | None:
    """The stream of a program to record: the newest that is not paused.

    Args:
        wanted: the program's name or a part of it in any case.
    """
    of_program = [each for each in found if wanted.casefold() in each.application.casefold() and not each.is_paused]
    return of_program[-1] if of_program else None


class ApplicationStream:
    """Records the sound of a program; a `live_source.Stream`. While the program plays nothing, there is no audio.

    It lives as long as the server: the program may start, stop and start again.
    """

    rate = 48_000
    channels = 2

    def __init__(self, wanted: str) -> None:
        """Look for the server.

        Raises:
            LoopbackUnavailable: there is none, or its programs are missing.
        """
        playing()
        self.name = wanted
        self._watcher: subprocess.Popen[bytes] | None = None
        self._watching: threading.Thread | None = None
        self._recorder: subprocess.Popen[bytes] | None = None
        self._recording: threading.Thread | None = None
        self._heard: int | None = None
        """index of the stream that is recorded"""
        self._deliver: Callable[[NDArray[np.float32]], None] | None = None
        self._has_ended = threading.Event()

    @property
    def is_alive(self) -> bool:
        """Whether the server is there."""
        return not self._has_ended.is_set()

    def start(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        """Let audio come; see `live_source.Stream`."""
        self._deliver = deliver
        self._watcher = started("pactl", "subscribe")
        self._watching = threading.Thread(target=self._watch, args=(ended,), name="pulse-watch", daemon=True)
        self._watching.start()

    def close(self) -> None:
        """Stop recording and end the child processes."""
        self._has_ended.set()
        if self._watcher is not None:
            self._watcher.kill()
        if self._watching is not None:
            self._watching.join()
        if self._watcher is not None and self._watcher.stdout is not None:
            self._watcher.stdout.close()
            self._watcher.wait()
        self._watcher = self._watching = None

    def _watch(self, ended: Callable[[], None]) -> None:
        assert self._watcher is not None
        assert self._watcher.stdout is not None
        try:
            self._follow()
            for line in self._watcher.stdout:
                if b" on sink-input " in line and not self._has_ended.is_set():
                    self._follow()
        except LoopbackUnavailable:
            self._watcher.kill()  # the server has gone between two events
        self._stop_recording()
        self._has_ended.set()
        ended()

    def _follow(self) -> None:
        """Record the stream that the program plays now."""
        found = choose(playing(), self.name)
        index = found.index if found is not None else None
        if index == self._heard:
            return
        self._stop_recording()
        self._heard = index
        if index is None:
            return
        self._recorder = started(
            "parec",
            f"--monitor-stream={index}",
            f"--rate={self.rate}",
            f"--channels={self.channels}",
            *RECORDING,
        )
        self._recording = threading.Thread(
            target=self._record, args=(self._recorder,), name="pulse-record", daemon=True
        )
        self._recording.start()

    def _stop_recording(self) -> None:
        if self._recorder is not None:
            self._recorder.kill()
        if self._recording is not None:
            self._recording.join()
        if self._recorder is not None and self._recorder.stdout is not None:
            self._recorder.stdout.close()
            self._recorder.wait()
        self._recorder = self._recording = None
        self._heard = None

    def _record(self, recorder: subprocess.Popen[bytes]) -> None:
        assert recorder.stdout is not None
        assert self._deliver is not None
        pipe, rest, size = recorder.stdout.fileno(), b"", self.channels * _BYTES
        while data := os.read(pipe, _PIPE_BYTES):
            data = rest + data
            whole = len(data) // size * size
            rest = data[whole:]
            if whole:
                self._deliver(np.frombuffer(data[:whole], np.float32).reshape(-1, self.channels))
