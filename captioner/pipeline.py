"""The main loop: source → segmenter → transcriber → tagger → `on_update`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from captioner.audio.source import AudioSource
from captioner.errors import ModelError
from captioner.messages import CaptionUpdate, GapKind, SoundGap, SpeechChunk, State, Status, WordUpdate
from captioner.meter import Meter
from captioner.speech.engine import SpeechEngine, Utterances

_READ_TIMEOUT_S = 0.1
"""Also how often the level is told while nothing comes."""


class TurnSplitter(Protocol):
    """Parts utterances where the speaker changes."""

    def listen(self, chunk: SpeechChunk) -> None:
        """Take in the sound of the words that the next update may hold."""
        ...

    def split(self, update: WordUpdate) -> Sequence[WordUpdate]:
        """The same words, in utterances of one speaker each; see `messages`."""
        ...


class WordLabeller(Protocol):
    """Labels words and says which labels are final."""

    def label(self, update: WordUpdate) -> CaptionUpdate:
        """Label what is new; see `messages`."""
        ...


def as_it_came(update: WordUpdate) -> Sequence[WordUpdate]:
    """An utterance of the transcriber is one of the tagger."""
    return (update,)


@dataclass(frozen=True, slots=True)
class Parts:
    """The stages of one run; the source is not yet open."""

    source: AudioSource
    segmenter: Utterances
    transcriber: SpeechEngine
    tagger: WordLabeller
    only_language: str = ""
    """code of the one language that the speech model knows; empty if it knows several"""
    speaker_turns: TurnSplitter | None = None
    """hears where the speaker changes; None: nobody asks"""
    stands_in: ModelError | None = None
    """why the built-in speech model is used in the place of the chosen one"""
    part: Callable[[WordUpdate], Sequence[WordUpdate]] = as_it_came
    """what the tagger reads as an utterance, where that is less than the transcriber does"""
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
        meter = Meter(
            parts.source,
            parts.transcriber,
            self._on_status,
            only_language=parts.only_language,
            stands_in=parts.stands_in,
        )
        try:
            parts.source.open()
            self._listen(parts, meter)
        finally:
            try:
                if not (parts.stops_at_once and self._stopping.is_set()):
                    self._send(parts, meter, parts.segmenter.flush())
            finally:
                parts.source.close()
                self._on_status(meter.status(State.ENDED))

    def _listen(self, parts: Parts, meter: Meter) -> None:
        position = 0
        paused_at: int | None = None
        while not self._stopping.is_set():
            chunk = parts.source.read(_READ_TIMEOUT_S)
            if chunk is None:
                return
            paused = self._paused.is_set()
            gaps = chunk.gaps
            if paused:
                paused_at, gaps = position if paused_at is None else paused_at, ()
            elif paused_at is not None and len(chunk.samples):
                gaps, paused_at = (SoundGap(paused_at, chunk.start, GapKind.PAUSED),), None
            meter.mark(gaps)
            if len(chunk.samples) and not paused:
                self._send(parts, meter, parts.segmenter.segment(chunk))
            elif paused or chunk.start > position:
                # a device that delivers nothing while nothing plays (WASAPI) ends the utterance by the clock alone
                self._send(parts, meter, parts.segmenter.flush())
            position = chunk.end
            meter.take(chunk, paused=paused)

    def _send(self, parts: Parts, meter: Meter, chunks: list[SpeechChunk]) -> None:
        for chunk in chunks:
            if parts.speaker_turns is not None:
                parts.speaker_turns.listen(chunk)
            words = parts.transcriber.transcribe(chunk)
            if words is None:
                continue
            meter.hear(words)
            for turn in parts.speaker_turns.split(words) if parts.speaker_turns is not None else (words,):
                for each in parts.part(turn):
                    self._on_update(parts.tagger.label(each))
