"""Gold sentences made ready for synthesisers, which stumble over written numbers."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from captioner.training.cleaned.speak import aloud, write


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("555-0128.", "5 5 5, 0 1 2 8."),
        ("$2,000,", "2,000 dollars,"),
        ("3:30,", "3 30,"),
        ("main.py,", "main dot pie,"),
        ("well-known", "well-known"),
    ],
)
def test_numbers_are_written_as_they_are_spoken(word: str, said: str) -> None:
    assert aloud(word) == said


def test_german_times_are_said_with_their_unit() -> None:
    assert aloud("6.15", german=True) == "6 Uhr 15"
    assert aloud("2,5", german=True) == "2,5"


def test_a_sentence_has_silence_around_it(tmp_path: Path) -> None:
    path = tmp_path / "joe" / "en-1.wav"
    write(path, np.full(16_000, 100, np.int16))
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert (len(samples), int(samples.sum())) == (2.4 * 16_000, 1_600_000)
    assert not samples[:6_000].any()
    assert not samples[-16_000:].any()
    assert [one.name for one in path.parent.iterdir()] == ["en-1.wav"]
