"""Utterances: where they begin and end, and that no sample is used twice or lost."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, AudioChunk, Samples, SpeechChunk
from captioner.speech.segmenter import Segmentation, Segmenter, in_context
from captioner.speech.vad import WINDOW
from tests.fakes import EnergyVoiceActivity

PIECE = SAMPLE_RATE // 4


def audio(pattern: str) -> Samples:
    """A quarter of a second a letter, `x` loud and `.` silent; every sample has a value of its own."""
    loud = np.repeat([1.0 if letter == "x" else 0.0 for letter in pattern], PIECE)
    ramp = np.arange(len(loud)) / max(1, len(loud)) / 100
    return (loud * 0.5 + ramp).astype(np.float32)


def segment(samples: Samples, sizes: list[int], rules: Segmentation | None = None) -> list[SpeechChunk]:
    """Feed `samples` in chunks of the given sizes, over and over."""
    segmenter = Segmenter(EnergyVoiceActivity(), rules)
    chunks: list[SpeechChunk] = []
    position = turn = 0
    while position < len(samples):
        size = sizes[turn % len(sizes)]
        chunks += segmenter.segment(AudioChunk(position, samples[position : position + size]))
        position, turn = position + size, turn + 1
    return chunks + segmenter.flush()


def utterances(chunks: list[SpeechChunk]) -> list[tuple[int, Samples]]:
    """Start and samples of each utterance, checked to be whole: in order, without gaps, ended once."""
    found: list[tuple[int, list[SpeechChunk]]] = []
    for chunk in chunks:
        if not found or found[-1][0] != chunk.utterance:
            found.append((chunk.utterance, []))
        found[-1][1].append(chunk)
    assert [number for number, _ in found] == list(range(len(found)))
    for _, parts in found:
        assert [part.is_last for part in parts] == [False] * (len(parts) - 1) + [True]
        for before, after in itertools.pairwise(parts):
            assert after.start == before.end
    return [(parts[0].start, np.concatenate([part.samples for part in parts])) for _, parts in found]


@given(st.text(alphabet="x.", max_size=40), st.lists(st.integers(1, 9000), min_size=1, max_size=8))
def test_no_sample_is_used_twice_or_lost_under_any_chunking(pattern: str, sizes: list[int]) -> None:
    samples = audio(pattern)
    found = utterances(segment(samples, sizes))
    end = 0
    for start, part in found:
        assert start >= end
        end = start + len(part)
        np.testing.assert_array_equal(part, samples[start:end])
    heard = np.zeros(len(samples), bool)
    for start, part in found:
        heard[start : start + len(part)] = True
    loud = samples > 0.3
    whole = len(samples) // WINDOW * WINDOW
    missed = np.flatnonzero(loud[:whole] & ~heard[:whole])
    assert len(missed) < WINDOW, "speech that no utterance holds"


@given(st.text(alphabet="x.", max_size=24), st.lists(st.integers(1, 5000), min_size=1, max_size=5))
def test_the_chunking_of_the_input_does_not_matter(pattern: str, sizes: list[int]) -> None:
    samples = audio(pattern)
    one = utterances(segment(samples, [max(1, len(samples))]))
    other = utterances(segment(samples, sizes))
    assert [(start, len(part)) for start, part in one] == [(start, len(part)) for start, part in other]


@given(st.text(alphabet="x.", max_size=24), st.lists(st.integers(1, 5000), min_size=1, max_size=5))
def test_the_pauses_of_an_utterance_are_the_silence_in_it(pattern: str, sizes: list[int]) -> None:
    samples = audio(pattern)
    for chunk in segment(samples, sizes):
        for begin, end in chunk.pauses:
            assert chunk.start <= begin < end <= chunk.end
            assert np.mean(samples[begin:end] < 0.3) > 0.5
    everything = segment(samples, [max(1, len(samples))])
    silent = {n for chunk in segment(samples, sizes) for begin, end in chunk.pauses for n in range(begin, end)}
    assert silent == {n for chunk in everything for begin, end in chunk.pauses for n in range(begin, end)}


def test_the_utterance_begins_before_its_onset() -> None:
    samples = audio("....xxxx....")
    (start, part), *rest = utterances(segment(samples, [1600]))
    assert not rest
    assert 0.3 * SAMPLE_RATE < 4 * PIECE - start < 0.45 * SAMPLE_RATE
    assert start + len(part) >= 8 * PIECE + 0.55 * SAMPLE_RATE


def test_a_short_pause_does_not_end_an_utterance_and_a_long_one_does() -> None:
    assert len(utterances(segment(audio("xx.xx"), [1600]))) == 1
    assert len(utterances(segment(audio("xx....xx"), [1600]))) == 2


def test_a_long_utterance_is_cut_in_a_short_pause() -> None:
    rules = Segmentation(maximum_s=8.0)
    found = utterances(segment(audio("x" * 26 + "." + "x" * 12), [1600], rules))
    assert len(found) == 2
    end = found[0][0] + len(found[0][1])
    assert 26 * PIECE < end <= 27 * PIECE + WINDOW


def test_speech_without_any_pause_is_cut_at_the_maximum() -> None:
    found = utterances(segment(audio("x" * 40), [1600], Segmentation(maximum_s=4.0)))
    assert len(found) == 3
    assert all(len(part) <= 4.0 * SAMPLE_RATE + WINDOW for _, part in found)


def test_recordings_are_cut_at_longer_pauses_and_fit_into_the_model() -> None:
    rules = in_context(30.0)
    assert len(utterances(segment(audio("xx....xx"), [1600], rules))) == 1
    assert len(utterances(segment(audio("xx" + "." * 12 + "xx"), [1600], rules))) == 2
    assert all(len(part) < 30 * SAMPLE_RATE for _, part in utterances(segment(audio("x" * 200), [1600], rules)))


def test_a_gap_ends_the_utterance() -> None:
    voice = EnergyVoiceActivity()
    segmenter = Segmenter(voice)
    samples = audio("xxxx")
    first = segmenter.segment(AudioChunk(0, samples))
    second = segmenter.segment(AudioChunk(len(samples) + 5000, samples))
    assert not first[-1].is_last
    assert [chunk.is_last for chunk in second] == [True, False]
    assert second[1].start == len(samples) + 5000
    assert voice.resets == 1


def test_flush_outside_speech_gives_nothing() -> None:
    assert Segmenter(EnergyVoiceActivity()).flush() == []


class Levels:
    """The loudness of a window is its probability of speech."""

    def probabilities(self, windows: Samples) -> Samples:
        """The greatest sample of each window."""
        return windows.max(axis=1)

    def reset(self) -> None:
        """There is nothing to forget."""


def first_of(levels: list[tuple[float, float]]) -> float:
    """Seconds at which the first utterance begins, of sound with (seconds, probability) in a row."""
    samples = np.concatenate([np.full(round(length * SAMPLE_RATE), level, np.float32) for length, level in levels])
    segmenter = Segmenter(Levels())
    chunks = segmenter.segment(AudioChunk(0, samples)) + segmenter.flush()
    return chunks[0].start / SAMPLE_RATE


def test_a_softly_begun_word_belongs_to_its_utterance() -> None:
    """Seen: 0.87 s of speech at 0.27 to 0.47 before the onset belonged to no utterance."""
    assert first_of([(3.0, 0.0), (0.87, 0.3), (1.0, 0.9)]) == pytest.approx(3.0 - 0.35, abs=0.05)
    assert first_of([(3.0, 0.0), (0.4, 0.3), (0.15, 0.1), (0.3, 0.4), (1.0, 0.9)]) == pytest.approx(2.65, abs=0.05)


def test_a_murmur_long_before_or_without_end_is_not_all_taken() -> None:
    assert first_of([(1.0, 0.0), (0.5, 0.3), (1.0, 0.0), (1.0, 0.9)]) == pytest.approx(2.5 - 0.35, abs=0.05)
    assert first_of([(9.0, 0.3), (1.0, 0.9)]) == pytest.approx(9.0 - 2.35, abs=0.05)


def test_the_end_of_the_utterance_before_is_not_taken_again() -> None:
    levels = np.repeat([0.9, 0.3, 0.9], [SAMPLE_RATE, SAMPLE_RATE, SAMPLE_RATE]).astype(np.float32)
    segmenter = Segmenter(Levels())
    found = utterances(segmenter.segment(AudioChunk(0, levels)) + segmenter.flush())
    assert [round(start / SAMPLE_RATE, 1) for start, _ in found] == [0.0, 1.6]
    assert found[0][0] + len(found[0][1]) == found[1][0]
