"""Live devices: one timeline whatever happens, no sample twice, none lost untold, and back when the device is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.audio.live_source import LiveSource, Patience
from captioner.audio.resampler import Resampler
from captioner.errors import AudioError, DeviceLost, NoInputDevice
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples, SoundGap
from tests.audio.fakes import FakeDevice, FakeSuspension, ManualClock
from tests.audio.signals import joined, noise

SECOND = SAMPLE_RATE
MICROPHONE = Patience(reopen_after_s=4.0, silence_is_normal=False, lost_after_s=30.0)
LOOPBACK = Patience(reopen_after_s=None, silence_is_normal=True, lost_after_s=30.0)
STEP = np.float32(2.0**-25)
"""Half an hour of samples, each a step above the last, stays below full scale; a power of two rounds nothing."""


class Scene:
    """A source on a fake device; every sample that the device delivers is the time at which it was captured."""

    def __init__(self, patience: Patience = MICROPHONE, rate: int = SECOND, channels: int = 1) -> None:
        self.clock = ManualClock()
        self.device = FakeDevice(rate, channels)
        self.suspension = FakeSuspension()
        self.source = LiveSource("device", self.device.connect, patience, self.clock.now, self.suspension)
        self.source.open()
        self.chunks: list[AudioChunk] = []
        self._began = self.clock.time

    def capture(self, samples: int) -> None:
        """Deliver a block of 16 kHz samples, each with its place on the clock as its value, in units of `STEP`."""
        first = round((self.clock.time - self._began) * SECOND)
        self.clock.spend(samples / SECOND)
        self.device.streams[-1].feed(STEP * (first + np.arange(samples, dtype=np.float32))[:, None])

    def read(self) -> AudioChunk:
        """Read what is there."""
        chunk = self.source.read(0.0)
        assert chunk is not None
        if self.chunks:
            assert chunk.start >= self.chunks[-1].end
            assert chunk.start >= self.chunks[-1].start
        self.chunks.append(chunk)
        return chunk

    def heard(self) -> Samples:
        """All samples so far in units of `STEP`, gaps left out."""
        return np.concatenate([np.zeros(0, np.float32), *(chunk.samples for chunk in self.chunks)]) / STEP

    def places(self) -> Samples:
        """The place of each sample by the chunks' starts."""
        return np.concatenate([np.zeros(0), *(chunk.start + np.arange(len(chunk.samples)) for chunk in self.chunks)])


@given(
    rate=st.sampled_from([8_000, 16_000, 44_100, 48_000]),
    blocks=st.lists(st.tuples(st.integers(1, 3000), st.booleans()), min_size=1, max_size=40),
)
def test_any_blocks_and_any_reads_give_the_same_samples(rate: int, blocks: list[tuple[int, bool]]) -> None:
    scene = Scene(rate=rate, channels=2)
    sound = noise(2 * sum(length for length, _ in blocks)).reshape(-1, 2)
    position = 0
    for length, is_read in blocks:
        scene.clock.spend(length / rate)
        scene.device.streams[-1].feed(sound[position : position + length])
        position += length
        if is_read:
            scene.read()
    scene.read()
    scene.clock.spend(0.6)
    scene.read()  # a stall: what the filter held comes out
    whole = Resampler(rate, 2)
    expected = np.concatenate([whole.resample(sound), whole.flush()])
    assert np.array_equal(joined(scene.chunks), expected)
    assert scene.source.dropped == 0
    scene.source.close()


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("block"), st.integers(1, 2000)),
            st.tuples(st.just("late"), st.integers(25, 45)),
            st.tuples(st.just("stall"), st.integers(6, 35)),
            st.tuples(st.just("gone"), st.integers(0, 9)),
            st.tuples(st.just("read"), st.just(0)),
        ),
        max_size=40,
    )
)
def test_a_sample_lies_where_it_was_captured(steps: list[tuple[str, int]]) -> None:
    """Whatever is dropped, stalls or is opened again, and whenever it is read."""
    scene = Scene(LOOPBACK)
    captured = 0
    for kind, amount in steps:
        if kind == "block":
            scene.capture(amount)
            captured += amount
        elif kind == "late":  # seconds in which nothing is read
            for _ in range(amount * 4):
                scene.capture(SECOND // 4)
                captured += SECOND // 4
        elif kind == "stall":  # tenths of a second in which nothing comes
            scene.clock.spend(amount / 10)
        elif kind == "gone":  # and the device is opened again
            while len(scene.read().samples):
                pass
            scene.device.streams[-1].end()
            scene.clock.spend(2.1 + amount / 10)
            while len(scene.read().samples):
                pass
        else:
            scene.read()
    scene.capture(1000)
    while len(scene.read().samples):
        pass
    heard, places = scene.heard(), scene.places()
    assert len(heard) + scene.source.dropped == captured + 1000
    np.testing.assert_allclose(heard, places, atol=2 + len(steps))
    scene.source.close()


def test_audio_that_the_system_dropped_is_counted_and_leaves_a_gap() -> None:
    scene = Scene(rate=48_000)
    scene.clock.spend(1.0)
    scene.device.streams[-1].feed(np.zeros((48_000, 1), np.float32))
    first = scene.read()
    scene.clock.spend(0.3)
    scene.device.streams[-1].feed(np.zeros((9_600, 1), np.float32), lost=4_800)
    rest = scene.read()
    second = scene.read()
    assert scene.source.dropped == SECOND // 10
    assert second.start == rest.end + SECOND // 10, "a gap ends the utterance"
    assert first.end <= rest.end <= SECOND


def test_overflow_drops_the_oldest_and_counts_it() -> None:
    scene = Scene()
    scene.capture(SECOND)
    scene.read()
    for _ in range(35):
        scene.capture(SECOND)
    chunk = scene.read()
    assert scene.source.dropped == 5 * SECOND
    assert chunk.start == 6 * SECOND
    assert len(chunk.samples) == 30 * SECOND
    assert np.array_equal(scene.heard(), scene.places())


def test_audio_after_a_gap_is_left_to_the_next_read() -> None:
    scene = Scene()
    scene.capture(100)
    scene.clock.spend(1.0)
    scene.capture(100)
    scene.capture(50)
    first, second = scene.read(), scene.read()
    assert (first.start, len(first.samples)) == (0, 100)
    assert (second.start, len(second.samples)) == (100 + SECOND, 150)


def test_lost_sound_is_marked_and_what_did_not_play_is_not() -> None:
    for patience, expected in ((MICROPHONE, [SoundGap(100, 100 + SECOND)]), (LOOPBACK, [])):
        scene = Scene(patience)
        scene.clock.spend(1.4)  # a device takes its time to begin
        scene.capture(100)
        first = scene.read()
        scene.clock.spend(1.0)
        scene.capture(100)
        second = scene.read()
        assert first.gaps == ()
        assert [(gap.end - gap.start) for gap in second.gaps] == [gap.end - gap.start for gap in expected]
        assert all((gap.start, gap.end) == (first.end, second.start) for gap in second.gaps)


def test_sound_that_was_not_read_in_time_is_marked() -> None:
    scene = Scene(LOOPBACK)
    scene.capture(SECOND)
    scene.read()
    for _ in range(35):
        scene.capture(SECOND)
    assert scene.read().gaps == (SoundGap(SECOND, 6 * SECOND),)


def test_jitter_is_no_gap() -> None:
    scene = Scene()
    for pause in (0.0, 0.4, 0.0, 0.45, 0.1):
        scene.clock.spend(pause)
        scene.capture(100)
        scene.read()
    assert len(joined(scene.chunks)) == 500


def test_late_blocks_in_a_burst_put_the_clock_ahead_only_once() -> None:
    """A stall of the machine, not of the device: the blocks were captured all the time."""
    scene = Scene()
    for _ in range(5):
        scene.capture(SECOND // 10)
        scene.clock.spend(1.0)
        for _ in range(10):
            scene.device.streams[-1].feed(np.zeros((SECOND // 10, 1), np.float32))
        while len(scene.read().samples):
            pass
    assert 0 <= scene.chunks[-1].end - 5.5 * SECOND <= 1.0 * SECOND


@pytest.mark.parametrize("lost", [0, 18])
@pytest.mark.parametrize("is_read_at_once", [True, False])
def test_audio_that_waited_while_the_process_was_stopped_follows_the_rest(lost: int, is_read_at_once: bool) -> None:
    """Ctrl-Z and fg: the system kept the oldest audio and hands it out in a burst."""
    scene = Scene(LOOPBACK)
    for _ in range(10):
        scene.capture(SECOND // 10)
    scene.read()
    stopped = 30
    scene.clock.spend(stopped)
    scene.suspension.was_stopped = True
    if is_read_at_once:
        assert not len(scene.read().samples), "its thread was quicker than the device's"
    place = SECOND
    for _ in range(2 * (stopped - lost)):
        scene.clock.spend(0.1)
        scene.device.streams[-1].feed((place + np.arange(SECOND // 2, dtype=np.float32))[:, None])
        place += SECOND // 2
        scene.read()
    for _ in range(100):
        scene.capture(SECOND // 10)
        scene.read()
    while len(scene.read().samples):
        pass
    end = round((scene.clock.time - 1000.0) * SECOND)
    assert abs(scene.chunks[-1].end - end) <= SECOND // 2, "it agrees with the clock again"
    places = scene.places()
    kept = SECOND * (1 + stopped - lost)
    assert np.array_equal(places[:kept], np.arange(kept)), "no gap before or in the backlog"


@pytest.mark.parametrize("patience", [MICROPHONE, LOOPBACK])
def test_a_device_is_not_lost_by_a_night_of_sleep(patience: Patience) -> None:
    scene = Scene(patience)
    scene.capture(SECOND)
    scene.read()
    scene.clock.spend(8 * 3600)
    scene.suspension.was_stopped = True
    scene.read()
    for _ in range(60):
        scene.capture(SECOND // 10)
        scene.read()
    assert abs(scene.chunks[-1].end - (8 * 3600 + 7) * SECOND) <= SECOND // 2


def test_a_stall_shows_while_it_lasts() -> None:
    """So that the utterance can be ended without waiting for the next sound."""
    scene = Scene(LOOPBACK)
    scene.capture(SECOND)
    scene.read()
    starts = []
    for _ in range(30):
        scene.clock.spend(0.1)
        chunk = scene.read()
        assert len(chunk.samples) == 0
        starts.append(chunk.start)
    assert starts[0] == SECOND
    assert 3.5 * SECOND < starts[-1] <= 4 * SECOND
    scene.capture(100)
    assert scene.read().start == 4 * SECOND


def test_a_device_that_went_is_opened_again_at_once() -> None:
    scene = Scene()
    scene.capture(SECOND)
    scene.device.streams[0].end()
    scene.read()
    scene.read()
    assert len(scene.device.streams) == 2
    assert scene.device.streams[0].closed
    scene.clock.spend(0.2)
    scene.capture(100)
    assert scene.read().start == SECOND + SECOND // 5
    assert scene.source.dropped == 0


def test_another_rate_after_a_change_of_device() -> None:
    scene = Scene(rate=48_000, channels=2)
    scene.clock.spend(1.0)
    scene.device.streams[0].feed(np.zeros((48_000, 2), np.float32))
    scene.read()
    scene.device.rate, scene.device.channels = 8_000, 1
    scene.device.streams[0].end()
    while len(scene.read().samples):
        pass
    scene.clock.spend(1.0)
    scene.device.streams[1].feed(np.zeros((8_000, 1), np.float32))
    scene.read()
    scene.clock.spend(0.6)
    scene.read()
    assert len(scene.heard()) == 2 * SECOND
    assert scene.chunks[-1].end >= 2 * SECOND


def test_a_microphone_that_stops_feeding_is_opened_again() -> None:
    scene = Scene()
    scene.capture(100)
    for _ in range(41):
        scene.clock.spend(0.1)
        scene.read()
    assert len(scene.device.streams) == 2


def test_a_silent_loopback_is_left_alone() -> None:
    scene = Scene(LOOPBACK)
    for _ in range(1000):
        scene.clock.spend(0.1)
        scene.read()
    assert scene.device.tries == 1


def test_a_device_that_does_not_come_back_is_lost() -> None:
    scene = Scene()
    scene.capture(100)
    scene.read()
    scene.device.streams[-1].end()
    scene.device.error = NoInputDevice("gone")
    with pytest.raises(DeviceLost, match="fake") as caught:
        for _ in range(1000):
            scene.read()
            scene.clock.spend(0.1)
    assert caught.value.remedy
    assert scene.clock.time == pytest.approx(1030.0, abs=0.2)
    assert scene.device.tries == pytest.approx(16, abs=1)  # at once, then every 2 s
    scene.source.close()


def test_a_microphone_that_opens_but_stays_mute_is_lost() -> None:
    scene = Scene()
    scene.capture(100)
    with pytest.raises(DeviceLost):
        for _ in range(1000):
            scene.read()
            scene.clock.spend(0.1)
    assert 1030.0 < scene.clock.time < 1034.5  # looked at when it is opened again, every 4 s


def test_a_device_that_cannot_be_had_is_an_error_at_once() -> None:
    device = FakeDevice()
    device.error = NoInputDevice("busy")
    source = LiveSource("device", device.connect, MICROPHONE, watch=FakeSuspension())
    with pytest.raises(NoInputDevice):
        source.open()
    source.close()
    source.close()
    assert source.name == "device"


def test_a_device_without_channels_is_closed_again() -> None:
    device = FakeDevice(channels=0)
    source = LiveSource("device", device.connect, MICROPHONE, watch=FakeSuspension())
    with pytest.raises(AudioError, match="no channels"):
        source.open()
    assert device.streams[0].closed


def test_it_can_be_opened_again_and_starts_again() -> None:
    scene = Scene()
    for _ in range(32):
        scene.capture(SECOND)
    scene.read()
    assert scene.source.dropped > 0
    scene.source.close()
    scene.source.open()
    assert scene.source.dropped == 0
    scene.device.streams[-1].feed(np.zeros((10, 1), np.float32))
    chunk = scene.source.read(0.0)
    assert chunk is not None
    assert chunk.start == 0
    assert scene.source.name == "fake"
    scene.source.close()
    assert [stream.closed for stream in scene.device.streams] == [1, 1]


def test_a_device_is_away_until_it_delivers_again() -> None:
    scene = Scene()
    scene.capture(SECOND)
    scene.read()
    assert not scene.source.is_away
    scene.device.streams[-1].end()
    scene.device.error = NoInputDevice("It is gone.")
    scene.clock.spend(3.0)
    scene.read()
    assert scene.source.is_away
    scene.device.error = None
    scene.clock.spend(3.0)
    scene.read()
    assert scene.source.is_away, "it is open, and has not made a sound yet"
    scene.capture(SECOND)
    scene.read()
    assert not scene.source.is_away


def test_an_output_that_is_open_is_there_though_nothing_plays() -> None:
    scene = Scene(LOOPBACK)
    scene.device.streams[-1].end()
    scene.clock.spend(3.0)
    scene.read()
    assert not scene.source.is_away
