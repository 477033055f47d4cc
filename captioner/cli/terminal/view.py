"""Captions on a full terminal: settled words bright, provisional ones dim, removed ones struck through."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace

from captioner.captions.layout import Layout, Look
from captioner.cli.console import Piece, Screen, Style, cell_len
from captioner.cli.terminal.status_line import sentence, status_line
from captioner.messages import (
    CaptionLine,
    CaptionUpdate,
    Label,
    Run,
    State,
    Status,
    TranscriptEntry,
    View,
)

_WIDEST = 100
"""Columns; longer lines are hard to read on a wide terminal."""
_BELOW = 2
"""Rows under the captions besides the notice: an empty one and the status."""
_NOTICE_ROWS = 3
"""A longer notice is cut off, because the screen is for captions."""


class TerminalView:
    """Draws the newest lines; a change of view or size lays out the whole record again, so it applies to earlier lines,
    too."""

    def __init__(
        self,
        screen: Screen,
        entries: Callable[[], Sequence[TranscriptEntry]],
        removed: frozenset[Label],
        view: View,
    ) -> None:
        """Draw nothing yet.

        Args:
            screen: entered by the caller.
            entries: returns the record so far; called when lines are laid out again.
            removed: the labels that are not part of the cleaned view.
            view: the first view.
        """
        self._screen = screen
        self._entries = entries
        self._size = screen.size
        self._layout = Layout(Look(cell_len, self._line_width(), view, removed))
        self._status = Status(State.LOADING)
        self._notice = ""
        self._is_stale = True

    @property
    def view(self) -> View:
        """The current view."""
        return self._layout.look.view

    def add_captions(self, update: CaptionUpdate) -> None:
        """Show an update that is already in the record."""
        self._layout.add_captions(update)
        self._is_stale = True

    def tell(self, status: Status) -> None:
        """Show a status; it comes ten times a second, and is mostly the same."""
        before = self._status_line()
        self._status = status
        self._is_stale = self._is_stale or self._status_line() != before

    def warn(self, warning: str) -> None:
        """Show a message above the status, until the next one."""
        self._notice = warning
        self._is_stale = True

    def show(self, view: View) -> None:
        """Switch the view, also of earlier captions."""
        self._relayout(replace(self._layout.look, view=view))

    def captions(self) -> list[list[Piece]]:
        """The visible lines."""
        return [pieces(line) for line in self._layout.last(self._rows())]

    def draw(self) -> None:
        """Redraw the screen if it has changed."""
        if self._screen.size != self._size:
            self._size = self._screen.size
            self._relayout(replace(self._layout.look, width=self._line_width()))
        if self._is_stale:
            self._screen.draw(self._lines())
            self._is_stale = False

    def _relayout(self, look: Look) -> None:
        self._layout.relayout(self._entries(), look, last=self._rows())
        self._is_stale = True

    def _rows(self) -> int:
        return max(1, self._size[1] - _BELOW - len(self._notice_rows()))

    def _notice_rows(self) -> list[str]:
        """The last warning or the current problem; at least one row, so that captions do not jump at the first
        warning."""
        notice = self._notice
        if not notice and self._status.state in (State.NO_SIGNAL, State.AWAY, State.SLOW):
            notice = sentence(self._status, self._status.source)
        return textwrap.wrap(notice, max(1, self._size[0]), break_on_hyphens=False)[:_NOTICE_ROWS] or [""]

    def _line_width(self) -> int:
        return max(10, min(self._size[0], _WIDEST))

    def _lines(self) -> list[list[Piece]]:
        rows = self._rows()
        lines = self.captions()
        lines += [[] for _ in range(rows - len(lines) + 1)]
        lines += [[Piece(row, Style.WARNING)] for row in self._notice_rows()]
        lines.append(self._status_line())
        return lines

    def _status_line(self) -> list[Piece]:
        return status_line(self._status, self.view, has_unicode=self._screen.has_unicode)


def pieces(line: CaptionLine) -> list[Piece]:
    """A line of captions in the terminal's styles."""
    return [Piece(run.text, _style(run)) for run in line.runs]


def _style(run: Run) -> Style:
    if run.removed is not None:
        return Style.REMOVED if run.is_settled else Style.PROVISIONAL_REMOVED
    return Style.SETTLED if run.is_settled else Style.PROVISIONAL
