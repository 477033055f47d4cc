"""English through the diphones of other languages."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from captioner.training.speech.corpus import SAMPLE_RATE, Samples
from captioner.training.speech.diphones import KED, SPEAKERS, diphones_installed, scheme
from captioner.training.speech.synthesis import speak_with_festival
from captioner.training.speech.texts import Sentence
from captioner.training.speech.voices import TRAINING_VOICES, Voice

SENTENCE = Sentence(("We", "were", "going", "away", "in", "May."), "test")
SOUNDS = (
    "aa ae ah ao aw ax axr ay b ch d dh dx eh el em en er ey f g hh hv ih iy jh k l m n ng nx ow oy p r s sh t th uh "
    "uw v w y z zh"
)

needs_voices = pytest.mark.skipif(not diphones_installed(), reason="needs festival's Italian, Finnish and Czech voices")


@pytest.mark.parametrize("name", SPEAKERS)
def test_every_english_sound_has_its_own_in_the_other_language(name: str) -> None:
    pairs = [one.split(":", 1) for one in SPEAKERS[name].sounds.split()]
    assert sorted(english for english, _ in pairs) == sorted(SOUNDS.split())
    assert all(len(theirs.split(",")) <= 2 for _, theirs in pairs)


def test_the_voices_of_training_are_these() -> None:
    assert set(TRAINING_VOICES["diphone"]) == {KED, *SPEAKERS}


def test_nobody_is_said_to_be_nobody() -> None:
    with pytest.raises(KeyError):
        scheme("nobody", 50)


@needs_voices
def test_all_speak_in_the_rhythm_of_english_and_none_like_another() -> None:
    names = [KED, *SPEAKERS]
    spoken = speak_with_festival([(SENTENCE, Voice("diphone", name)) for name in names])
    lengths = [len(one.samples) / SAMPLE_RATE for one in spoken]
    assert [one.voice for one in spoken] == [f"diphone-{name}" for name in names]
    assert max(lengths) - min(lengths) < 0.1 * min(lengths)
    assert all(np.abs(one.samples.astype(int)).max() > 2000 for one in spoken)
    spectra = [_spectrum(one.samples) for one in spoken]
    assert all(np.corrcoef(a, b)[0, 1] < 0.99 for i, a in enumerate(spectra) for b in spectra[:i])


@needs_voices
@pytest.mark.parametrize("name", [KED, "mv"])
def test_the_pitch_follows(name: str) -> None:
    low, high = speak_with_festival([(SENTENCE, Voice("diphone", name, pitch=pitch)) for pitch in (35, 65)])
    assert 1.25 < _fundamental(high.samples) / _fundamental(low.samples) < 1.8  # 2 ** 0.6 is 1.5


def _spectrum(samples: Samples) -> np.ndarray:
    power = np.abs(np.fft.rfft(samples.astype(np.float64), 1 << 17)) ** 2
    return np.log(power[: 1 << 16].reshape(128, -1).sum(axis=1))


def _fundamental(samples: Samples) -> float:
    """The median over windows of the lag, as Hz, at which a window is most like itself."""
    found = []
    for start in range(0, len(samples) - 1024, 512):
        window = samples[start : start + 1024].astype(np.float64)
        if np.sqrt(np.mean(window**2)) > 500:
            alike = np.correlate(window, window, "full")[1023:]
            found.append(SAMPLE_RATE / (50 + int(alike[50:260].argmax())))
    return float(np.median(found))
