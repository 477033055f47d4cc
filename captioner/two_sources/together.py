"""Captions several sources as one session: a pipeline and a thread for each, and one record."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from captioner.audio.echo_source import Reference, Tapped, WithoutEcho
from captioner.audio.source import AudioSource
from captioner.audio.wrapped_source import WrappedSource
from captioner.engine import guarded
from captioner.errors import CaptionerError
from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate, Channel, State, Status
from captioner.pipeline import Parts, Pipeline
from captioner.two_sources.echoed import EchoedWords
from captioner.two_sources.turns import Turns

_TOLD_FIRST = (
    State.LOADING,
    State.PAUSED,
    State.AWAY,
    State.NO_SIGNAL,
    State.SLOW,
    State.LISTENING,
    State.NO_SPEECH,
    State.QUIET,
    State.NOTHING_PLAYS,
)
"""The order in which the states of several sources are shown: problems first, then activity, then rest."""
_SOUND_RMS = 0.003
"""About -50 dBFS: softer sound of the machine makes no echo."""


class Together:
    """An engine (`captioner.engine.Engine`) of several pipelines; when one of them ends, all do."""

    def __init__(
        self,
        build: Callable[[], Mapping[Channel, Parts]],
        on_update: Callable[[CaptionUpdate], None],
        on_status: Callable[[Status], None] = lambda status: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Remember the arguments; see `Pipeline`.

        Args:
            build: loads the models and makes the stages of each channel; shared parts must be safe for two threads.
        """
        self._build = build
        self._on_update = on_update
        self._on_status = on_status
        self._clock = clock
        self._lock = threading.Lock()
        """held while anything is sent, so that updates of two threads go out in one order"""
        self._turns = Turns()
        self._echoed = EchoedWords()
        self._statuses: dict[Channel, Status] = {}
        self._pipelines: list[Pipeline] = []
        self._is_stopping = False
        self._is_paused = False
        self._error: CaptionerError | None = None

    def stop(self) -> None:
        """End the session; waiting words are settled and sent first."""
        self._is_stopping = True
        for pipeline in self._pipelines:
            pipeline.stop()

    def set_paused(self, paused: bool) -> None:
        """Ignore audio, or listen again."""
        self._is_paused = paused
        for pipeline in self._pipelines:
            pipeline.set_paused(paused)

    def run(self) -> None:
        """Caption until a source ends or `stop` is called.

        Raises:
            CaptionerError: as `Pipeline.run`; captions of every channel so far are sent first.
        """
        self._on_status(Status(State.LOADING))
        began = self._clock()
        built = {
            channel: replace(parts, source=_OnOneClock(parts.source, began, self._clock))
            for channel, parts in self._build().items()
        }
        if {Channel.MICROPHONE, Channel.SYSTEM} <= set(built):
            reference = Reference()
            for channel, wrap in ((Channel.SYSTEM, Tapped), (Channel.MICROPHONE, WithoutEcho)):
                parts = built[channel]
                built[channel] = replace(parts, source=wrap(parts.source, reference))
        self._pipelines = [
            Pipeline(partial(_ready, parts), partial(self._take, channel), partial(self._tell, channel))
            for channel, parts in built.items()
        ]
        if self._is_stopping:
            self.stop()
        self.set_paused(self._is_paused)
        threads = [
            threading.Thread(target=self._run, args=(pipeline,), name=f"captions-{channel}", daemon=True)
            for channel, pipeline in zip(built, self._pipelines, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._go_on(math.inf)
        self._say(self._turns.finish())
        self._on_status(replace(merged(self._statuses), state=State.ENDED))
        if self._error is not None:
            raise self._error

    def _run(self, pipeline: Pipeline) -> None:
        error = guarded(pipeline.run)
        with self._lock:
            self._error = self._error or error
        self.stop()

    def _take(self, channel: Channel, update: CaptionUpdate) -> None:
        with self._lock:
            now = self._clock()
            if channel is Channel.MICROPHONE:
                self._echoed.hold(update, now)
            else:
                self._echoed.play(update)
                self._say(self._turns.add_captions(update, channel, now))
            self._go_on(now)

    def _tell(self, channel: Channel, status: Status) -> None:
        with self._lock:
            now = self._clock()
            if channel is Channel.SYSTEM and status.level >= _SOUND_RMS:
                self._echoed.sound(now)
            self._go_on(now)
            if status.state in _TOLD_FIRST:
                self._statuses[channel] = status
                self._on_status(merged(self._statuses))

    def _go_on(self, now: float) -> None:
        """Send the updates that have waited long enough."""
        for update in self._echoed.due(now):
            self._say(self._turns.add_captions(update, Channel.MICROPHONE, now))
        self._say(self._turns.flow(now))

    def _say(self, updates: list[CaptionUpdate]) -> None:
        for update in updates:
            self._on_update(update)


def merged(statuses: Mapping[Channel, Status]) -> Status:
    """The status of several sources as one: the state that comes first in `_TOLD_FIRST`, with its source."""
    if not statuses:
        return Status(State.LOADING)
    told = list(statuses.values())
    first = min(told, key=lambda each: _TOLD_FIRST.index(each.state))
    return replace(
        first,
        level=max(each.level for each in told),
        position=max(each.position for each in told),
        dropped=sum(each.dropped for each in told),
        rejected=sum(each.rejected for each in told),
        quiet=min(each.quiet for each in told),
        foreign_to=next((each.foreign_to for each in told if each.foreign_to), ""),
    )


def _ready(parts: Parts) -> Parts:
    return parts


class _OnOneClock(WrappedSource):
    """A device whose samples are counted from the beginning of the session, not from when it was opened."""

    def __init__(self, source: AudioSource, began: float, clock: Callable[[], float]) -> None:
        super().__init__(source)
        self._began = began
        self._clock = clock
        self._offset = 0

    def open(self) -> None:
        """Open the device, and note when."""
        self._offset = max(0, round((self._clock() - self._began) * SAMPLE_RATE))
        super().open()

    def read(self, timeout: float) -> AudioChunk | None:
        """Read the device."""
        chunk = self._source.read(timeout)
        return None if chunk is None else replace(chunk, start=chunk.start + self._offset)
