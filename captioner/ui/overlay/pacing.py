"""Holds lines back in fast speech, so that each can be read before it leaves the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from captioner.messages import CaptionLine


@dataclass(frozen=True, slots=True)
class PacedLines:
    """What may be seen now."""

    end: int
    """lines before this number, counted from the beginning of the session"""
    backlog: int
    """lines that wait"""
    next_in_s: float | None
    """when the next one may come, in seconds; None where nothing waits"""


class Pacing:
    """Decides when the next line may come: not before the one above it has been there long enough to be read.

    The time is told by the caller, so nothing here waits.
    """

    def __init__(self, characters_per_s: float, lines: int) -> None:
        """`lines` are seen at once; so many come at once in the beginning."""
        self._rate = characters_per_s
        self._lines = lines
        self._end = 0
        self._came_s = float("-inf")

    def show(self, first: int, lines: Sequence[CaptionLine], now_s: float) -> PacedLines:
        """Say what may be seen of the lines that begin at number `first`.

        Args:
            lines: those that are still kept; what is behind them by more than that is skipped.
            now_s: a clock that never goes back.
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
        """When the newest line that is seen has been read."""
        return self._came_s + len(lines[self._end - first - 1].text) / self._rate
