"""A live device as a source: puts its blocks on one timeline and reopens it when it comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np

from captioner import log
from captioner.audio import suspension
from captioner.audio.block_queue import Block, BlockQueue, Deliver
from captioner.audio.resampler import Resampler
from captioner.audio.suspension import Backlog, Heartbeat, Suspension
from captioner.audio.timeline import STALL_S, Timeline
from captioner.errors import AudioError, DeviceLost
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples, SoundGap

_log = log.get(__name__)


class Stream(Protocol):
    """One opened device; `start` and `close` are called by the caption thread."""

    @property
    def name(self) -> str:
        """What a person would call the device."""
        ...

    @property
    def rate(self) -> int:
        """Frames a second."""
        ...

    @property
    def channels(self) -> int:
        """Samples a frame."""
        ...

    @property
    def is_alive(self) -> bool:
        """Whether more audio may come; False once the device is gone or another one is wanted."""
        ...

    def start(self, deliver: Deliver, ended: Callable[[], None]) -> None:
        """Start the stream.

        Args:
            deliver: called on the device's thread with frames, which it copies.
            ended: called once, on any thread, when there will be no more audio.

        Raises:
            AudioError: the device cannot be had.
        """
        ...

    def close(self) -> None:
        """Stop and free the device; `deliver` is not called any more once it returns."""
        ...


Connect: TypeAlias = Callable[[], Stream]
"""Finds the device by its name and opens it; raises AudioError."""


@dataclass(frozen=True, slots=True)
class Patience:
    """When a device counts as gone."""

    reopen_after_s: float | None
    """seconds without audio after which it is opened again; None: a stream that is alive counts as working"""
    silence_is_normal: bool
    """no audio means that nothing plays: a device that opens counts as working even without audio"""
    retry_every_s: float = 2.0
    lost_after_s: float = 3600.0
    """seconds without a sign of life after which it is given up: a headset may be off during lunch"""


@dataclass(slots=True)
class _Connection:
    stream: Stream
    blocks: BlockQueue
    resampler: Resampler
    next_frame: int = 0
    """start of the block that follows without a gap"""
    is_new: bool = False
    """it replaces another stream and has delivered nothing yet"""


class LiveSource:
    """Sound as it is captured; see `AudioSource` for what its methods promise."""

    def __init__(
        self,
        name: str,
        connect: Connect,
        patience: Patience,
        clock: Callable[[], float] = suspension.now,
        watch: Suspension | None = None,
    ) -> None:
        """Touch no device yet.

        Args:
            name: until the device is known.
            connect: opens the device.
            patience: when it is opened again, and when it is given up.
            clock: seconds that pass, from any origin.
            watch: says when this process was stopped; None: a `Heartbeat`.
        """
        self._name = name
        self._connect = connect
        self._patience = patience
        self._clock = clock
        self._connection: _Connection | None = None
        self._watch = watch or Heartbeat()
        self._backlog: Backlog | None = None
        """audio that waited while this process was stopped and may still be arriving"""
        self._timeline = Timeline(0.0)
        self._dropped = 0
        self._held: tuple[Block, int] | None = None
        """a block that comes after a gap, and the gap in samples: left to the next call of `read`"""
        self._is_loss = False
        """sound was lost in the newest gap; a gap while nothing plays loses no sound"""
        self._well_at = 0.0
        """clock at the last sign of life"""
        self._tried_at = 0.0
        """clock at the last try to open the device"""

    @property
    def name(self) -> str:
        """The device's name, once it is open."""
        return self._connection.stream.name if self._connection else self._name

    @property
    def dropped(self) -> int:
        """Samples (16 kHz) lost since `open` because they were not read in time, here or by the system."""
        return self._dropped

    @property
    def duration_s(self) -> None:
        """None: a device never ends by itself."""
        return None

    @property
    def is_away(self) -> bool:
        """Whether the device is gone, or was opened again and has not delivered yet although it should."""
        connection = self._connection
        if connection is None:
            return False
        return not connection.stream.is_alive or (connection.is_new and not self.silence_is_normal)

    @property
    def silence_is_normal(self) -> bool:
        """Whether no audio only means that nothing plays."""
        return self._patience.silence_is_normal

    def open(self) -> None:
        """Open the device and start the clock.

        Raises:
            AudioError: the device cannot be had; the sentence says why and what to do.
        """
        self.close()
        self._dropped = 0
        self._connection = self._connected()
        self._timeline = Timeline(self._tried_at)
        self._watch.start()

    def read(self, timeout: float) -> AudioChunk | None:
        """All waiting audio up to the next gap; an empty chunk with a later `start` where the device has stalled.

        Raises:
            DeviceLost: the device went away and did not come back.
        """
        if self._connection is None:
            raise RuntimeError("read before open")
        connection, timeline = self._connection, self._timeline
        pair = self._next(timeout)
        if pair is None:
            return self._nothing_came(connection)
        block, gap = pair
        start = timeline.position
        gaps: tuple[SoundGap, ...] = ()
        if gap:
            rest = self._flushed(connection)
            if len(rest):
                self._held = pair
                return AudioChunk(start, rest)
            timeline.skip(gap)
            if start and self._is_loss:
                gaps = (SoundGap(start, timeline.position),)
            start = timeline.position
        pieces = [self._taken(connection, block)]
        while (pair := self._next(0.0)) is not None:
            block, gap = pair
            if gap:
                pieces.append(self._flushed(connection))
                self._held = block, gap
                break
            pieces.append(self._taken(connection, block))
        return AudioChunk(start, np.concatenate(pieces), gaps)

    def close(self) -> None:
        """Stop capturing and free the device; may be called twice, and without `open`."""
        if self._connection is not None:
            self._name = self._connection.stream.name
            self._connection.stream.close()
        self._connection = None
        self._held = self._backlog = None
        self._watch.stop()

    def _next(self, timeout: float) -> tuple[Block, int] | None:
        """The next block and the gap before it, in samples."""
        if self._held is not None:
            held, self._held = self._held, None
            return held
        assert self._connection is not None
        block = self._connection.blocks.get(timeout)
        return None if block is None else (block, self._gap_before(self._connection, block))

    def _gap_before(self, connection: _Connection, block: Block) -> int:
        rate = connection.stream.rate
        hole_s = (block.start - connection.next_frame) / rate
        hole = round(hole_s * SAMPLE_RATE)
        if hole:
            self._dropped += hole
            _log.info("%.2f s of audio were not read in time", hole_s)
        began = block.arrived - len(block.frames) / rate
        self._notice_suspension()
        self._is_loss = hole > 0 or self._backlog is not None or not self._patience.silence_is_normal
        if self._backlog is not None and not connection.is_new:
            missing_s = self._backlog.gap_before(block.arrived, self._timeline.behind_s(began))
            if missing_s is not None:
                self._backlog = None
            told = self._timeline.told - self._timeline.position
            return max(told, round((missing_s or 0.0) * SAMPLE_RATE))
        return hole + self._timeline.stall_before(began, hole_s=hole_s, is_new=connection.is_new)

    def _notice_suspension(self) -> None:
        """After a sleep of the machine a device that has been silent for long counts as working."""
        if self._watch.has_been():
            now = self._clock()
            _log.info("this process was stopped, or the machine slept")
            self._backlog = Backlog(now)
            self._well_at = self._tried_at = now

    def _taken(self, connection: _Connection, block: Block) -> Samples:
        self._well_at = block.arrived
        self._timeline.hear(block.arrived)
        connection.next_frame = block.end
        connection.is_new = False
        samples = connection.resampler.resample(block.frames)
        self._timeline.deliver(len(samples))
        return samples

    def _flushed(self, connection: _Connection) -> Samples:
        samples = connection.resampler.flush()
        self._timeline.deliver(len(samples))
        return samples

    def _nothing_came(self, connection: _Connection) -> AudioChunk:
        self._notice_suspension()
        now = self._clock()
        if self._backlog is not None and not self._backlog.is_over(now) and connection.stream.is_alive:
            return AudioChunk(self._timeline.told, np.zeros(0, np.float32))
        self._backlog = None
        is_gone = self._is_gone(connection, now)
        if is_gone or self._timeline.silent_s(now) >= STALL_S:
            start = self._timeline.position
            rest = self._flushed(connection)
            if len(rest):
                return AudioChunk(start, rest)
        if is_gone:
            self._reconnect(connection, now)
        return AudioChunk(self._timeline.expected(now), np.zeros(0, np.float32))

    def _is_gone(self, connection: _Connection, now: float) -> bool:
        if not connection.stream.is_alive:
            return True
        limit = self._patience.reopen_after_s
        return limit is not None and min(self._timeline.silent_s(now), now - self._tried_at) >= limit

    def _reconnect(self, connection: _Connection, now: float) -> None:
        if now - self._well_at >= self._patience.lost_after_s:
            raise DeviceLost(
                "{name} stopped and did not come back.",
                "Plug it in again or choose another device, then start.",
                name=self.name,
            )
        if connection.is_new and now - self._tried_at < self._patience.retry_every_s:
            return
        connection.stream.close()
        connection.is_new = True
        try:
            self._connection = self._connected(is_new=True)
        except AudioError as error:
            _log.info("%s is not back yet: %s", self.name, error)
        else:
            _log.info("%s is open again", self.name)

    def _connected(self, *, is_new: bool = False) -> _Connection:
        self._tried_at = self._clock()
        stream = self._connect()
        try:
            blocks = BlockQueue(stream.rate, clock=self._clock)
            connection = _Connection(stream, blocks, Resampler(stream.rate, stream.channels), is_new=is_new)
            stream.start(blocks.put, blocks.end)
        except AudioError:
            stream.close()
            raise
        if not is_new or self._patience.silence_is_normal:
            self._well_at = self._tried_at
        return connection
