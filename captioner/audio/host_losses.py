"""Counts audio that the operating system dropped because nobody fetched it in time."""

from __future__ import annotations

_LONGEST_LOSS_S = 30.0
"""The most that can have waited; a longer time means that the clock jumped."""


class HostLosses:
    """Estimates how much audio the system dropped before a block. PortAudio says only that it dropped some.

    Written and read by PortAudio's thread alone.
    """

    def __init__(self) -> None:
        self._captured_until: float | None = None
        """seconds of PortAudio's clock, when the last frame of the block before was captured"""

    def before(self, captured_at: float, frames: int, rate: float, *, has_overflowed: bool) -> int:
        """Frames lost before a block.

        Args:
            captured_at: seconds of PortAudio's clock at its first frame.
            frames: frames in the block.
            rate: frames a second.
            has_overflowed: PortAudio says that something was lost; without this its clock's jitter would count as loss.
        """
        expected = self._captured_until
        self._captured_until = captured_at + frames / rate
        if not has_overflowed or expected is None:
            return 0
        return max(0, round(min(captured_at - expected, _LONGEST_LOSS_S) * rate))
