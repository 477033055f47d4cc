"""Plans how a recording is read: utterances without their long pauses, as windows of about one length, in batches."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import groupby
from typing import TypeAlias

import numpy as np

from captioner.messages import SAMPLE_RATE, Samples, SpeechChunk, Word

Window: TypeAlias = list[SpeechChunk]
"""Parts of utterances that are read as one, in order. What lies between two parts, a pause, is not read."""

KEPT_PAUSE = SAMPLE_RATE * 6 // 10
"""Samples of a pause that are read. Of 23 minutes of clips a sixth are longer pauses; word error rates were 0.1741 with
whole pauses, 0.1724, 0.1697 and 0.1724 with 1.0, 0.6 and 0.4 s of them."""
_CUT_PAUSE = SAMPLE_RATE * 9 // 100
"""Samples of the shortest pause at which a window may end: three windows of voice activity."""
_LONG_PAUSE = SAMPLE_RATE
"""Longer pauses are no better places to cut."""
_LEAST = 3 * SAMPLE_RATE
"""Samples of the shortest window that a cut may leave."""
_PAUSE_IN_SENTENCE = 2 * SAMPLE_RATE
"""The longest silence, in samples, between two utterances that may be one sentence."""
_UNEVEN = 0.5
"""A window shorter than this share of the longest in its batch would be mostly silence."""


def length(window: Window) -> int:
    """The samples that are read."""
    return sum(len(part.samples) for part in window)


def samples(window: Window) -> Samples:
    """What is read, shape (length,)."""
    return np.concatenate([part.samples for part in window])


def windows(utterance: SpeechChunk, best: int) -> list[Window]:
    """An utterance as windows of at most `best` samples, cut at its longest pauses; a longer one has none."""
    window = without_long_pauses(utterance)
    if length(window) <= best:
        return [window]
    cuts: list[tuple[int, SpeechChunk, SpeechChunk]] = []
    for begin, end in utterance.pauses:
        middle = (begin + end) // 2
        first, second = part(utterance, utterance.start, middle), part(utterance, middle, utterance.end)
        is_long = all(length(without_long_pauses(half)) >= _LEAST for half in (first, second))
        if end - begin >= _CUT_PAUSE and is_long:
            cuts.append((min(end - begin, _LONG_PAUSE), first, second))
    if not cuts:
        return [window]
    _, first, second = max(cuts, key=lambda cut: cut[0])
    return windows(first, best) + windows(second, best)


def without_long_pauses(utterance: SpeechChunk) -> Window:
    """The parts of an utterance that are left when each pause is shortened to `KEPT_PAUSE`, half of it at the edges."""
    spans: list[tuple[int, int]] = []
    start = utterance.start
    for begin, end in utterance.pauses:
        first = begin + KEPT_PAUSE // 2 if begin > utterance.start else begin
        last = end - KEPT_PAUSE // 2 if end < utterance.end else end
        if last > first:
            spans.append((start, first))
            start = last
    spans.append((start, utterance.end))
    return [part(utterance, *span) for span in spans if span[1] > span[0]] or [utterance]


def part(utterance: SpeechChunk, begin: int, end: int) -> SpeechChunk:
    """The audio of an utterance between two times in samples, and the pauses in it."""
    inside = [(max(a, begin), min(b, end)) for a, b in utterance.pauses if a < end and b > begin]
    taken = utterance.samples[begin - utterance.start : end - utterance.start]
    return SpeechChunk(utterance.utterance, begin, taken, is_last=True, pauses=tuple(inside))


def merged(pauses: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Pauses in order, those that touch as one."""
    result: list[tuple[int, int]] = []
    for begin, end in pauses:
        if result and begin <= result[-1][1]:
            result[-1] = result[-1][0], end
        else:
            result.append((begin, end))
    return tuple(result)


def follows(before: Window, after: Window, best: int) -> bool:
    """Whether two windows may be one sentence, and fit into one of `best` samples."""
    return after[0].start - before[-1].end <= _PAUSE_IN_SENTENCE and length(before) + length(after) <= best


def batch(waiting: Sequence[Window], most: int, longest: int) -> list[Window]:
    """The oldest window, and those of about its length.

    Args:
        waiting: the oldest first.
        most: windows at most.
        longest: samples of all at most, with the silence that makes them equally long.
    """
    chosen = list(waiting[:1])
    least = greatest = length(chosen[0])
    for window in sorted(waiting[1:], key=lambda each: abs(length(each) - length(chosen[0]))):
        low, high = min(least, length(window)), max(greatest, length(window))
        if len(chosen) < most and (len(chosen) + 1) * high <= longest and low >= _UNEVEN * high:
            chosen.append(window)
            least, greatest = low, high
    return chosen


def divided(window: Sequence[SpeechChunk], words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The words of each part of a window.

    Args:
        words: times in samples since the window began.

    Returns:
        Each part's words, times in samples since the session began and within the part. A word belongs to the part
        that holds its middle.
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
