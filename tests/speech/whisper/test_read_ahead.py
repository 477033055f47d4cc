"""Reading ahead: every utterance comes once, in order and whole, with the words that were read in it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, AudioChunk, Hypothesis, Samples, SpeechChunk, Word
from captioner.speech.segmenter import Segmenter
from captioner.speech.whisper import read_ahead
from captioner.speech.whisper.guards import Guards
from captioner.speech.whisper.read_ahead import ReadAhead
from captioner.speech.whisper.transcriber import WHOLE_UTTERANCES, Transcriber
from tests.fakes import EnergyVoiceActivity

SECOND = SAMPLE_RATE


class LoudWords:
    """Hears a word in each loud second, named by how loud it is and which of that loudness it is."""

    longest_window = 28 * SECOND
    best_window = 12 * SECOND
    longest_utterance = 20 * SECOND
    longest_batch = 48 * SECOND

    def __init__(self, *, is_lost: bool = False) -> None:
        self.together: list[list[int]] = []
        """samples of the windows of each batch"""
        self.alone = 0
        self._is_lost = is_lost

    def recognize_together(self, windows: Sequence[Samples], prompt: str = "", language: str = "") -> list[Hypothesis]:
        self.together.append([len(window) for window in windows])
        heard = [() if self._is_lost else self._words(window, 0) for window in windows]
        return [Hypothesis(words, language="en") for words in heard]

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        self.alone += 1
        return Hypothesis(self._words(samples, start))

    def _words(self, samples: Samples, start: int) -> tuple[Word, ...]:
        loud = np.flatnonzero(np.abs(samples) > 0.1)
        words: list[Word] = []
        for place in range(0, len(loud), SECOND):
            at, loudness = int(loud[place]), f"{samples[loud[place]]:.3f}"
            count = sum(word.text.startswith(loudness) for word in words)
            words.append(Word(f"{loudness}x{count}", start + at, start + at + SECOND // 2, 0.9))
        return tuple(words)


def speech(lengths: Sequence[int], pause_s: float = 1.0) -> Samples:
    """Utterances of whole seconds, each a little less loud than the one before, with pauses between."""
    parts = []
    for number, length in enumerate(lengths):
        parts += [np.full(length * SECOND, 0.9 - 0.001 * number), np.zeros(int(pause_s * SECOND))]
    return np.concatenate(parts).astype(np.float32)


def heard(recognizer: LoudWords, samples: Samples) -> list[str]:
    guards = Guards(compression_ratio=99, repeats=99)  # words are alike
    ahead = ReadAhead(Segmenter(EnergyVoiceActivity()), recognizer, guards=guards)
    transcriber = Transcriber(ahead, WHOLE_UTTERANCES, guards, language="en")
    chunks: list[SpeechChunk] = []
    words: list[Word] = []

    def take(ready: list[SpeechChunk]) -> None:
        chunks.extend(ready)
        for chunk in ready:
            update = transcriber.transcribe(chunk)
            words.extend(update.committed if update else ())

    for start in range(0, len(samples), SECOND):
        take(ahead.segment(AudioChunk(start, samples[start : start + SECOND])))
    take(ahead.flush())
    numbers = [chunk.utterance for chunk in chunks]
    assert numbers == list(range(len(numbers)))
    assert all(chunk.is_last for chunk in chunks)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    return [word.text for word in words]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.sampled_from([1.0, 4.0]))
def test_every_word_comes_once_and_in_order(lengths: list[int], pause_s: float) -> None:
    recognizer = LoudWords()
    expected = [f"{0.9 - 0.001 * n:.3f}x{k}" for n, length in enumerate(lengths) for k in range(length)]
    assert heard(recognizer, speech(lengths, pause_s)) == expected
    assert recognizer.alone == 0


def test_utterances_not_read_together_are_read_alone() -> None:
    recognizer = LoudWords(is_lost=True)
    assert heard(recognizer, speech([2, 3])) == ["0.900x0", "0.900x1", "0.899x0", "0.899x1", "0.899x2"]
    assert recognizer.alone == 2


def test_a_pause_in_a_sentence_does_not_divide_it_and_a_long_one_does() -> None:
    close, apart = LoudWords(), LoudWords()
    heard(close, speech([2, 3, 2], pause_s=1.0))
    heard(apart, speech([2, 3, 2], pause_s=5.0))
    assert [len(batch) for batch in close.together] == [1]
    assert sum(len(batch) for batch in apart.together) == 3


def test_a_long_recording_is_read_in_bounded_batches_and_does_not_wait_for_its_end() -> None:
    recognizer = LoudWords()
    samples = speech([8] * 60, pause_s=3.0)
    ahead = ReadAhead(Segmenter(EnergyVoiceActivity()), recognizer)
    most = 0
    for start in range(0, len(samples), SECOND):
        ahead.segment(AudioChunk(start, samples[start : start + SECOND]))
        most = max(most, sum(len(each.samples) for each in ahead._waiting))
    assert most < 260 * SECOND
    assert len(recognizer.together) >= 4
    assert all(len(batch) * max(batch) <= 60 * SECOND and len(batch) <= 16 for batch in recognizer.together)


class DividedWords(LoudWords):
    """Reads windows of five seconds."""

    best_window = 5 * SECOND


@given(st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=4), min_size=1, max_size=8), st.integers(1, 30))
def test_every_word_of_divided_utterances_comes_once_and_in_order(utterances: list[list[int]], ahead_s: int) -> None:
    parts: list[Samples] = []
    expected: list[str] = []
    for number, phrases in enumerate(utterances):
        for phrase in phrases:
            parts += [np.full(phrase * SECOND, 0.9 - 0.001 * number), np.zeros(4 * SECOND // 10)]
        parts.append(np.zeros(SECOND))
        expected += [f"{0.9 - 0.001 * number:.3f}"] * sum(phrases)
    recognizer = DividedWords()
    with mock.patch.multiple(read_ahead, _AHEAD=ahead_s * SECOND, _UNCUT=0):
        words = heard(recognizer, np.concatenate(parts).astype(np.float32))
    assert [word.split("x")[0] for word in words] == expected
    assert recognizer.alone == 0
    assert (
        max(max(batch) for batch in recognizer.together) < 11 * SECOND
    )  # 4 s that no pause divides, and less than 3 s on either side


@pytest.mark.parametrize(("phrases", "read"), [(3, [13]), (5, [13, 9])])
def test_an_utterance_is_cut_only_if_it_is_long(phrases: int, read: list[int]) -> None:
    """13 s of speech are read as one, 22 s as two, though windows of five seconds are read best."""
    phrase = [np.full(4 * SECOND, 0.9), np.zeros(SECOND // 2)]
    samples = np.concatenate([*phrase * phrases, np.zeros(SECOND)]).astype(np.float32)
    recognizer = DividedWords()
    heard(recognizer, samples)
    assert [round(length / SECOND) for batch in recognizer.together for length in batch] == read


class DeafToTheSecondHalf(DividedWords):
    """Hears nothing behind the third second of a window that it reads with others."""

    def recognize_together(self, windows: Sequence[Samples], prompt: str = "", language: str = "") -> list[Hypothesis]:
        heard = super().recognize_together(windows, prompt, language)
        return [Hypothesis(tuple(w for w in each.words if w.end < 2 * SECOND), language="en") for each in heard]


def test_a_window_inside_an_utterance_that_was_not_read_to_its_end_is_read_again() -> None:
    samples = np.concatenate([np.full(9 * SECOND // 2, 0.9), np.zeros(SECOND // 2)] * 2).astype(np.float32)
    recognizer = DeafToTheSecondHalf()
    with mock.patch.object(read_ahead, "_UNCUT", 0):
        assert len(heard(recognizer, samples)) == 9
    assert recognizer.alone == 1


def test_one_hypothesis_of_several_windows() -> None:
    words = tuple(Word(f"w{n}", n * SECOND, (n + 1) * SECOND, 0.9) for n in range(4))
    first = Hypothesis(words[:3], -0.2, 0.1, "en", 0.9)
    together = read_ahead._together([first, Hypothesis(words[3:], -0.6, 0.3, "de", 0.8)])
    assert together.words == words
    assert together.log_probability == pytest.approx(-0.3)
    assert (together.no_speech_probability, together.language) == (0.1, "en")
