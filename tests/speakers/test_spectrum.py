"""What the speaker model hears."""

from __future__ import annotations

import numpy as np

from captioner.messages import SAMPLE_RATE
from captioner.speakers import spectrum


def tone(hertz: float, seconds: float = 1.0, amplitude: float = 0.5) -> np.ndarray:
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (amplitude * np.sin(2 * np.pi * hertz * times)).astype(np.float32)


def test_a_frame_every_ten_milliseconds() -> None:
    assert spectrum.frames(tone(440.0, 1.6)).shape == (161, spectrum.BANDS)


def test_a_higher_tone_is_in_a_higher_band() -> None:
    loudest = [int(spectrum.frames(tone(hertz)).mean(axis=0).argmax()) for hertz in (200, 500, 1000, 2000, 4000)]
    assert loudest == sorted(set(loudest))


def test_a_soft_voice_is_made_as_loud_as_a_medium_one() -> None:
    soft, softer = spectrum.frames(tone(440.0, amplitude=0.01)), spectrum.frames(tone(440.0, amplitude=0.001))
    assert np.allclose(soft, softer, rtol=1e-3, atol=1e-4 * soft.max())


def test_pauses_are_no_voice() -> None:
    speech = np.concatenate([tone(300.0, 0.5), np.zeros(SAMPLE_RATE, np.float32), tone(300.0, 0.5)])
    assert abs(len(spectrum.voiced(speech)) - SAMPLE_RATE) <= SAMPLE_RATE // 25
    assert len(spectrum.voiced(np.zeros(0, np.float32))) == 0
