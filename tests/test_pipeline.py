"""The loop: everything that was heard is sent, whatever ends it."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.errors import DeviceLost, ModelMissing
from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate, GapKind, SoundGap, State, Status
from captioner.pipeline import Parts, Pipeline
from captioner.speech.segmenter import Segmenter
from captioner.speech.whisper.transcriber import Streaming, Transcriber
from tests.fakes import ClockworkSpeaker, EnergyVoiceActivity, ListSource, ScriptedRecognizer, UmTagger

SECOND = SAMPLE_RATE


def loud(seconds: float, start: int = 0) -> AudioChunk:
    return AudioChunk(start, np.full(int(seconds * SECOND), 0.5, np.float32))


def parts_of(source: ListSource) -> Parts:
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    transcriber = Transcriber(recognizer, Streaming(), clock=lambda: 0.0)
    return Parts(source, Segmenter(EnergyVoiceActivity()), transcriber, UmTagger())


def settled(updates: list[CaptionUpdate]) -> list[str]:
    return [word.word.text for update in updates for word in update.settled]


def run(source: ListSource) -> tuple[list[CaptionUpdate], list[Status]]:
    updates: list[CaptionUpdate] = []
    statuses: list[Status] = []
    Pipeline(lambda: parts_of(source), updates.append, statuses.append).run()
    return updates, statuses


@given(st.lists(st.integers(1, SECOND), min_size=1, max_size=20))
def test_the_chunking_does_not_change_the_words(sizes: list[int]) -> None:
    chunks, start = [], 0
    for size in sizes:
        chunks.append(AudioChunk(start, np.full(size, 0.5, np.float32)))
        start += size
    updates, statuses = run(ListSource(chunks))
    words = settled(updates)
    spoken = [f"w{k}" for k in range(-(-start // (SECOND // 2)))]
    if start >= 512:
        assert words in (spoken, spoken[:-1])
        assert updates[-1].utterance_ended
        assert updates[-1].provisional == ()
    assert statuses[0].state is State.LOADING
    assert statuses[-1].state is State.ENDED


def test_the_length_of_a_recording_is_reported_with_its_progress() -> None:
    _, statuses = run(ListSource([loud(1.0), loud(1.0, SECOND)], duration_s=2.5))
    assert statuses[-1].length == 2.5 * SECOND
    assert statuses[-1].position == 2 * SECOND
    _, statuses = run(ListSource([loud(1.0)]))
    assert statuses[-1].length == 0, "nobody knows how long somebody will speak"


def test_a_lost_device_loses_no_word() -> None:
    source = ListSource([loud(2)], DeviceLost("The microphone is gone."))
    updates: list[CaptionUpdate] = []
    with pytest.raises(DeviceLost):
        Pipeline(lambda: parts_of(source), updates.append).run()
    assert settled(updates) == ["w0", "w1", "w2", "w3"]
    assert source.closed == 1


def test_a_model_that_is_missing_is_reported_by_run() -> None:
    def build() -> Parts:
        raise ModelMissing("There is no model.")

    statuses: list[Status] = []
    with pytest.raises(ModelMissing):
        Pipeline(build, lambda update: None, statuses.append).run()
    assert [status.state for status in statuses] == [State.LOADING]


def test_stop_settles_what_waits() -> None:
    endless = ListSource([loud(0.3, k * int(0.3 * SECOND)) for k in range(1000)])
    updates: list[CaptionUpdate] = []

    def stop_after_three(update: CaptionUpdate) -> None:
        updates.append(update)
        if len(updates) == 3:
            pipeline.stop()

    pipeline = Pipeline(lambda: parts_of(endless), stop_after_three)
    pipeline.run()
    assert updates[-1].utterance_ended
    assert len(updates) == 4


def test_stop_from_another_thread_ends_a_source_that_never_ends() -> None:
    class Silence(ListSource):
        def read(self, timeout: float) -> AudioChunk:
            heard.set()
            return AudioChunk(0, np.zeros(0, np.float32))

    heard = threading.Event()
    pipeline = Pipeline(lambda: parts_of(Silence([])), lambda update: None)
    thread = threading.Thread(target=pipeline.run)
    thread.start()
    assert heard.wait(120)
    pipeline.stop()
    thread.join(120)
    assert not thread.is_alive()


def test_paused_audio_goes_unheard() -> None:
    chunks = [loud(1, 0), loud(1, SECOND), loud(1, 2 * SECOND)]
    states: list[State] = []

    class PausingSource(ListSource):
        def read(self, timeout: float) -> AudioChunk | None:
            pipeline.set_paused(len(self._chunks) == 2)
            return super().read(timeout)

    updates: list[CaptionUpdate] = []
    pipeline = Pipeline(
        lambda: parts_of(PausingSource(chunks)), updates.append, lambda status: states.append(status.state)
    )
    pipeline.run()
    assert settled(updates) == ["w0", "w1", "w4", "w5"]
    assert State.PAUSED in states


def test_a_pause_and_missing_sound_are_marked_once_each() -> None:
    missing, short = SoundGap(3 * SECOND, 5 * SECOND), SoundGap(6 * SECOND, 6 * SECOND + SECOND // 10)
    chunks = [loud(1), loud(1, SECOND), loud(1, 2 * SECOND)]
    chunks += [replace(loud(1, 5 * SECOND), gaps=(missing,)), replace(loud(1, short.end), gaps=(short,))]

    class PausingSource(ListSource):
        def read(self, timeout: float) -> AudioChunk | None:
            pipeline.set_paused(len(self._chunks) == 4)
            return super().read(timeout)

    statuses: list[Status] = []
    pipeline = Pipeline(lambda: parts_of(PausingSource(chunks)), lambda update: None, statuses.append)
    pipeline.run()
    gaps = [gap for status in statuses for gap in status.gaps]
    assert gaps == [SoundGap(SECOND, 2 * SECOND, GapKind.PAUSED), missing]


def test_a_stalled_device_ends_the_utterance() -> None:
    nothing = np.zeros(0, np.float32)
    chunks = [loud(1), AudioChunk(SECOND, nothing), AudioChunk(2 * SECOND, nothing), loud(1, 3 * SECOND)]
    ended: list[int] = []

    class WatchedSource(ListSource):
        def read(self, timeout: float) -> AudioChunk | None:
            ended.append(sum(update.utterance_ended for update in updates))
            return super().read(timeout)

    updates: list[CaptionUpdate] = []
    Pipeline(lambda: parts_of(WatchedSource(chunks)), updates.append).run()
    assert ended == [0, 0, 0, 1, 1]
    assert settled(updates) == ["w0", "w1", "w6", "w7"]
