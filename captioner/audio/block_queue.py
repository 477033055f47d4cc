"""The queue between a sound library's thread and the caption thread."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LONGEST_S = 30.0
"""Audio that may wait: longer than any single step of recognition on a slow machine."""


@dataclass(frozen=True, slots=True)
class Block:
    """What a device delivered at once."""

    start: int
    """frames that the device had captured before it, at the device's rate; a jump means dropped frames"""
    arrived: float
    """seconds by the monotonic clock when its last frame arrived"""
    frames: NDArray[np.float32]
    """shape (n, channels), full scale is -1 to 1"""

    @property
    def end(self) -> int:
        """The frame after the last one."""
        return self.start + len(self.frames)


class Deliver(Protocol):
    """Takes what a device has captured; called on the device's own thread."""

    def __call__(self, frames: NDArray[np.float32], lost: int = 0) -> None:
        """Take frames of shape (n, channels); `lost` frames before them were captured and never delivered."""
        ...


class BlockQueue:
    """One writer, one reader; when too much waits, the oldest block is dropped, which leaves a gap in `Block.start`.

    Why there is no lock: `SimpleQueue` is written in C, its `put` never waits for anyone, wakes the reader and may be
    called from anywhere; either side may take the oldest block, and each block is taken by exactly one of them. Every
    attribute has one writer: `_written` and `_dropped_to` the audio thread, `_taken_to` the caption thread. A stale
    `_taken_to` can only make the writer drop one block more when half a minute is already waiting.
    """

    def __init__(self, rate: int, *, longest_s: float = LONGEST_S, clock: Callable[[], float] = time.monotonic) -> None:
        """Start empty.

        Args:
            rate: frames a second.
            longest_s: seconds of audio that may wait.
            clock: stamps the blocks.
        """
        self._limit = int(rate * longest_s)
        self._clock = clock
        self._blocks: queue.SimpleQueue[Block | None] = queue.SimpleQueue()
        self._written = 0
        self._dropped_to = 0
        self._taken_to = 0

    def put(self, frames: NDArray[np.float32], lost: int = 0) -> None:
        """Copy and append a block of shape (n, channels); for the audio thread.

        Args:
            lost: frames before it that the system dropped; they leave a gap in `Block.start`, too.
        """
        block = Block(self._written + lost, self._clock(), np.array(frames, np.float32))
        self._written = block.end
        self._blocks.put(block)
        while self._written - max(self._dropped_to, self._taken_to) > self._limit:
            try:
                oldest = self._blocks.get_nowait()
            except queue.Empty:
                return
            if oldest is not None:
                self._dropped_to = oldest.end

    def end(self) -> None:
        """Wake the reader: there will be no more blocks; for the audio thread."""
        self._blocks.put(None)

    def get(self, timeout: float) -> Block | None:
        """The oldest block, or None where none comes in `timeout` seconds or none ever will; for the caption thread."""
        try:
            block = self._blocks.get(timeout=timeout) if timeout > 0 else self._blocks.get_nowait()
        except queue.Empty:
            return None
        if block is not None:
            self._taken_to = block.end
        return block
