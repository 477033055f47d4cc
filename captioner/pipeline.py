"""The one loop: source → segmenter → transcriber → tagger → `on_update`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from captioner.audio.source import AudioSource
from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate, SpeechChunk, State, Status, WordUpdate
from captioner.speech.engine import SpeechEngine, Utterances

_READ_TIMEOUT_S = 0.1
"""Also how often the level is told while nothing comes."""
_STATUS_EVERY = SAMPLE_RATE // 10
_NO_SIGNAL_AFTER = 10 * SAMPLE_RATE
_SIGNAL_RMS = 0.0003
"""About -70 dBFS: a muted or unplugged input stays below it, a quiet room with a live microphone does not."""
_SLOW_READING_S = 1.5
"""A reading that takes longer than this is felt as lag."""


class Tagger(Protocol):
    """Labels words and says which labels are final."""

    def accept(self, update: WordUpdate) -> CaptionUpdate:
        """Label what is new; see `messages`."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """The stages of one run; the source is not yet open."""

    source: AudioSource
    segmenter: Utterances
    transcriber: SpeechEngine
    tagger: Tagger
    stops_at_once: bool = False
    """what was taken in and not yet read when `stop` is called is given up: of a recording that may be minutes"""


class Pipeline:
    """Runs one session on the thread that calls `run`; `stop` and `set_paused` may be called from any other."""

    def __init__(
        self,
        build: Callable[[], Parts],
        on_update: Callable[[CaptionUpdate], None],
        on_status: Callable[[Status], None] = lambda status: None,
    ) -> None:
        """Only remember what to do.

        Args:
            build: loads the models and makes the stages; called by `run`, for it takes seconds.
            on_update: gets every caption update, on the thread of `run`.
            on_status: gets the state, level and position, on the same thread.
        """
        self._build = build
        self._on_update = on_update
        self._on_status = on_status
        self._stopping = threading.Event()
        self._paused = threading.Event()

    def stop(self) -> None:
        """End the session: what waits is settled and sent before `run` returns, but see `Parts.stops_at_once`."""
        self._stopping.set()

    def set_paused(self, paused: bool) -> None:
        """Let audio go unheard, or listen again; a pause ends the utterance."""
        if paused:
            self._paused.set()
        else:
            self._paused.clear()

    def run(self) -> None:
        """Caption until the source ends or `stop` is called.

        Raises:
            CaptionerError: a model cannot be used, or the source cannot be had or was lost; what was heard is sent.
        """
        self._on_status(Status(State.LOADING))
        parts = self._build()
        meter = _Meter(parts, self._on_status)
        try:
            parts.source.open()
            self._listen(parts, meter)
        finally:
            try:
                if not (parts.stops_at_once and self._stopping.is_set()):
                    self._send(parts, parts.segmenter.flush())
            finally:
                parts.source.close()
                self._on_status(meter.status(State.ENDED))

    def _listen(self, parts: Parts, meter: _Meter) -> None:
        position = 0
        while not self._stopping.is_set():
            chunk = parts.source.read(_READ_TIMEOUT_S)
            if chunk is None:
                return
            paused = self._paused.is_set()
            if len(chunk.samples) and not paused:
                self._send(parts, parts.segmenter.accept(chunk))
            elif paused or chunk.start > position:
                # a device that delivers nothing while nothing plays (WASAPI) ends the utterance by the clock alone
                self._send(parts, parts.segmenter.flush())
            position = chunk.end
            meter.take(chunk, paused)

    def _send(self, parts: Parts, chunks: list[SpeechChunk]) -> None:
        for chunk in chunks:
            words = parts.transcriber.accept(chunk)
            if words is not None:
                self._on_update(parts.tagger.accept(words))


class _Meter:
    """What the status says: level, position, and whether the source is silent or recognition slow."""

    def __init__(self, parts: Parts, on_status: Callable[[Status], None]) -> None:
        self._parts = parts
        self._on_status = on_status
        self._level = 0.0
        self._position = 0
        self._heard = 0
        """position at which there last was a signal"""
        self._told_at = -1.0
        self._told: State | None = None
        self._silent_since = time.monotonic()

    def take(self, chunk: AudioChunk, paused: bool) -> None:
        """Measure the newest audio and tell the status, at once when the state changes."""
        now = time.monotonic()
        if len(chunk.samples):
            newest = chunk.samples[-_STATUS_EVERY:]
            self._level = float(np.sqrt(np.mean(np.square(newest))))
            self._position = chunk.end
            if self._level >= _SIGNAL_RMS:
                self._heard, self._silent_since = chunk.end, now
        state = self._state(now, paused)
        if state is not self._told or now - self._told_at >= _STATUS_EVERY / SAMPLE_RATE:
            self._told, self._told_at = state, now
            self._on_status(self.status(state))

    def status(self, state: State) -> Status:
        """The status as it is now."""
        source = self._parts.source
        length = round((source.duration_s or 0) * SAMPLE_RATE)
        return Status(state, self._level, self._position, source.dropped, length, self._parts.transcriber.rejected)

    def _state(self, now: float, paused: bool) -> State:
        if paused:
            return State.PAUSED
        silent = self._position - self._heard >= _NO_SIGNAL_AFTER or now - self._silent_since >= 10
        if silent:
            return State.NO_SIGNAL
        return State.SLOW if self._parts.transcriber.reading_s > _SLOW_READING_S else State.LISTENING
