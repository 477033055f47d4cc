"""Holds lines back in fast speech, so that each can be read before it leaves the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from captioner.messages import CaptionLine


@dataclass(frozen=True, slots=True)
class PacedLines:
    """The lines that may be shown now."""

    end: int
    """lines before this number may be shown; counted from the beginning of the session"""
    backlog: int
    """lines that wait"""
    next_in_s: float | None
    """seconds until the next line may be shown; None if none waits"""


class Pacing:
    """Decides when the next line may be shown: when there was time to read the line above it.

    The caller passes the time, so nothing here waits.
    """

    def __init__(self, characters_per_s: float, lines: int) -> None:
        """`lines` are visible at once; the first ones are shown at once."""
        self._rate = characters_per_s
        self._lines = lines
        self._end = 0
        self._came_s = float("-inf")

    def show(self, first: int, lines: Sequence[CaptionLine], now_s: float) -> PacedLines:
        """The lines that may be shown, of those that begin at number `first`.

        Args:
            lines: the lines that are still kept; older waiting lines are skipped.
            now_s: a monotonic clock.
        """
        total = first + len(lines)
        at_once = first + self._lines if self._end < first else self._lines
        self._end = min(total, max(self._end, at_once))
        while self._end < total and now_s >= self._read_at(first, lines):
            self._end += 1
            self._came_s = now_s
        waiting = total - self._end
        return PacedLines(self._end, waiting, self._read_at(first, lines) - now_s if waiting else None)

    def _read_at(self, first: int, lines: Sequence[CaptionLine]) -> float:
        """The time when the newest visible line has been read."""
        return self._came_s + len(lines[self._end - first - 1].text) / self._rate
