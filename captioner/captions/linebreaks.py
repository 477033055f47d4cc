"""Breaks words into lines of a width, at the end of a phrase where one is near."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from captioner.captions import phrases
from captioner.captions.wording import ShownWord

_MIN_FILL = {3: 0.6, 2: 0.6, 1: 0.75, 0: 0.75, -1: 1.0}
"""How full a line must be to end early, by the quality of the break (`phrases.break_quality`)."""
_RESERVE = "?"
"""Room behind the last word of a line for a punctuation mark that may still come."""
_JOINER = "\u200d"


def line_text(words: Sequence[ShownWord]) -> str:
    """Words as the text of one line."""
    return "".join((word.space if number else "") + word.full for number, word in enumerate(words))


def broken(
    line: Sequence[ShownWord], words: Sequence[ShownWord], measure: Callable[[str], float], width: float
) -> list[list[ShownWord]]:
    """Break words into lines.

    Args:
        line: words that are already on the first line and stay there.
        words: the words behind them.
        measure: the drawn width of a text.
        width: of a line, in the same unit.

    Returns:
        The lines, at least one; only the first can be empty. A word wider than a line is cut into parts, each a
        word of its own with the same `index`; the name stands before the first.
    """
    lines = [list(line)]
    fixed = len(line)
    rest = deque(words)
    while rest:
        word = rest.popleft()
        current = lines[-1]
        if not current and measure(word.full) > width:
            *parts, word = _cut(word, measure, width)
            lines[-1:] = [[part] for part in parts] + [[word]]
        elif not current or _fits(current, word, measure, width):
            current.append(word)
        else:
            end = best_end(current, fixed, word)
            if end is None and not phrases.bare(word.text):
                current.append(word)  # a mark that must not begin a line
                continue
            end = len(current) if end is None else end
            rest.extendleft(reversed([*current[end:], word]))
            del current[end:]
            lines.append([])
            fixed = 0
    return lines


def _fits(line: list[ShownWord], word: ShownWord, measure: Callable[[str], float], width: float) -> bool:
    text = line_text(line) + word.space + word.text
    return measure(text + _RESERVE) <= width and (not word.tail or measure(text + word.tail) <= width)


def best_end(line: list[ShownWord], fixed: int, following: ShownWord) -> int | None:
    """How many words of a full line stay on it, or None where no place can be broken."""
    words = [*line, following]
    length = len(line_text(line))
    places = [end for end in range(max(fixed, 1), len(words)) if words[end].can_break]
    good: list[tuple[int, int]] = []
    for end in places:
        quality = phrases.break_quality(words[end - 1].full, words[end].text)
        if end == len(line) or len(line_text(line[:end])) >= _MIN_FILL[quality] * length:
            good.append((quality, end))
    return max(good)[1] if good else max(places, default=None)


def _cut(word: ShownWord, measure: Callable[[str], float], width: float) -> Iterator[ShownWord]:
    """The parts of a word that is wider than a line; marks stay with their letter."""
    part = ""
    name, space, can_break = word.name, word.space, word.can_break
    for cluster in _clusters(word.text):
        if part and measure(name + part + cluster) > width:
            yield replace(
                word, text=part, tail="", space=space, can_break=can_break, is_closed=word.is_settled, name=name
            )
            part, name, space, can_break = "", "", "", True
        part += cluster
    yield replace(word, text=part, space=space, can_break=can_break, name=name)


def _clusters(text: str) -> Iterator[str]:
    """The characters of a text, each with the combining marks that belong to it."""
    cluster = ""
    for character in text:
        is_joined = unicodedata.combining(character) or character == _JOINER or unicodedata.category(character) == "Mn"
        if cluster and not is_joined and not cluster.endswith(_JOINER):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster
