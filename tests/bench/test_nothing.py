"""Sounds in which nobody speaks, and the words that are made up there."""

from __future__ import annotations

import numpy as np
import pytest

from captioner.bench.nothing import _Sound
from captioner.bench.sounds import MURMURS, SOUNDS
from captioner.messages import SAMPLE_RATE


@pytest.mark.parametrize("name", [*SOUNDS, *MURMURS])
def test_a_sound_is_as_long_as_asked_and_within_full_scale(name: str) -> None:
    sound = {**SOUNDS, **MURMURS}[name](np.random.default_rng(1), 3)
    assert sound.dtype == np.float32
    assert sound.shape == (3 * SAMPLE_RATE,)
    assert 0 < np.abs(sound).max() <= 1


def test_it_is_played_in_blocks_without_gaps() -> None:
    source = _Sound(lambda rng, seconds: np.ones(seconds * 100, np.float32), 2)
    position = 0
    while (chunk := source.read(0.0)) is not None:
        assert chunk.start == position
        position = chunk.end
    assert position == 2 * 60 * 100
