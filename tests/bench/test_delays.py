"""Delays and retractions of hand-worked updates."""

from __future__ import annotations

import pytest

from captioner.bench.delays import DelayMeter
from captioner.bench.virtual_time import VirtualClock
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, Word


def word(text: str, start_s: float, end_s: float) -> LabelledWord:
    return LabelledWord(Word(text, int(start_s * SAMPLE_RATE), int(end_s * SAMPLE_RATE), 1.0), Label.FLUENT, 1.0)


def test_first_sight_and_settling() -> None:
    meter = DelayMeter()
    meter.take(CaptionUpdate(0, (), (word("to", 0.0, 0.3), word("bust", 0.3, 0.8))), 1.0)
    meter.take(CaptionUpdate(0, (word("To", 0.0, 0.3),), (word("Boston", 0.3, 0.9),)), 1.5)
    meter.take(CaptionUpdate(0, (word("Boston,", 0.35, 0.9),), (), utterance_ended=True), 2.0)
    assert meter.words == ["To", "Boston,"]
    assert meter.first_seen_s == pytest.approx([0.7, 0.6])
    assert meter.cleaned_s == pytest.approx([1.2, 1.1])
    assert meter.retracted == 1


def test_a_committed_word_is_certain_as_said_before_it_is_as_cleaned() -> None:
    meter = DelayMeter()
    words = (word("we", 0.0, 0.3), word("went", 0.3, 0.8))
    meter.take(CaptionUpdate(0, (), words, committed=1), 1.0)
    meter.take(CaptionUpdate(0, words[:1], words[1:], committed=1), 1.5)
    meter.take(CaptionUpdate(0, words[1:], (), utterance_ended=True), 2.0)
    assert meter.said_s == pytest.approx([0.7, 0.7])
    assert meter.cleaned_s == pytest.approx([1.2, 1.2])


def test_marks_of_their_own_are_no_words() -> None:
    meter = DelayMeter()
    words = (word("we", 0.0, 0.3), word(",", 0.3, 0.3), word("went", 0.3, 0.8))
    meter.take(CaptionUpdate(0, (), (words[0], words[2]), committed=1), 1.0)
    meter.take(CaptionUpdate(0, words[:2], words[2:], committed=1), 1.5)
    meter.take(CaptionUpdate(0, words[2:], (), utterance_ended=True), 2.0)
    assert (meter.words, meter.retracted) == (["we", "went"], 0)
    assert meter.said_s == pytest.approx([0.7, 0.7])
    assert meter.cleaned_s == pytest.approx([1.2, 1.2])


def test_the_same_word_said_twice_is_seen_twice() -> None:
    meter = DelayMeter()
    meter.take(CaptionUpdate(0, (), (word("no", 0.0, 0.4),)), 0.5)
    meter.take(CaptionUpdate(0, (word("no", 0.0, 0.4), word("no", 1.0, 1.4)), ()), 1.6)
    assert meter.first_seen_s == pytest.approx([0.1, 0.2])
    assert meter.retracted == 0


def test_virtual_time_sleeps_at_once() -> None:
    clock = VirtualClock()
    before = clock.now()
    clock.sleep(3600)
    clock.sleep(-5)
    assert 3600 <= clock.now() - before < 3660
