"""Places a live device's audio on the session's clock, also after a gap or a stall."""

from __future__ import annotations

from captioner.messages import SAMPLE_RATE

STALL_S = 0.5
"""A longer time without audio is a gap; jitter of devices and of a busy machine stays below it."""
_MARGIN_S = 0.25
"""Subtracted from the time without audio, because the next block began before it arrives."""


class Timeline:
    """Counts 16 kHz samples since the session began: delivered ones and missing ones.

    Delivered samples count by their number, not by the clock, so that a device whose clock runs 0.01 % fast causes no
    gaps; only a stall is measured by the clock. A stall is never longer than the time by which the position is behind
    the clock: where late blocks come in a burst, the surplus is worked off by the next stall.
    """

    def __init__(self, now: float) -> None:
        """Begin at position 0.

        Args:
            now: seconds of the clock by which blocks are stamped.
        """
        self.position = 0
        """samples delivered or missing so far"""
        self._began = now
        self._heard_until = now
        self._told = 0
        """the latest position that was handed out"""

    @property
    def told(self) -> int:
        """The latest position that was handed out: nothing comes before it any more."""
        return max(self.position, self._told)

    def deliver(self, samples: int) -> None:
        """Advance by delivered samples."""
        self.position += samples
        self._told = max(self._told, self.position)

    def hear(self, arrived: float) -> None:
        """Note when the newest block came."""
        self._heard_until = arrived

    def skip(self, samples: int) -> None:
        """Advance by missing samples."""
        self.position += samples

    def stall_before(self, began: float, *, hole_s: float = 0.0, is_new: bool = False) -> int:
        """Samples missing before a block because nothing came, 0 where it follows the one before.

        Args:
            began: seconds, when its first frame was captured.
            hole_s: seconds before it that were captured and dropped.
            is_new: the device was opened again, so some sound is missing, however little.
        """
        missing_s = self._missing_s(began) - hole_s
        missing = round(missing_s * SAMPLE_RATE) if missing_s >= STALL_S or is_new else 0
        told = self._told - self.position - round(hole_s * SAMPLE_RATE)
        return max(missing, told, 1 if is_new else 0)

    def behind_s(self, began: float) -> float:
        """Seconds by which the position is behind the clock at a moment."""
        return began - self._began - self.position / SAMPLE_RATE

    def expected(self, now: float) -> int:
        """The position that audio would have now, after a stall; otherwise the end of the delivered audio."""
        missing_s = self._missing_s(now) - _MARGIN_S
        if missing_s >= STALL_S:
            self._told = max(self._told, self.position + round(missing_s * SAMPLE_RATE))
        return self.told

    def silent_s(self, now: float) -> float:
        """Seconds since the last block."""
        return now - self._heard_until

    def _missing_s(self, until: float) -> float:
        silent = until - self._heard_until
        return max(0.0, min(silent, self.behind_s(until)))
