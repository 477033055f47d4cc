"""Resampling: the same samples however the input is cut, exactly as many as the rates say."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.audio.resampler import Resampler
from captioner.errors import AudioError
from captioner.messages import SAMPLE_RATE
from tests.audio.signals import best_match, chirp, noise

RATES = (8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000)


def resampled(resampler: Resampler, frames: np.ndarray, cuts: list[int]) -> np.ndarray:
    edges = [0, *sorted(min(cut, len(frames)) for cut in cuts), len(frames)]
    parts = [resampler.resample(frames[a:b]) for a, b in itertools.pairwise(edges)]
    return np.concatenate([*parts, resampler.flush()])


@given(
    rate=st.sampled_from(RATES),
    channels=st.integers(1, 6),
    length=st.integers(0, 20_000),
    cuts=st.lists(st.integers(0, 20_000), max_size=30),
)
def test_the_cuts_do_not_change_a_sample(rate: int, channels: int, length: int, cuts: list[int]) -> None:
    frames = noise(length * channels).reshape(length, channels)
    whole = resampled(Resampler(rate, channels), frames, [])
    assert np.array_equal(resampled(Resampler(rate, channels), frames, cuts), whole)
    assert whole.dtype == np.float32
    assert abs(len(whole) - length * SAMPLE_RATE / rate) <= 0.5


@given(rate=st.sampled_from(RATES), first=st.integers(1, 5_000), second=st.integers(1, 5_000))
def test_a_flush_starts_again(rate: int, first: int, second: int) -> None:
    resampler = Resampler(rate, 1)
    resampled(resampler, noise(first)[:, None], [])
    again = resampled(resampler, noise(second, 1)[:, None], [])
    assert np.array_equal(again, resampled(Resampler(rate, 1), noise(second, 1)[:, None], []))


@pytest.mark.parametrize("rate", RATES)
def test_a_sound_is_the_same_sound_at_another_rate(rate: int) -> None:
    heard = resampled(Resampler(rate, 1), chirp(1.0, rate)[:, None], [100, 5_000])
    score, place = best_match(chirp(1.0)[800:-800], heard)
    assert score > 0.999
    assert place == 800


def test_frequencies_above_the_new_range_are_removed() -> None:
    t = np.arange(48_000) / 48_000
    tone = np.sin(2 * np.pi * 11_000 * t).astype(np.float32)
    heard = resampled(Resampler(48_000, 1), tone[:, None], [])
    assert np.abs(heard[1000:-1000]).max() < 0.001


@pytest.mark.parametrize(("rate", "channels"), [(SAMPLE_RATE, 0), (0, 1), (-8_000, 2)])
def test_no_channels_and_no_rate_are_refused(rate: int, channels: int) -> None:
    with pytest.raises(AudioError, match="has no"):
        Resampler(rate, channels)


def test_another_number_of_channels_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="2 channels"):
        Resampler(48_000, 2).resample(np.zeros((10, 1), np.float32))


@pytest.mark.parametrize("factor", [1000.0, 32768.0, 2.0**31])
def test_whole_numbers_written_as_floating_point_are_brought_to_full_scale(factor: float) -> None:
    rng = np.random.default_rng(3)
    sound = (rng.normal(0, 0.1, 32_000) * np.repeat(rng.uniform(0.1, 1, 20), 1600)).astype(np.float32)
    resampler = Resampler(SAMPLE_RATE, 1)
    blocks = [resampler.resample((sound[at : at + 1024] * factor)[:, None]) for at in range(0, len(sound), 1024)]
    assert np.abs(np.concatenate(blocks)).max() <= 4
    assert np.corrcoef(np.concatenate(blocks)[16_000:], sound[16_000:])[0, 1] > 0.8


def test_one_sample_far_above_full_scale_changes_no_other() -> None:
    sound = np.full((1000, 1), 0.1, np.float32)
    sound[500] = 1e6
    mended = Resampler(SAMPLE_RATE, 1).resample(sound)
    assert mended.max() == 4
    assert (np.delete(mended, 500) == np.float32(0.1)).all()
