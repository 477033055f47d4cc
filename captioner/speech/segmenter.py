"""Splits audio into utterances, from the first syllable to the pause after the last one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from captioner.messages import SAMPLE_RATE, AudioChunk, Samples, SpeechChunk
from captioner.speech.vad import WINDOW, VoiceActivity


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The rules for the beginning and end of utterances."""

    onset: float = 0.5
    """probability of speech that opens an utterance"""
    offset: float = 0.35
    """probability below which a window counts as silence inside one"""
    faint: float = 0.2
    """probability above which windows before an onset are speech, too: words that begin softly stay below `onset`"""
    faint_gap_s: float = 0.2
    """seconds below `faint` that such a soft beginning may contain"""
    reach_back_s: float = 2.0
    """the longest such beginning"""
    pre_roll_s: float = 0.35
    """seconds before the onset, or before that beginning, that belong to the utterance"""
    hangover_s: float = 0.6
    """seconds of silence that end an utterance; the disfluency model is measured on audio cut at the same pause"""
    maximum_s: float = 20.0
    """seconds after which an utterance is always cut"""
    short_pause_s: float = 0.1
    """seconds of silence that end an utterance near the maximum"""


_PAUSE_IN_CONTEXT_S = 1.2
"""Longer than a speaker's rest within a sentence, shorter than most silences between two speakers. The built-in model
read ten minutes of dictation and verse with 0.102 of the words wrong and a sentence's end right by 0.840 (F1) when cut
at 0.6 s, 0.103 and 0.848 at 1.2 s, 0.105 and 0.841 at 2 s; clips of many speakers behind each other, a second apart,
with 0.164, 0.148 and 0.178 wrong. Stock tiny.en read the first with 0.100 and 0.853, 0.087 and 0.890, 0.088 and
0.881."""
_MARGIN_S = 0.5
"""Below the longest window: an utterance is cut by whole windows of voice activity."""


def in_context(longest_s: float) -> Segmentation:
    """For recordings: utterances as long as the speech model can read at once, cut at longer pauses.

    Args:
        longest_s: seconds that the model can read at once.
    """
    return Segmentation(hangover_s=_PAUSE_IN_CONTEXT_S, maximum_s=longest_s - _MARGIN_S)


class Segmenter:
    """Splits a stream of audio into utterances; every sample of an utterance is forwarded once and in order.

    The silence that ends an utterance shrinks from `hangover_s` at half the maximum to `short_pause_s` at the maximum,
    so a long utterance is cut at a breath rather than in a word.
    """

    def __init__(self, voice_activity: VoiceActivity, segmentation: Segmentation | None = None) -> None:
        self._voice = voice_activity
        self._rules = segmentation or Segmentation()
        self._pre_roll = int(self._rules.pre_roll_s * SAMPLE_RATE)
        self._reach = int(self._rules.reach_back_s * SAMPLE_RATE)
        self._maximum = int(self._rules.maximum_s * SAMPLE_RATE)
        self._utterance = 0
        self._position = 0
        """samples since the session began: the end of all audio so far"""
        self._rest: Samples = np.zeros(0, np.float32)
        """audio not yet judged, less than a window; ends at `_position`"""
        self._recent: Samples = np.zeros(0, np.float32)
        """outside an utterance: judged audio that may become the beginning of the next one"""
        self._beginning = 0
        """outside an utterance: samples since the first of the faint windows that lead up to now, 0 without any"""
        self._gap = 0
        """the newest of these windows that are not even faint"""
        self._began: int | None = None
        """start of the current utterance, None outside one"""
        self._silence = 0
        """samples of silence at the end of the current utterance"""

    def segment(self, chunk: AudioChunk) -> list[SpeechChunk]:
        """Take in audio; a gap before `start` ends the utterance first.

        Returns:
            The speech in it: at most one chunk for each utterance; the last chunk of an ended utterance has `is_last`.
        """
        ended = self.flush() if chunk.start != self._position else []
        if chunk.start != self._position:
            self._position = chunk.start
            self._voice.reset()
        return ended + self._segment(chunk.samples)

    def flush(self) -> list[SpeechChunk]:
        """End the open utterance, if there is one: the source has ended, paused or jumped."""
        rest, self._rest = self._rest, np.zeros(0, np.float32)
        self._forget_beginning()
        if self._began is None:
            return []
        return [self._close(rest, self._position - len(rest))]

    def _segment(self, samples: Samples) -> list[SpeechChunk]:
        waiting = np.concatenate([self._rest, samples])
        self._position += len(samples)
        whole = len(waiting) // WINDOW * WINDOW
        start = self._position - len(waiting)
        self._rest = waiting[whole:]
        windows = waiting[:whole].reshape(-1, WINDOW)
        probabilities = self._voice.probabilities(windows)
        chunks: list[SpeechChunk] = []
        unsent = 0
        """first window of the open utterance that has not been forwarded"""
        for index, probability in enumerate(probabilities):
            end = start + (index + 1) * WINDOW
            if self._began is None:
                if probability < self._rules.onset:
                    self._note_faint(probability)
                    continue
                first = self._with_recent(windows[unsent : index + 1])[-(self._beginning + self._pre_roll + WINDOW) :]
                unsent = index + 1
                self._began, self._silence = end - len(first), 0
                chunks.append(SpeechChunk(self._utterance, self._began, first, is_last=False))
                self._forget_beginning()
            elif self._is_over(probability, end):
                pauses = self._pauses(probabilities[unsent : index + 1], start + unsent * WINDOW)
                chunks.append(self._close(windows[unsent : index + 1].reshape(-1), start + unsent * WINDOW, pauses))
                unsent = index + 1
        tail = windows[unsent:].reshape(-1)
        if self._began is None:
            self._recent = self._with_recent(windows[unsent:])
        elif len(tail):
            begin = start + unsent * WINDOW
            pauses = self._pauses(probabilities[unsent:], begin)
            chunks.append(SpeechChunk(self._utterance, begin, tail, is_last=False, pauses=pauses))
        return _join(chunks)

    def _pauses(self, probabilities: NDArray[np.float32], start: int) -> tuple[tuple[int, int], ...]:
        """Begin and end of each run of silent windows, the first of which begins at `start`."""
        silent = np.concatenate([[False], probabilities < self._rules.offset, [False]])
        borders = start + WINDOW * np.flatnonzero(silent[1:] != silent[:-1])
        return tuple((int(begin), int(end)) for begin, end in borders.reshape(-1, 2))

    def _with_recent(self, windows: Samples) -> Samples:
        """The newest judged audio outside an utterance, as much as an utterance may begin with."""
        return np.concatenate([self._recent, windows.reshape(-1)])[-(self._reach + self._pre_roll + WINDOW) :]

    def _note_faint(self, probability: float) -> None:
        """Track faint windows that may become the beginning of an utterance."""
        if probability >= self._rules.faint:
            self._gap = 0
        else:
            self._gap += WINDOW
        if self._gap > self._rules.faint_gap_s * SAMPLE_RATE:
            self._beginning = 0
        elif self._beginning or not self._gap:
            self._beginning = min(self._reach, self._beginning + WINDOW)

    def _forget_beginning(self) -> None:
        self._recent = np.zeros(0, np.float32)
        self._beginning = self._gap = 0

    def _is_over(self, probability: float, end: int) -> bool:
        assert self._began is not None
        self._silence = self._silence + WINDOW if probability < self._rules.offset else 0
        length = end - self._began
        return length >= self._maximum or self._silence >= self._needed_silence(length)

    def _needed_silence(self, length: int) -> float:
        """Samples of silence that end an utterance of `length` samples."""
        over = max(0.0, min(1.0, 2 * length / self._maximum - 1))
        return SAMPLE_RATE * (self._rules.hangover_s + over * (self._rules.short_pause_s - self._rules.hangover_s))

    def _close(self, samples: Samples, start: int, pauses: tuple[tuple[int, int], ...] = ()) -> SpeechChunk:
        chunk = SpeechChunk(self._utterance, start, samples, is_last=True, pauses=pauses)
        self._utterance += 1
        self._began = None
        self._silence = 0
        return chunk


def _join(chunks: list[SpeechChunk]) -> list[SpeechChunk]:
    """One chunk for each utterance, so that the transcriber decodes once for all audio that came together."""
    joined: list[SpeechChunk] = []
    for chunk in chunks:
        if joined and joined[-1].utterance == chunk.utterance:
            samples = np.concatenate([joined[-1].samples, chunk.samples])
            pauses = joined[-1].pauses + chunk.pauses
            joined[-1] = SpeechChunk(chunk.utterance, joined[-1].start, samples, chunk.is_last, pauses)
        else:
            joined.append(chunk)
    return joined
