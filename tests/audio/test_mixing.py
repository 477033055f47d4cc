"""Channels to one: by what they are, nothing cancels, no level is lost, whatever the cuts."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.audio.mixing import Mixer, weights
from captioner.audio.resampler import Resampler
from captioner.messages import SAMPLE_RATE
from tests.audio.signals import noise

SECOND = SAMPLE_RATE
SIX = ("FL", "FR", "FC", "LFE", "SL", "SR")


def power(samples: np.ndarray) -> float:
    return float(np.mean(np.square(samples, dtype=np.float64)))


def mixed(*channels: np.ndarray, names: tuple[str, ...] = ()) -> np.ndarray:
    """The mix behind its first half second."""
    frames = np.stack(channels, axis=1).astype(np.float32)
    return Resampler(SECOND, len(channels), names).resample(frames)[SECOND // 2 :]


@given(
    channels=st.integers(1, 8),
    length=st.integers(0, 5_000),
    cuts=st.lists(st.integers(0, 5_000), max_size=20),
    inverted=st.booleans(),
)
def test_the_cuts_do_not_change_a_sample(channels: int, length: int, cuts: list[int], inverted: bool) -> None:
    frames = noise(length * channels).reshape(length, channels)
    if inverted and channels > 1:
        frames[:, 1] = -frames[:, 0]
    whole = Mixer(SECOND, np.ones(channels)).mix(frames)
    mixer = Mixer(SECOND, np.ones(channels))
    edges = [0, *sorted(min(cut, length) for cut in cuts), length]
    assert np.array_equal(np.concatenate([mixer.mix(frames[a:b]) for a, b in itertools.pairwise(edges)]), whole)
    assert len(whole) == length


def test_equal_channels_are_one_of_them() -> None:
    voice = noise(2 * SECOND)
    np.testing.assert_allclose(mixed(voice, voice), voice[SECOND // 2 :], atol=1e-5)


@pytest.mark.parametrize("share", [1.0, 0.7])
def test_an_inverted_channel_does_not_cancel_the_other(share: float) -> None:
    voice = noise(2 * SECOND)
    heard = mixed(voice, -share * voice)
    np.testing.assert_allclose(heard, voice[SECOND // 2 :], atol=1e-3)


def test_the_stronger_of_two_that_cancel_is_taken() -> None:
    voice = noise(2 * SECOND)
    np.testing.assert_allclose(mixed(-0.6 * voice, voice), voice[SECOND // 2 :], atol=1e-3)


@pytest.mark.parametrize("floor", [0.0, 0.001, 0.05])
@pytest.mark.parametrize("channels", [2, 4])
def test_a_channel_beside_silent_ones_keeps_its_level(channels: int, floor: float) -> None:
    voice = noise(2 * SECOND)
    others = [floor * noise(2 * SECOND, each) for each in range(1, channels)]
    assert power(mixed(*others, voice)) == pytest.approx(power(voice), rel=0.05)


def test_two_speakers_on_two_channels_are_both_as_loud_as_they_are() -> None:
    left, right = noise(4 * SECOND), noise(4 * SECOND, 1)
    left[2 * SECOND :] = 0
    right[: 2 * SECOND] = 0
    heard = mixed(left, right)
    for began in range(0, 3 * SECOND, SECOND // 4):
        assert power(heard[began : began + SECOND // 4]) > 0.4 * power(noise(SECOND))


def test_dialogue_in_the_centre_is_louder_than_the_music_around_it() -> None:
    voice, silence = 0.3 * noise(2 * SECOND), np.zeros(2 * SECOND)
    music = [0.3 * noise(2 * SECOND, each) for each in range(1, 5)]
    rumble = noise(2 * SECOND, 9)
    front, left_out = (music[0], music[1]), (music[2], music[3])
    heard = mixed(*front, voice, rumble, *left_out, names=SIX).astype(np.float64)
    voice = voice[SECOND // 2 :]
    gain = float(heard @ voice / (voice @ voice))
    assert power(gain * voice) > power(heard - gain * voice)
    assert power(mixed(silence, silence, silence, rumble, silence, silence, names=SIX)) == 0


def test_surround_music_alone_that_cancels_leaves_the_centre() -> None:
    voice, music, silence = noise(2 * SECOND), 0.5 * noise(2 * SECOND, 1), np.zeros(2 * SECOND)
    heard = mixed(silence, silence, voice, silence, music, -music, names=SIX)
    np.testing.assert_allclose(heard, voice[SECOND // 2 :], rtol=0.05, atol=0.01)


def test_nothing_clicks_where_the_channels_begin_to_cancel() -> None:
    tone = np.sin(2 * np.pi * 100 * np.arange(4 * SECOND) / SECOND)
    other = tone.copy()
    other[2 * SECOND :] *= -1
    heard = mixed(tone, other)
    inside = np.concatenate([heard[: SECOND + SECOND // 4], heard[2 * SECOND :]])
    assert np.abs(np.diff(heard)).max() < 1.5 * np.abs(np.diff(inside)).max()
    assert np.abs(np.diff(inside)).max() < 0.05


def test_weights_by_name() -> None:
    front, centre, bass, side = weights(("FL", "FC", "LFE", "SL"))
    assert centre > front > side > bass == 0
    assert weights(("LFE",)) == 1


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e30])
@pytest.mark.parametrize("rate", [SECOND, 48_000])
def test_samples_that_are_no_numbers_become_zero_and_are_counted(bad: float, rate: int) -> None:
    frames = noise(rate)[:, None]
    zero = frames.copy()
    zero[1000] = 0
    frames[1000] = bad
    resampler, other = Resampler(rate, 1), Resampler(rate, 1)
    assert np.array_equal(resampler.resample(frames), other.resample(zero))
    assert (resampler.mended, other.mended) == (1, 0)
