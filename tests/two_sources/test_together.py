"""Two sources as one session: both are captioned, apart, and when one ends or fails all that was heard is kept."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from captioner.errors import DeviceLost, ModelMissing
from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate, Channel, State, Status
from captioner.pipeline import Parts
from captioner.record.transcript import Transcript
from captioner.two_sources.together import Together, _OnOneClock, merged
from tests.fakes import ListDevice, ListSource
from tests.test_pipeline import loud, parts_of

ME, THEM = Channel.MICROPHONE, Channel.SYSTEM


def run(sources: dict[Channel, ListSource]) -> tuple[Transcript, list[Status], BaseException | None]:
    record, statuses = Transcript(), list[Status]()
    engine = Together(
        lambda: {channel: parts_of(source) for channel, source in sources.items()},
        record.append,
        statuses.append,
        clock=lambda: 0.0,
    )
    error = None
    try:
        engine.run()
    except DeviceLost as lost:
        error = lost
    return record, statuses, error


def words(record: Transcript, channel: Channel) -> list[str]:
    return [word.word.text for entry in record.entries if entry.channel is channel for word in entry.words]


def test_both_are_captioned_each_with_its_channel() -> None:
    silence = AudioChunk(0, np.zeros(SAMPLE_RATE, np.float32))
    record, statuses, _ = run({ME: ListSource([loud(2)]), THEM: ListSource([silence, loud(1, SAMPLE_RATE)])})
    assert words(record, ME) == ["w0", "w1", "w2", "w3"]
    assert words(record, THEM) in ([], ["w2", "w3"]), "when one ends, all do"
    assert statuses[0].state is State.LOADING
    assert statuses[-1].state is State.ENDED
    assert all(status.state is not State.ENDED for status in statuses[:-1])


def test_a_lost_device_ends_all_and_loses_no_word() -> None:
    gone = ListSource([loud(2)], DeviceLost("The microphone is gone."))
    endless = Endless()
    record, statuses, error = run({ME: gone, THEM: endless})
    assert isinstance(error, DeviceLost)
    assert words(record, ME) == ["w0", "w1", "w2", "w3"]
    assert endless.closed == 1
    assert statuses[-1].state is State.ENDED


def test_a_model_that_is_missing_is_reported() -> None:
    def build() -> dict[Channel, Parts]:
        raise ModelMissing("There is no model.")

    with pytest.raises(ModelMissing):
        Together(build, lambda update: None).run()


def test_stop_and_pause_reach_every_source() -> None:
    sources = {ME: Endless(), THEM: Endless()}
    heard = threading.Event()
    states: list[State] = []

    def note(status: Status) -> None:
        states.append(status.state)
        if len(states) > 5:
            heard.set()

    engine = Together(lambda: {each: parts_of(source) for each, source in sources.items()}, _ignore, note)
    engine.set_paused(True)
    thread = threading.Thread(target=engine.run)
    thread.start()
    assert heard.wait(120)
    engine.stop()
    thread.join(120)
    assert not thread.is_alive()
    assert State.PAUSED in states
    assert [source.closed for source in sources.values()] == [1, 1]


def test_a_stop_before_the_models_are_loaded_ends_at_once() -> None:
    engine = Together(lambda: {ME: parts_of(Endless()), THEM: parts_of(Endless())}, _ignore)
    engine.stop()
    engine.run()


def test_problems_are_shown_first() -> None:
    told = merged({ME: Status(State.AWAY, 0.1, source="Headset"), THEM: Status(State.LISTENING, 0.3, quiet=5)})
    assert (told.state, told.source, told.level) == (State.AWAY, "Headset", 0.3)
    told = merged({ME: Status(State.QUIET, quiet=70), THEM: Status(State.LISTENING, quiet=5)})
    assert (told.state, told.quiet) == (State.LISTENING, 5)
    told = merged({ME: Status(State.QUIET, quiet=70), THEM: Status(State.NOTHING_PLAYS, quiet=90)})
    assert (told.state, told.quiet) == (State.QUIET, 70)


def test_a_source_that_opens_later_lies_later_on_the_clock() -> None:
    times = [10.0, 11.5]
    source = _OnOneClock(ListDevice([loud(1)]), times[0], lambda: times[1])
    source.open()
    chunk = source.read(0.0)
    assert chunk is not None
    assert chunk.start == 3 * SAMPLE_RATE // 2


class Endless(ListSource):
    """Silence until it is stopped."""

    def __init__(self) -> None:
        super().__init__([])
        self._position = 0

    def read(self, timeout: float) -> AudioChunk:
        """A little of it."""
        chunk = AudioChunk(self._position, np.zeros(160, np.float32))
        self._position = chunk.end
        threading.Event().wait(0.001)
        return chunk


def _ignore(update: CaptionUpdate) -> None:
    pass
