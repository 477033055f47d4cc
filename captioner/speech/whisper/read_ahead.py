"""Reads recordings ahead: collects utterances and reads them in batches before the transcriber asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

import numpy as np

from captioner import heap
from captioner.messages import SAMPLE_RATE, AudioChunk, Hypothesis, Samples, SpeechChunk, Word
from captioner.speech.engine import Utterances
from captioner.speech.whisper.guards import Guards
from captioner.speech.whisper.transcriber import Recognizer

_AHEAD = 120 * SAMPLE_RATE
"""Samples of speech that are held back, 8 MB: enough to sort by length and to fill batches. 240 s took as much
computing."""
_BATCH = 60 * SAMPLE_RATE
"""Samples of a batch, with the silence that makes its windows equally long: 8 windows of 7.5 s or 2 of 30 s. The
decoder keeps 1 MB for each second. 23 minutes took 48 s of computing an hour with 60 and 80 s, 51 with 40 s."""
_MOST_WINDOWS = 8
"""20 minutes took 13.4 s of computing with up to 8, 15.3 s with up to 16, because lengths differ more in a larger
batch."""
_UNEVEN = 0.5
"""A window shorter than this share of the longest in its batch would be mostly silence."""
_PAUSE = 2 * SAMPLE_RATE
"""The longest silence, in samples, between two utterances that may be one sentence."""


class BatchRecognizer(Recognizer, Protocol):
    """A recogniser that reads several windows at once faster than one after the other."""

    @property
    def best_window(self) -> int:
        """Samples of one window in which a recording is read best."""
        ...

    @property
    def longest_utterance(self) -> int:
        """Samples of the longest utterance of a recording that is read whole."""
        ...

    def recognize_together(self, windows: Sequence[Samples], prompt: str = "", language: str = "") -> list[Hypothesis]:
        """One hypothesis for each window, in their order, times in samples since the window began."""
        ...


class ReadAhead:
    """Stands on both sides of a transcriber of whole utterances: it delivers the speech, and answers with words read
    before.

    Utterances that follow each other closely are joined to windows, so that a sentence with a pause in it is read as
    one. Windows of about the same length are read together. When the transcriber asks for an utterance that was
    rejected or not read, the recogniser reads it alone: that is the second try.
    """

    def __init__(
        self,
        segmenter: Utterances,
        recognizer: BatchRecognizer,
        prompt: str = "",
        language: str = "",
        guards: Guards | None = None,
    ) -> None:
        """Begin a recording.

        Args:
            prompt: the decoder's prompt for each window: names and other vocabulary.
            language: two-letter code; empty to detect each window's.
        """
        self._segmenter = segmenter
        self._recognizer = recognizer
        self._prompt = prompt
        self._language = language
        self._guards = guards or Guards()
        self._open: list[SpeechChunk] = []
        """the chunks of the utterance that has not ended"""
        self._waiting: list[SpeechChunk] = []
        """whole utterances"""
        self._read: dict[tuple[int, int], Hypothesis] = {}
        """by start and length of the utterance"""

    @property
    def longest_window(self) -> int:
        """The recogniser's longest window in samples."""
        return self._recognizer.longest_window

    def segment(self, chunk: AudioChunk) -> list[SpeechChunk]:
        """Take in audio; returns whole utterances, in order, once there are enough to read together."""
        self._take(self._segmenter.segment(chunk))
        if sum(len(each.samples) for each in self._waiting) < _AHEAD:
            return []
        return self._release()

    def flush(self) -> list[SpeechChunk]:
        """End the open utterance, and return all that wait."""
        self._take(self._segmenter.flush())
        return self._release()

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        """The hypothesis that was read ahead in this language, or one that the recogniser reads now."""
        found = self._read.pop((start, len(samples)), None)
        if found is not None and not committed and language in ("", found.language):
            return found
        return self._recognizer.recognize(samples, start, committed, prompt, language)

    def _take(self, chunks: list[SpeechChunk]) -> None:
        for chunk in chunks:
            self._open.append(chunk)
            if chunk.is_last:
                first = self._open[0]
                samples = np.concatenate([each.samples for each in self._open])
                self._waiting.append(SpeechChunk(first.utterance, first.start, samples, is_last=True))
                self._open = []

    def _release(self) -> list[SpeechChunk]:
        released, self._waiting = self._waiting, []
        self._read.clear()
        for batch in _batches(_windows(released, self._recognizer.best_window, self._recognizer.longest_window)):
            joined = [np.concatenate([each.samples for each in window]) for window in batch]
            hypotheses = self._recognizer.recognize_together(joined, self._prompt, self._language)
            for window, hypothesis in zip(batch, hypotheses, strict=True):
                self._keep(window, hypothesis)
        heap.give_back()  # batches of other lengths need blocks of other sizes
        return released

    def _keep(self, window: Sequence[SpeechChunk], hypothesis: Hypothesis) -> None:
        """Store the words of each utterance of a window, unless reading it again alone may find more."""
        length = sum(len(each.samples) for each in window)
        is_made_up = self._guards.reason(hypothesis, (), length / SAMPLE_RATE) is not None
        if is_made_up or (len(window) > 1 and not hypothesis.words):
            return
        for each, words in zip(window, divided(window, hypothesis.words), strict=True):
            self._read[each.start, len(each.samples)] = dataclasses.replace(hypothesis, words=words)


def divided(window: Sequence[SpeechChunk], words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The words of each utterance in a window of utterances that were joined without their pauses.

    Args:
        words: times in samples since the window began.

    Returns:
        Each utterance's words, times in samples since the session began and within the utterance. A word belongs to the
        utterance that holds its middle.
    """
    borders = np.cumsum([0, *(len(each.samples) for each in window)])
    places = [int(np.searchsorted(borders[1:-1], (word.start + word.end) / 2, side="right")) for word in words]
    result: list[tuple[Word, ...]] = [()] * len(window)
    for place, group in groupby(zip(places, words, strict=True), key=lambda pair: pair[0]):
        chunk, shift = window[place], window[place].start - int(borders[place])
        result[place] += tuple(
            dataclasses.replace(
                word,
                start=min(max(word.start + shift, chunk.start), chunk.end),
                end=min(max(word.end + shift, chunk.start), chunk.end),
            )
            for _, word in group
        )
    return result


def _windows(utterances: Sequence[SpeechChunk], best: int, longest: int) -> list[list[SpeechChunk]]:
    """Neighbouring utterances joined to windows of at most `best` samples; one longer than `longest` is left out."""
    windows: list[list[SpeechChunk]] = []
    length = 0
    for each in utterances:
        if len(each.samples) > longest:
            length = best
            continue
        follows = bool(windows) and each.start - windows[-1][-1].end <= _PAUSE
        if follows and length + len(each.samples) <= best:
            windows[-1].append(each)
            length += len(each.samples)
        else:
            windows.append([each])
            length = len(each.samples)
    return windows


def _batches(windows: Sequence[list[SpeechChunk]]) -> list[list[list[SpeechChunk]]]:
    """Windows of about one length, longest first, as many as a batch may hold."""

    def size(window: list[SpeechChunk]) -> int:
        return sum(len(each.samples) for each in window)

    batches: list[list[list[SpeechChunk]]] = []
    longest = 0
    for window in sorted(windows, key=size, reverse=True):
        count = len(batches[-1]) if batches else _MOST_WINDOWS
        if count >= _MOST_WINDOWS or (count + 1) * longest > _BATCH or size(window) < _UNEVEN * longest:
            batches.append([])
            longest = size(window)
        batches[-1].append(window)
    return batches
