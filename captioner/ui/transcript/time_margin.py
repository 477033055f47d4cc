"""The column of times beside a transcript."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from captioner.messages import clock, seconds
from captioner.ui.look.themes import Theme
from captioner.ui.transcript.text import TranscriptText

GAP = 12
"""Pixels around the times, and around the text."""


class TimeMargin(QWidget):
    """Draws when each paragraph began; the view knows what stands where.

    A paragraph that grows leaves its time where it is, so that most updates need nothing drawn here.
    """

    def __init__(self, view: TranscriptText, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._drawn: object = None
        # it fills what it draws on: when it scrolls, only what comes into sight need be drawn
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as a time."""
        return QSize(self.width_of_times(), 0)

    def width_of_times(self) -> int:
        """Pixels for the times."""
        return self._view.fontMetrics().horizontalAdvance("00:00:00") + 2 * GAP

    def follow(self, rect: QRect, dy: int) -> None:
        """The text has scrolled by `dy` pixels, or has changed within `rect`."""
        placed = self._view.placed()
        if dy:
            self.scroll(0, dy)
            self._drawn = placed
            return
        if placed != self._drawn or rect.contains(self._view.viewport().rect()):
            self._drawn = placed
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the times of the paragraphs that can be seen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.base))
        painter.setPen(QColor(self._theme.faint))
        painter.setFont(self._view.font())
        height = self._view.fontMetrics().height()
        starts = self._view.transcript.entries.starts
        for block, top in self._view.visible_blocks():
            row = self._view.row_of(block)
            rect = QRect(0, top, self.width() - GAP, height)
            if row in self._view.rows and block.isVisible() and rect.intersects(event.rect()):
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight), clock(seconds(starts[row])))
        painter.end()
