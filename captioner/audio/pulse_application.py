"""Captures the sound of one program through PulseAudio or PipeWire, and follows its streams as they come and go."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

import numpy as np
from numpy.typing import NDArray

from captioner.audio.pulse import pactl
from captioner.audio.pulse_process import ServerProcess, events, recorder, subscription
from captioner.errors import LoopbackUnavailable


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
        self._watcher: ServerProcess | None = None
        self._recorder: ServerProcess | None = None
        self._heard: int | None = None
        """index of the stream that is recorded"""
        self._deliver: Callable[[NDArray[np.float32]], None] = lambda block: None
        self._ended: Callable[[], None] = lambda: None
        self._has_ended = threading.Event()

    @property
    def is_alive(self) -> bool:
        """Whether the server is there."""
        return not self._has_ended.is_set()

    def start(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        """Let audio come; see `live_source.Stream`."""
        self._deliver, self._ended = deliver, ended
        self._watcher = subscription(self._watch)
        self._watcher.start()

    def close(self) -> None:
        """Stop recording and end the child processes."""
        self._has_ended.set()
        if self._watcher is not None:
            self._watcher.end()
            self._watcher = None

    def _watch(self, output: IO[bytes]) -> None:
        assert self._watcher is not None
        try:
            for line in events(output, self._follow):
                if b" on sink-input " in line:
                    self._follow()
        except LoopbackUnavailable:
            self._watcher.kill()  # the server has gone between two events
        self._stop_recording()
        self._has_ended.set()
        self._ended()

    def _follow(self) -> None:
        """Record the stream that the program plays now."""
        if self._has_ended.is_set():
            return
        found = choose(playing(), self.name)
        index = found.index if found is not None else None
        if index == self._heard:
            return
        self._stop_recording()
        self._heard = index
        if index is None:
            return
        target = f"--monitor-stream={index}"
        self._recorder = recorder(target, self.rate, self.channels, self._deliver, lambda: None)
        self._recorder.start()

    def _stop_recording(self) -> None:
        if self._recorder is not None:
            self._recorder.end()
        self._recorder = self._heard = None
