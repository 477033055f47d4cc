"""Subtitle cues: at most two lines, on the screen long enough to be read, and never two at once."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from captioner.captions import linebreaks, phrases, punctuation
from captioner.captions.wording import ShownWord
from captioner.messages import SAMPLE_RATE, SoundGap, seconds

LINE_COLUMNS = 42
MIN_MS = 1_000
MAX_MS = 7_000
_COLUMNS_PER_S = 17
"""reading speed that adults follow with ease"""
_PAUSE_S = 1.5
"""a longer pause between two words ends a cue"""
_REMOVED_S = 4.0
"""so much removed speech between two words ends a cue"""
_PHRASE_WEIGHT = 8
"""columns by which the lines of a cue may differ more where they end with a better place"""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is on the screen for a while."""

    start: int
    """ms since the session began"""
    end: int
    """ms since the session began, after `start` and not after the next cue's"""
    lines: tuple[tuple[ShownWord, ...], ...]
    """one or two; none where `gap` is"""
    gap: SoundGap | None = None
    """there is no sound"""


def cues(passages: Iterable[Sequence[ShownWord]]) -> list[Cue]:
    """The cues of utterances, each begun anew."""
    groups = [group for words in passages for group in _groups(words)]
    starts: list[int] = []
    for group in groups:
        start = _milliseconds(group[0].source.word.start)
        starts.append(max(start, starts[-1] + 1) if starts else start)
    found = []
    for number, group in enumerate(groups):
        start = starts[number]
        spoken = _milliseconds(max(word.source.word.end for word in group))
        readable = start + max(MIN_MS, _columns(group) * 1_000 // _COLUMNS_PER_S)
        end = min(max(spoken, readable), start + MAX_MS)
        if number + 1 < len(starts):
            end = min(end, starts[number + 1])
        found.append(Cue(start, end, _lines(group)))
    return found


def with_gaps(spoken: Iterable[Cue], gaps: Iterable[SoundGap]) -> list[Cue]:
    """The cues of words with one for each stretch without sound, in it and, as far as there is room, `MIN_MS` long.

    What is read still when the sound ends may stand into the gap.
    """
    waiting = deque(gaps)
    found: list[Cue] = []
    for cue in spoken:
        while waiting and _milliseconds(waiting[0].start) <= cue.start:
            _append_gap(found, waiting.popleft(), cue.start)
        start = max(cue.start, found[-1].end if found else 0)
        found.append(replace(cue, start=start, end=max(cue.end, start + 1)))
    for gap in waiting:
        _append_gap(found, gap, None)
    return found


def _append_gap(found: list[Cue], gap: SoundGap, limit: int | None) -> None:
    """Add the cue of a gap, before `limit`; the cue before it gives way as far as it must."""
    start, end = _milliseconds(gap.start), _milliseconds(gap.end)
    end = end if limit is None else max(start + 1, min(end, limit))
    if found and found[-1].end > start:
        start = max(start, min(found[-1].end, end - MIN_MS), found[-1].start + 1)
        found[-1] = replace(found[-1], end=min(found[-1].end, start))
    found.append(Cue(start, max(start + 1, min(end, start + MAX_MS)), (), gap))


def columns(text: str) -> int:
    """The width of a text in columns of a terminal: East Asian characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _groups(words: Sequence[ShownWord]) -> list[list[ShownWord]]:
    """The words of each cue."""
    groups: list[list[ShownWord]] = []
    current: list[ShownWord] = []
    rest = deque(words)
    while rest:
        word = rest.popleft()
        if current and word.can_break and _ends_before(current, word):
            groups.append(current)
            current = []
        elif current and (_is_too_long(current, word) or _two_lines([*current, word]) is None):
            end = linebreaks.best_end(current, 0, word)
            if end is not None:
                rest.extendleft(reversed([*current[end:], word]))
                groups.append(current[:end])
                current = []
                continue
        current.append(word)
    return [*groups, current] if current else groups


def _ends_before(group: list[ShownWord], word: ShownWord) -> bool:
    """Whether a cue ends for another reason than its length."""
    before, now = group[-1].source.word, word.source.word
    longest = _PAUSE_S if word.index == group[-1].index + 1 else _REMOVED_S
    if now.start - before.end > longest * SAMPLE_RATE:
        return True
    is_sentence = punctuation.ends_sentence(punctuation.split(group[-1].full).suffix)
    return is_sentence and _columns(group) >= LINE_COLUMNS


def _is_too_long(group: list[ShownWord], word: ShownWord) -> bool:
    return (word.source.word.end - group[0].source.word.start) * 1_000 > MAX_MS * SAMPLE_RATE


def _lines(group: list[ShownWord]) -> tuple[tuple[ShownWord, ...], ...]:
    end = _two_lines(group)
    if not end or end == len(group):
        return (tuple(group),)
    return (tuple(group[:end]), tuple(group[end:]))


def _two_lines(words: list[ShownWord]) -> int | None:
    """How many words stand on the first of at most two lines; None where they do not fit."""
    if len(words) == 1 or _columns(words) <= LINE_COLUMNS:
        return len(words)
    best: tuple[int, int] | None = None
    for end in range(1, len(words)):
        first, second = _columns(words[:end]), _columns(words[end:])
        if words[end].can_break and first <= LINE_COLUMNS and second <= LINE_COLUMNS:
            quality = phrases.break_quality(words[end - 1].full, words[end].text)
            score = (quality * _PHRASE_WEIGHT - abs(first - second), end)
            best = score if best is None else max(best, score)
    return best[1] if best is not None else None


def _columns(words: Sequence[ShownWord]) -> int:
    return columns(linebreaks.line_text(words))


def _milliseconds(samples: int) -> int:
    return round(seconds(samples) * 1_000)
