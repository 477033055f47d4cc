"""Sounds without words."""

from __future__ import annotations

import numpy as np
import pytest

from captioner.training.speech.silence import crowd, wordless


@pytest.mark.parametrize("seed", range(20))
def test_sounds_are_as_long_as_asked_and_within_full_scale(seed: int) -> None:
    rng = np.random.default_rng(seed)
    wave = wordless(16_000, rng)
    assert wave.shape == (16_000,)
    assert np.abs(wave).max() <= 4.0
    assert np.isfinite(wave).all()


@pytest.mark.parametrize("seed", range(20))
def test_a_crowd_is_far_away_and_goes_on_for_the_whole_window(seed: int) -> None:
    rng = np.random.default_rng(seed)
    voices = [rng.standard_normal(length).astype(np.float32) for length in (30_000, 50_000, 90_000)]
    wave = crowd(voices, 40_000, rng)
    assert wave.shape == (40_000,)
    assert 10 ** (-51 / 20) < np.sqrt(np.mean(np.square(wave))) < 10 ** (-24 / 20)
    assert np.abs(wave[-4_000:]).max() > 0


def test_a_crowd_of_silent_people_is_silence() -> None:
    assert not crowd([np.zeros(8_000, np.float32)] * 3, 8_000, np.random.default_rng(0)).any()
