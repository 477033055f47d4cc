"""A virtual clock: computing takes its real time, waiting takes none."""

from __future__ import annotations

import time
from collections.abc import Callable


class VirtualClock:
    """Real time plus all skipped waiting time.

    A recording played against it reaches the pipeline as in real time, computing included, but idle time is skipped:
    the delays are those of a live session, and a minute of speech takes seconds to measure.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """Begin at 0.

        Args:
            clock: seconds of computing; `time.process_time` excludes other programs.
        """
        self._clock = clock
        self._slept = 0.0
        self._origin = clock()

    def now(self) -> float:
        """Seconds since the clock was made."""
        return self._clock() - self._origin + self._slept

    def sleep(self, seconds: float) -> None:
        """Skip `seconds`."""
        self._slept += max(0.0, seconds)
