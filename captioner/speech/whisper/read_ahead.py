"""Reads recordings ahead: collects utterances and reads them in batches before the transcriber asks."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

import numpy as np

from captioner import heap
from captioner.messages import SAMPLE_RATE, AudioChunk, Hypothesis, Samples, SpeechChunk, Word
from captioner.speech.engine import Utterances
from captioner.speech.whisper import plan
from captioner.speech.whisper.guards import Guards
from captioner.speech.whisper.pieces import UNREAD_S
from captioner.speech.whisper.transcriber import Recognizer

_AHEAD = 120 * SAMPLE_RATE
"""Samples of speech that wait, 8 MB: enough to fill batches with windows of about one length."""
_MOST_WINDOWS = 16
_UNCUT = 16 * SAMPLE_RATE
"""Samples of an utterance, without its long pauses, that are read as one even where the model reads shorter windows
best: a sentence that is cut in two gets a full stop or a capital in its middle."""


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

    @property
    def longest_batch(self) -> int:
        """Samples of the windows that it reads at once, each counted as long as the longest."""
        ...

    def recognize_together(self, windows: Sequence[Samples], prompt: str = "", language: str = "") -> list[Hypothesis]:
        """One hypothesis for each window, in their order, times in samples since the window began."""
        ...


class ReadAhead:
    """Stands on both sides of a transcriber of whole utterances: it delivers the speech, and answers with words read
    before.

    Utterances are read as windows of about one length (`plan.py`): a long one is divided, those that follow each other
    closely are joined, so that a sentence with a pause in it is read as one. When the transcriber asks for an utterance
    that was rejected or not read, the recogniser reads it alone: that is the second try.
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
        """whole utterances that are not delivered"""
        self._unread: list[plan.Window] = []
        """their windows, in order"""
        self._newest: plan.Window = []
        self._count: Counter[int] = Counter()
        """by utterance: its windows"""
        self._lost: set[int] = set()
        """utterances that the transcriber must have read again"""
        self._heard: defaultdict[int, dict[int, Hypothesis]] = defaultdict(dict)
        """by utterance: the hypotheses of its windows, by their start"""
        self._read: dict[tuple[int, int], Hypothesis] = {}
        """of delivered utterances, by start and length"""

    @property
    def longest_window(self) -> int:
        """The recogniser's longest window in samples."""
        return self._recognizer.longest_window

    def segment(self, chunk: AudioChunk) -> list[SpeechChunk]:
        """Take in audio; returns whole utterances, in order, once they are read."""
        self._take(self._segmenter.segment(chunk))
        return self._release(_AHEAD)

    def flush(self) -> list[SpeechChunk]:
        """End the open utterance, and return all that wait."""
        self._take(self._segmenter.flush())
        return self._release(0)

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
                pauses = plan.merged([pause for each in self._open for pause in each.pauses])
                self._open = []
                self._plan(SpeechChunk(first.utterance, first.start, samples, is_last=True, pauses=pauses))

    def _plan(self, utterance: SpeechChunk) -> None:
        """Divide an utterance into windows, and join them with the one before where they fit."""
        self._waiting.append(utterance)
        best = self._recognizer.best_window
        windows = plan.windows(utterance, max(best, _UNCUT))
        if any(plan.length(window) > self._recognizer.longest_utterance for window in windows):
            self._newest = []
            return
        number = utterance.utterance
        for window in windows:
            is_unread = bool(self._unread) and self._unread[-1] is self._newest
            if is_unread and plan.follows(self._newest, window, best):
                self._count[number] += self._newest[-1].utterance != number
                self._newest += window
            else:
                self._count[number] += 1
                self._unread.append(window)
                self._newest = window

    def _release(self, most: int) -> list[SpeechChunk]:
        """Read until at most so many samples wait; returns the utterances that are read up to there."""
        self._read.clear()
        released: list[SpeechChunk] = []
        while True:
            unread = {part.utterance for window in self._unread for part in window}
            while self._waiting and self._waiting[0].utterance not in unread:
                released.append(self._waiting.pop(0))
                self._settle(released[-1])
            if not unread or sum(len(each.samples) for each in self._waiting) < max(1, most):
                return released
            self._read_batch()

    def _read_batch(self) -> None:
        batch = plan.batch(self._unread, _MOST_WINDOWS, self._recognizer.longest_batch)
        chosen = set(map(id, batch))
        self._unread = [window for window in self._unread if id(window) not in chosen]
        joined = [plan.samples(window) for window in batch]
        hypotheses = self._recognizer.recognize_together(joined, self._prompt, self._language)
        for window, hypothesis in zip(batch, hypotheses, strict=True):
            self._keep(window, hypothesis)
        heap.give_back()  # batches of other lengths need blocks of other sizes

    def _keep(self, window: plan.Window, hypothesis: Hypothesis) -> None:
        """Store the words of each utterance of a window, unless reading it again alone may find more."""
        utterances = {part.utterance for part in window}
        length, words = plan.length(window), hypothesis.words
        is_made_up = self._guards.reason(hypothesis, (), length / SAMPLE_RATE) is not None
        # the transcriber sees what is missing at the end of an utterance, and only if it has words
        is_inside = len(utterances) > 1 or any(self._count[number] > 1 for number in utterances)
        if is_made_up or (is_inside and (not words or length - words[-1].end >= UNREAD_S * SAMPLE_RATE)):
            self._lost |= utterances
            return
        parts = zip(window, plan.divided(window, words), strict=True)
        for number, group in groupby(parts, key=lambda pair: pair[0].utterance):
            own = list(group)
            said = tuple(word for _, part in own for word in part)
            self._heard[number][own[0][0].start] = dataclasses.replace(hypothesis, words=said)

    def _settle(self, utterance: SpeechChunk) -> None:
        """Make the hypotheses of an utterance's windows its hypothesis."""
        number = utterance.utterance
        heard = self._heard.pop(number, {})
        if heard and number not in self._lost:
            together = _together([heard[start] for start in sorted(heard)])
            self._read[utterance.start, len(utterance.samples)] = together
        del self._count[number]
        self._lost.discard(number)


def _together(hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    """One hypothesis from those of windows that follow each other; their log probabilities are weighted by words."""
    counts = [max(1, len(each.words)) for each in hypotheses]
    longest = max(hypotheses, key=lambda each: len(each.words))
    scores = sum(count * each.log_probability for count, each in zip(counts, hypotheses, strict=True))
    return dataclasses.replace(
        longest,
        words=tuple(word for each in hypotheses for word in each.words),
        log_probability=scores / sum(counts),
        no_speech_probability=min(each.no_speech_probability for each in hypotheses),
    )
