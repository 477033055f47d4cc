"""A virtual clock: computing takes its real time, waiting takes none."""

from __future__ import annotations

import time
from collections.abc import Callable


class VirtualClock:
    """Real time plus all the time that was slept away.

    A recording played against it reaches the pipeline as it would in real time, computing included, but the idle time
    between is left out: the delays are those of a live session, and a minute of speech takes seconds to measure.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """Begin at 0.

        Args:
            clock: seconds that computing takes; `time.process_time` leaves out what other programs take of a machine.
        """
        self._clock = clock
        self._slept = 0.0
        self._origin = clock()

    def now(self) -> float:
        """Seconds since the clock was made."""
        return self._clock() - self._origin + self._slept

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        self._slept += max(0.0, seconds)
