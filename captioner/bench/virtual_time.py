"""A clock that waits without waiting: computing takes the time it takes, sleeping takes none."""

from __future__ import annotations

import time


class VirtualClock:
    """Real time plus all the time that was slept away.

    A recording played against it reaches the pipeline as it would in real time, computing included, but the idle time
    between is left out: the delays are those of a live session, and a minute of speech takes seconds to measure.
    """

    def __init__(self) -> None:
        self._slept = 0.0
        self._origin = time.perf_counter()

    def now(self) -> float:
        """Seconds since the clock was made."""
        return time.perf_counter() - self._origin + self._slept

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        self._slept += max(0.0, seconds)
