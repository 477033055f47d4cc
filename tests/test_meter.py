"""What the status says: silence, deafness, a device that is away and late captions are told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from captioner.audio.source import AudioSource
from captioner.messages import SAMPLE_RATE, AudioChunk, SpeechChunk, State, Status, Word, WordUpdate
from captioner.meter import Meter
from tests.audio.fakes import ManualClock
from tests.fakes import ListDevice, ListSource

LOUD, ROOM, NOTHING = 0.1, 0.001, 0.0


@dataclass
class SlowEngine:
    """An engine that took so long for its last reading."""

    reading_s: float = 0.1
    rejected: int = 0

    def transcribe(self, chunk: SpeechChunk) -> WordUpdate | None:
        """Nothing is asked of it here."""
        raise NotImplementedError


class Session:
    """Seconds of sound, one after the other."""

    def __init__(self, source: AudioSource, faster: Callable[[], str] = str) -> None:
        self.told: list[Status] = []
        self.clock = ManualClock()
        self.engine = SlowEngine()
        self.meter = Meter(source, self.engine, self.told.append, self.clock.now, faster=faster)
        self.position = 0

    def hear(self, level: float, seconds: int = 1, *, words: bool = False, paused: bool = False) -> Status:
        """Let seconds pass at a level; the last status."""
        for _ in range(seconds):
            self.clock.spend(1.0)
            chunk = AudioChunk(self.position, np.full(SAMPLE_RATE, level, np.float32))
            self.position = chunk.end
            if words:
                self.meter.hear(WordUpdate(0, (), (Word("word", chunk.start, chunk.end, 0.9),)))
            self.meter.take(chunk, paused=paused)
        return self.told[-1]

    def wait(self, seconds: int) -> Status:
        """Let seconds pass in which nothing comes; the last status."""
        for _ in range(seconds):
            self.clock.spend(1.0)
            self.position += SAMPLE_RATE
            self.meter.take(AudioChunk(self.position, np.zeros(0, np.float32)), paused=False)
        return self.told[-1]


def test_after_a_minute_without_a_word_it_is_quiet_and_the_time_counts() -> None:
    session = Session(ListDevice())
    assert session.hear(LOUD, words=True).state is State.LISTENING
    assert session.hear(ROOM, 59).state is State.LISTENING
    assert session.hear(ROOM).state is State.QUIET
    assert session.hear(ROOM, 60).quiet == 120 * SAMPLE_RATE
    assert session.hear(LOUD, words=True).state is State.LISTENING
    assert session.told[-1].quiet == 0


def test_sound_without_words_is_no_quiet() -> None:
    session = Session(ListDevice())
    assert session.hear(LOUD, 61).state is State.NO_SPEECH
    assert session.hear(ROOM, 5).state is State.QUIET


def test_a_microphone_that_delivers_only_zeros_is_deaf() -> None:
    session = Session(ListDevice())
    assert session.hear(NOTHING, 9).state is State.LISTENING
    assert session.hear(NOTHING).state is State.NO_SIGNAL
    assert session.hear(ROOM).state is State.LISTENING


@pytest.mark.parametrize("silence_is_normal", [True, False])
def test_where_nothing_comes_at_all_the_clock_counts(silence_is_normal: bool) -> None:
    session = Session(ListDevice(silence_is_normal=silence_is_normal))
    state = session.wait(10).state
    assert state is (State.NOTHING_PLAYS if silence_is_normal else State.NO_SIGNAL)


def test_nothing_plays_is_no_fault_and_counts() -> None:
    session = Session(ListDevice(silence_is_normal=True))
    session.hear(LOUD, words=True)
    status = session.hear(NOTHING, 120)
    assert (status.state, status.quiet) == (State.NOTHING_PLAYS, 120 * SAMPLE_RATE)


def test_a_file_is_never_deaf() -> None:
    assert Session(ListSource([])).hear(NOTHING, 30).state is State.LISTENING


def test_a_device_that_is_away_is_reported_with_its_name_and_quiet_begins_with_its_return() -> None:
    device = ListDevice()
    session = Session(device)
    session.hear(ROOM, 50)
    device.is_away = True
    session.wait(1)
    status = session.wait(30)
    assert (status.state, status.source) == (State.AWAY, "list")
    device.is_away = False
    assert session.hear(ROOM, 50).state is State.LISTENING


def test_a_device_that_is_back_at_once_was_never_away() -> None:
    device = ListDevice()
    session = Session(device)
    device.is_away = True
    session.meter.take(AudioChunk(0, np.zeros(0, np.float32)), paused=False)
    session.clock.spend(0.3)
    session.meter.take(AudioChunk(0, np.zeros(0, np.float32)), paused=False)
    assert {each.state for each in session.told} == {State.LISTENING}


def test_a_pause_is_neither_quiet_nor_deaf() -> None:
    session = Session(ListDevice())
    assert session.hear(NOTHING, 100, paused=True).state is State.PAUSED
    assert session.hear(NOTHING).state is State.LISTENING


def test_a_faster_model_is_looked_for_once_and_only_where_captions_are_late() -> None:
    asked: list[int] = []

    def faster() -> str:
        asked.append(1)
        return "base"

    session = Session(ListDevice(), faster=faster)
    assert session.hear(LOUD, words=True).faster == ""
    assert not asked
    session.engine.reading_s = 2.0
    assert session.hear(LOUD, 2, words=True).faster == "base"
    session.engine.reading_s = 0.1
    assert session.hear(LOUD, words=True).faster == ""
    session.engine.reading_s = 2.0
    assert session.hear(LOUD, words=True).faster == "base"
    assert len(asked) == 1


def test_late_captions_are_reported_while_somebody_speaks_and_do_not_flicker() -> None:
    session = Session(ListDevice())
    session.engine.reading_s = 2.0
    assert session.hear(LOUD, words=True).state is State.SLOW
    session.engine.reading_s = 1.3
    assert session.hear(LOUD, words=True).state is State.SLOW
    session.engine.reading_s = 1.1
    assert session.hear(LOUD, words=True).state is State.LISTENING
    session.engine.reading_s = 2.0
    assert session.hear(LOUD, words=True).state is State.SLOW
    assert session.hear(ROOM, 6).state is State.LISTENING, "the last reading says nothing about now"
