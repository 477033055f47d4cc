"""What was said and what the cleaned view saves."""

from __future__ import annotations

import pytest

from captioner.messages import SAMPLE_RATE, Label
from captioner.record import statistics
from tests.strategies import FILLERS, entry


def test_counts_words_fillers_and_repairs() -> None:
    entries = [
        entry("um,/h to/r Boston/r uh/i I/i mean/i to/r New/r to Denver you/m know/m"),
        entry("the/r the cat sat/r slept", utterance=1, start=60 * SAMPLE_RATE),
    ]
    counted = statistics.count(entries)
    assert counted.words == 17
    assert counted.by_label == {
        Label.FLUENT: 5,
        Label.FILLED_PAUSE: 1,
        Label.DISCOURSE_MARKER: 2,
        Label.INTERREGNUM: 3,
        Label.REPARANDUM: 6,
    }
    assert counted.repairs == 3
    assert counted.saved == 12
    assert counted.saved_share == pytest.approx(12 / 17)
    assert statistics.count(entries, FILLERS).saved == 1


def test_rates_are_of_the_time_spoken() -> None:
    long_pause = [entry("one two um/h three"), entry("four five six seven", utterance=1, start=600 * SAMPLE_RATE)]
    counted = statistics.count(long_pause)
    assert counted.minutes == pytest.approx(3.8 / 60)
    assert counted.words_per_minute == pytest.approx(8 / 3.8 * 60)


def test_punctuation_is_no_word() -> None:
    assert statistics.count([entry("« bonjour » ?")]).words == 1


def test_nothing_said() -> None:
    counted = statistics.count([])
    assert (counted.words, counted.saved_share, counted.words_per_minute, counted.minutes) == (0, 0, 0, 0)
