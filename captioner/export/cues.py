"""Makes subtitle cues: limited lines, on screen long enough to be read, never two at once."""

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
"""seconds of removed speech between two words that end a cue"""
_PHRASE = 2
"""`phrases.break_quality` from which punctuation ends a phrase"""
_BREATH_S = 0.3
"""a longer pause is a better end than a place without punctuation"""
_MIN_FILL = 0.4
"""how full a cue must be to be ended there early"""
_PHRASE_WEIGHT = 8
"""columns by which the lines of a cue may differ in length for a better line end"""


@dataclass(frozen=True, slots=True)
class CueShape:
    """The size of a cue."""

    columns: int = LINE_COLUMNS
    """columns of a line; only a longer word makes a longer line"""
    lines: int = 2


_USUAL = CueShape()


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle."""

    start: int
    """ms since the session began"""
    end: int
    """ms since the session began, after `start` and not after the next cue's"""
    lines: tuple[tuple[ShownWord, ...], ...]
    """at least one, at most as many as the shape allows; none for a gap"""
    gap: SoundGap | None = None
    """the missing sound, for a cue without words"""

    @property
    def words(self) -> tuple[ShownWord, ...]:
        """The words of all lines."""
        return tuple(word for line in self.lines for word in line)


def cues(passages: Iterable[Sequence[ShownWord]], shape: CueShape = _USUAL) -> list[Cue]:
    """The cues of passages; each passage begins a new cue."""
    groups = [group for words in passages for group in _groups(words, shape)]
    starts: list[int] = []
    for group in groups:
        start = milliseconds(group[0].source.word.start)
        starts.append(max(start, starts[-1] + 1) if starts else start)
    found = []
    for number, group in enumerate(groups):
        start = starts[number]
        spoken = milliseconds(max(word.source.word.end for word in group))
        readable = start + max(MIN_MS, _columns(group) * 1_000 // _COLUMNS_PER_S)
        end = min(max(spoken, readable), start + MAX_MS)
        if number + 1 < len(starts):
            end = min(end, starts[number + 1])
        found.append(Cue(start, end, _lines(group, shape)))
    return found


def with_gaps(spoken: Iterable[Cue], gaps: Iterable[SoundGap]) -> list[Cue]:
    """The cues of words, and one for each gap in the sound, inside the gap and, if there is room, `MIN_MS` long.

    A cue that is still being read when the sound ends may reach into the gap.
    """
    waiting = deque(gaps)
    found: list[Cue] = []
    for cue in spoken:
        while waiting and milliseconds(waiting[0].start) <= cue.start:
            _append_gap(found, waiting.popleft(), cue.start)
        start = max(cue.start, found[-1].end if found else 0)
        found.append(replace(cue, start=start, end=max(cue.end, start + 1)))
    for gap in waiting:
        _append_gap(found, gap, None)
    return found


def _append_gap(found: list[Cue], gap: SoundGap, limit: int | None) -> None:
    """Add the cue of a gap, before `limit`; the cue before it is shortened as needed."""
    start, end = milliseconds(gap.start), milliseconds(gap.end)
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


def milliseconds(samples: int) -> int:
    """A time in ms, as cues have it."""
    return round(seconds(samples) * 1_000)


def _groups(words: Sequence[ShownWord], shape: CueShape) -> list[list[ShownWord]]:
    """The words of each cue."""
    groups: list[list[ShownWord]] = []
    current: list[ShownWord] = []
    rest = deque(words)
    while rest:
        word = rest.popleft()
        if current and word.can_break and _ends_before(current, word, shape):
            groups.append(current)
            current = []
        elif current and (_is_too_long(current, word) or not _fits([*current, word], shape)):
            end = _best_end(current, word)
            if end is not None:
                rest.extendleft(reversed([*current[end:], word]))
                groups.append(current[:end])
                current = []
                continue
        current.append(word)
    return [*groups, current] if current else groups


def _best_end(group: list[ShownWord], following: ShownWord) -> int | None:
    """Number of words that stay in a full cue: up to the end of a phrase, else a pause, else all."""
    end = linebreaks.best_end(group, 0, following)
    words = [*group, following]
    if end is None or phrases.break_quality(words[end - 1].full, words[end].text) >= _PHRASE:
        return end
    full = _columns(group)
    pauses = {
        place: words[place].source.word.start - words[place - 1].source.word.end
        for place in range(1, len(words))
        if words[place].can_break and _columns(words[:place]) >= _MIN_FILL * full
    }
    longest = max(pauses, key=lambda place: (pauses[place], place), default=end)
    return longest if pauses.get(longest, 0) >= _BREATH_S * SAMPLE_RATE else end


def _ends_before(group: list[ShownWord], word: ShownWord, shape: CueShape) -> bool:
    """Whether a cue ends for another reason than its length."""
    before, now = group[-1].source.word, word.source.word
    longest = _PAUSE_S if word.index == group[-1].index + 1 else _REMOVED_S
    if now.start - before.end > longest * SAMPLE_RATE:
        return True
    is_sentence = punctuation.ends_sentence(punctuation.split(group[-1].full).suffix)
    return is_sentence and _columns(group) >= shape.columns


def _is_too_long(group: list[ShownWord], word: ShownWord) -> bool:
    return (word.source.word.end - group[0].source.word.start) * 1_000 > MAX_MS * SAMPLE_RATE


def _fits(words: list[ShownWord], shape: CueShape) -> bool:
    """Whether the words fit on the lines of a cue; a single word always does."""
    return len(words) == 1 or _fewest_lines(words, shape) is not None


def _fewest_lines(words: list[ShownWord], shape: CueShape) -> int | None:
    """Number of full lines that the words need; None if that is too many."""
    first = count = 0
    while first < len(words):
        count += 1
        ends = _line_ends(words, first, shape.columns)
        if count > shape.lines or not ends:
            return None
        first = ends[-1]
    return count


def _line_ends(words: list[ShownWord], first: int, width: int) -> list[int]:
    """Where a line that begins with word `first` may end."""
    ends = []
    for end in range(first + 1, len(words) + 1):
        if _columns(words[first:end]) > width:
            break
        if end == len(words) or words[end].can_break:
            ends.append(end)
    return ends


def _lines(words: list[ShownWord], shape: CueShape) -> tuple[tuple[ShownWord, ...], ...]:
    """The words on as few lines as possible, about equally long, with good line ends."""
    count = _fewest_lines(words, shape)
    if count is None or count == 1:
        return (tuple(words),)
    mean = (_columns(words) - count + 1) / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    """by the number of words placed: the cost, and the line ends"""
    for _ in range(count):
        longer: dict[int, tuple[float, list[int]]] = {}
        for first, (score, ends) in best.items():
            for end in _line_ends(words, first, shape.columns):
                quality = phrases.break_quality(words[end - 1].full, words[end].text) if end < len(words) else 0
                found = score + quality * _PHRASE_WEIGHT - abs(_columns(words[first:end]) - mean)
                longer[end] = max(longer.get(end, (found, [])), (found, [*ends, end]))
        best = longer
    ends = best[len(words)][1]
    return tuple(tuple(words[first:end]) for first, end in zip([0, *ends], ends, strict=False))


def _columns(words: Sequence[ShownWord]) -> int:
    return columns(linebreaks.line_text(words))
