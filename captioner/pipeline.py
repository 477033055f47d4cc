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
"""Seconds; also the interval of the level while there is no audio."""


class TurnSplitter(Protocol):
    """Splits utterances where the speaker changes."""

    def listen(self, chunk: SpeechChunk) -> None:
        """Take in the sound of the words in the next update."""
        ...

    def split(self, update: WordUpdate) -> Sequence[WordUpdate]:
        """The same words, in utterances of one speaker each; see `messages`."""
        ...


class WordLabeller(Protocol):
    """Labels words and says which labels are final."""

    def label(self, update: WordUpdate) -> CaptionUpdate:
        """Label the new words; see `messages`."""
        ...


def as_it_came(update: WordUpdate) -> Sequence[WordUpdate]:
    """No splitting: the tagger gets the transcriber's utterances."""
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
    """detects speaker changes; None: off"""
    stands_in: ModelError | None = None
    """why another model replaces the chosen one"""
    stand_in: str = ""
    """the name of the speech model that replaces the chosen one; empty where none does"""
    faster: Callable[[], str] = str
    """asked when the speech model is too slow: the name of one that is faster here, or nothing"""
    part: Callable[[WordUpdate], Sequence[WordUpdate]] = as_it_came
    """splits an utterance of the transcriber into those that the tagger reads"""
    stops_at_once: bool = False
    """`stop` drops audio that is not yet read: in a recording that may be minutes"""


class Pipeline:
    """Runs one session on the thread that calls `run`; `stop` and `set_paused` may be called from any other."""

    def __init__(
        self,
        build: Callable[[], Parts],
        on_update: Callable[[CaptionUpdate], None],
        on_status: Callable[[Status], None] = lambda status: None,
    ) -> None:
        """Remember the arguments; nothing starts yet.

        Args:
            build: loads the models and makes the stages; called by `run`, because it takes seconds.
            on_update: gets every caption update, on the thread of `run`.
            on_status: gets the state, level and position, on the same thread.
        """
        self._build = build
        self._on_update = on_update
        self._on_status = on_status
        self._stopping = threading.Event()
        self._paused = threading.Event()

    def stop(self) -> None:
        """End the session: waiting words are settled and sent before `run` returns, but see `Parts.stops_at_once`."""
        self._stopping.set()

    def set_paused(self, paused: bool) -> None:
        """Ignore audio, or listen again; a pause ends the utterance."""
        if paused:
            self._paused.set()
        else:
            self._paused.clear()

    def run(self) -> None:
        """Caption until the source ends or `stop` is called.

        Raises:
            CaptionerError: a model or the source cannot be used, or the source was lost; captions so far are sent
            first.
        """
        self._on_status(Status(State.LOADING))
        parts = self._build()
        meter = Meter(
            parts.source,
            parts.transcriber,
            self._on_status,
            only_language=parts.only_language,
            stands_in=parts.stands_in,
            stand_in=parts.stand_in,
            faster=parts.faster,
        )
        if parts.stands_in is not None:
            self._on_status(meter.status(State.LOADING))  # before the first word, whose record names the model
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
