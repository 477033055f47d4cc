"""Reading ahead: every utterance comes once, in order and whole, with the words that were read in it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, AudioChunk, Hypothesis, Samples, SpeechChunk, Word
from captioner.speech.segmenter import Segmenter
from captioner.speech.whisper import read_ahead
from captioner.speech.whisper.read_ahead import ReadAhead, divided
from captioner.speech.whisper.transcriber import WHOLE_UTTERANCES, Transcriber
from tests.fakes import EnergyVoiceActivity

SECOND = SAMPLE_RATE


class LoudWords:
    """Hears a word in each loud second, named by how loud it is and which of that loudness it is."""

    longest_window = 28 * SECOND
    best_window = 12 * SECOND
    longest_utterance = 20 * SECOND

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
    ahead = ReadAhead(Segmenter(EnergyVoiceActivity()), recognizer)
    transcriber = Transcriber(ahead, WHOLE_UTTERANCES, language="en")
    chunks: list[SpeechChunk] = []
    for start in range(0, len(samples), SECOND):
        chunks += ahead.segment(AudioChunk(start, samples[start : start + SECOND]))
    chunks += ahead.flush()
    numbers = [chunk.utterance for chunk in chunks]
    assert numbers == list(range(len(numbers)))
    assert all(chunk.is_last for chunk in chunks)
    words = [word for chunk in chunks if (update := transcriber.transcribe(chunk)) for word in update.committed]
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
    assert all(len(batch) * max(batch) <= 80 * SECOND and len(batch) <= 8 for batch in recognizer.together)


def test_windows_of_one_batch_are_of_about_one_length() -> None:
    chunks = [[SpeechChunk(n, 0, np.zeros(size * SECOND, np.float32), True)] for n, size in enumerate([1, 9, 3, 8, 10])]
    sizes = [[len(w[0].samples) // SECOND for w in batch] for batch in read_ahead._batches(chunks)]
    assert sizes == [[10, 9, 8], [3], [1]]


def test_an_utterance_that_is_too_long_for_the_model_is_left_to_the_transcriber() -> None:
    chunks = [SpeechChunk(n, n * 100, np.zeros(size, np.float32), True) for n, size in enumerate([10, 50, 10])]
    windows = read_ahead._windows(chunks, best=30, longest=40)
    assert [[each.utterance for each in window] for window in windows] == [[0], [2]]


@given(st.data())
def test_words_lie_in_the_utterance_in_which_they_were_said(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1000, 50_000), min_size=1, max_size=4))
    pauses = data.draw(st.lists(st.integers(0, 30_000), min_size=len(sizes), max_size=len(sizes)))
    window, start = [], 5_000
    for number, (size, pause) in enumerate(zip(sizes, pauses, strict=True)):
        window.append(SpeechChunk(number, start, np.zeros(size, np.float32), True))
        start += size + pause
    times = sorted(data.draw(st.lists(st.integers(0, sum(sizes)), min_size=2, max_size=9)))
    words = [Word(f"w{k}", a, b, 0.9) for k, (a, b) in enumerate(itertools.pairwise(times))]
    result = divided(window, words)
    assert [word.text for part in result for word in part] == [word.text for word in words]
    for chunk, part in zip(window, result, strict=True):
        assert all(chunk.start <= word.start <= word.end <= chunk.end for word in part)
