"""The text of a transcript for searching, built in small steps, so that no window waits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from captioner.ui.look.texts import utf16_length

SLICE = 50
"""Rows at a time: about 10 ms of work."""


@dataclass(frozen=True, slots=True)
class Match:
    """A match."""

    row: int
    position: int
    """of its first letter in the row's text, in UTF-16 code units"""
    length: int
    """in UTF-16 code units"""


class SearchIndex(QObject):
    """The texts of all rows while a search is open; forgotten when it closes.

    Signals:
        advanced: more rows can be searched.
    """

    advanced = Signal()

    def __init__(self, text_of: Callable[[int], str], parent: QObject | None = None) -> None:
        """`text_of` returns the text of a row."""
        super().__init__(parent)
        self._text_of = text_of
        self._texts: list[str] = []
        self._total = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._advance)

    @property
    def is_whole(self) -> bool:
        """Whether all rows can be searched."""
        return len(self._texts) >= self._total

    def open(self, total: int) -> None:
        """Start again with this number of rows."""
        self._texts.clear()
        self.grow(total)

    def grow(self, total: int) -> None:
        """Set the new number of rows; the last known row may have changed."""
        del self._texts[max(0, self._total - 1) :]
        self._total = total
        self._advance()

    def close(self) -> None:
        """Forget everything."""
        self._timer.stop()
        self._texts.clear()
        self._total = 0

    def count(self, text: str) -> int:
        """Number of matches in the rows that can be searched."""
        return sum(1 for _ in self._matches(text, range(len(self._texts))))

    def next(self, text: str, row: int, position: int) -> Match | None:
        """The first match at or behind a place, or the first of all."""
        rows = range(len(self._texts))
        behind = self._matches(text, rows[row:])
        found = next((each for each in behind if (each.row, each.position) >= (row, position)), None)
        return found or next(self._matches(text, rows), None)

    def previous(self, text: str, row: int, position: int) -> Match | None:
        """The last match before a place, or the last of all."""
        rows = range(len(self._texts))
        for end in (range(min(row + 1, len(rows))), rows):
            for each in reversed(end):
                found = [
                    match
                    for match in self._matches(text, range(each, each + 1))
                    if end is rows or (match.row, match.position) < (row, position)
                ]
                if found:
                    return found[-1]
        return None

    def _matches(self, text: str, rows: range) -> Iterator[Match]:
        if not text:
            return
        pattern = pattern_of(text)
        for row in rows:
            line = self._texts[row]
            for match in pattern.finditer(line):
                yield Match(row, utf16_length(line[: match.start()]), utf16_length(match.group()))

    def _advance(self) -> None:
        stop = min(self._total, len(self._texts) + SLICE)
        self._texts += [self._text_of(row) for row in range(len(self._texts), stop)]
        if self.is_whole:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        self.advanced.emit()


def pattern_of(text: str) -> re.Pattern[str]:
    """A pattern for a literal text, ignoring case."""
    return re.compile(re.escape(text), re.IGNORECASE)
