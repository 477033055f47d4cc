"""Notices that the process was stopped or the machine slept, and places the audio that waited meanwhile."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Protocol

_BEAT_S = 0.2
_STOPPED_S = 1.0
"""A beat that is this late was not held up by other work, because native code runs beside Python."""
_SETTLED_S = 2.0
"""Seconds in which a backlog must shrink: parec delivers 10 s of it within 5 s, in pieces."""
_SHRINKS_S = 0.1


def now() -> float:
    """Seconds of a clock that is never set and runs on while the machine sleeps, which `time.monotonic` may not."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class Suspension(Protocol):
    """Says when the process did not run."""

    def start(self) -> None:
        """Begin to watch."""
        ...

    def has_been(self) -> bool:
        """Whether it was stopped since this was last asked; for the caption thread."""
        ...

    def stop(self) -> None:
        """Watch no longer."""
        ...


class Heartbeat:
    """Notices it with a thread that sleeps and looks at the clock: signals do not cover every program and every sleep.

    One writer each: the thread writes `_beat` and `_late`, the caption thread `_seen`.
    """

    def __init__(self, clock: Callable[[], float] = now) -> None:
        """Watch nothing yet."""
        self._clock = clock
        self._beat = 0.0
        """clock at the newest beat"""
        self._late = 0
        """beats that came late so far"""
        self._seen = 0
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._beat = self._clock()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
        self._thread.start()

    def has_been(self) -> bool:
        """Whether the process was stopped since this was last asked; also where the thread has not woken up yet."""
        if self._late == self._seen and self._clock() - self._beat > _BEAT_S + _STOPPED_S:
            # the beat to come is the late one
            self._seen += 1
            return True
        was_seen, self._seen = self._seen, max(self._seen, self._late)
        return self._seen > was_seen

    def stop(self) -> None:
        """Watch no longer; may be called twice."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self._thread = None

    def _run(self) -> None:
        while not self._stopping.wait(_BEAT_S):
            moment = self._clock()
            late = moment - self._beat > _BEAT_S + _STOPPED_S
            self._beat = moment
            self._late += late


class Backlog:
    """Places audio that waited in the system: it comes in a burst, oldest first, as far as the system kept it.

    It follows the earlier audio without a gap. Audio that is still missing when the backlog stops shrinking was
    dropped: that is the gap, and it lies behind the backlog, not before it.
    """

    def __init__(self, now: float) -> None:
        """The process has come back."""
        self._shrank_at = now
        self._least = float("inf")

    def gap_before(self, arrived: float, behind_s: float) -> float | None:
        """Seconds missing before a block; None while more of the backlog may follow.

        Args:
            arrived: when it came.
            behind_s: seconds by which the audio before it is behind the clock.
        """
        if behind_s < _STOPPED_S / 2:
            return 0.0
        if behind_s < self._least - _SHRINKS_S:
            self._least, self._shrank_at = behind_s, arrived
        return behind_s if self.is_over(arrived) else None

    def is_over(self, now: float) -> bool:
        """Whether it has stopped shrinking."""
        return now - self._shrank_at >= _SETTLED_S
