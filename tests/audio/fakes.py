"""A device that does what the test says."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from captioner.audio.block_queue import Deliver
from captioner.errors import AudioError
from captioner.messages import SAMPLE_RATE


class ManualClock:
    """Time passes when the test lets it."""

    def __init__(self, time: float = 1000.0) -> None:
        self.time = time

    def now(self) -> float:
        """Seconds."""
        return self.time

    def spend(self, seconds: float) -> None:
        """Let time pass."""
        assert seconds >= 0
        self.time += seconds


class FakeStream:
    """A `live_source.Stream` that delivers what `feed` is given."""

    def __init__(self, name: str, rate: int, channels: int) -> None:
        self.name = name
        self.rate = rate
        self.channels = channels
        self.is_alive = True
        self.closed = 0
        self._deliver: Deliver | None = None
        self._ended: Callable[[], None] | None = None

    def start(self, deliver: Deliver, ended: Callable[[], None]) -> None:
        """Remember whom to call."""
        self._deliver, self._ended = deliver, ended

    def feed(self, frames: NDArray[np.float32], lost: int = 0) -> None:
        """Deliver frames, in a buffer that is used again as a sound library does."""
        assert self._deliver is not None
        buffer = frames.copy()
        self._deliver(buffer, lost)
        buffer[:] = np.nan

    def end(self) -> None:
        """Go away."""
        self.is_alive = False
        if self._ended is not None:
            self._ended()

    def close(self) -> None:
        """Count it."""
        self.is_alive = False
        self.closed += 1


class FakeDevice:
    """Opens `FakeStream`s, or refuses to while `error` is set."""

    def __init__(self, rate: int = SAMPLE_RATE, channels: int = 1) -> None:
        self.rate = rate
        self.channels = channels
        self.error: AudioError | None = None
        self.streams: list[FakeStream] = []
        self.tries = 0

    def connect(self) -> FakeStream:
        """Open it."""
        self.tries += 1
        if self.error is not None:
            raise self.error
        self.streams.append(FakeStream("fake", self.rate, self.channels))
        return self.streams[-1]


class FakeSuspension:
    """A `suspension.Suspension`: the process was stopped when the test says so."""

    def __init__(self) -> None:
        self.was_stopped = False

    def start(self) -> None:
        """Nothing to watch."""

    def has_been(self) -> bool:
        """Say it once."""
        was_stopped, self.was_stopped = self.was_stopped, False
        return was_stopped

    def stop(self) -> None:
        """Nothing to end."""
