"""The column of times beside a transcript."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice, takewhile

from PySide6.QtCore import QEvent, QLineF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from captioner.messages import GapKind, SoundGap, clock, seconds
from captioner.settings.themes import Theme
from captioner.ui.transcript.text import TranscriptText
from captioner.ui.transcript.words import time_shown

GAP = 12
"""Pixels around the times, and around the text."""


class TimeMargin(QWidget):
    """Draws the time of each paragraph, and a line where sound is missing before it; the view knows the positions.

    A paragraph that grows keeps its time where it is, so most updates need no drawing here.
    """

    def __init__(self, view: TranscriptText, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._drawn: object = None
        # it fills its background: when it scrolls, only the newly visible part is drawn
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
        """Draw the times of the visible paragraphs."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.base))
        painter.setPen(QColor(self._theme.faint))
        painter.setFont(self._view.font())
        height = self._view.fontMetrics().height()
        info, starts = self._view.transcript.info, self._view.transcript.entries.starts
        for block, top in self._view.visible_blocks():
            row = self._view.row_of(block)
            rect = QRect(0, top, self.width() - GAP, height)
            if row in self._view.rows and block.isVisible() and rect.intersects(event.rect()):
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight), time_shown(info, starts[row]))
                if self._gaps_before(row):
                    painter.drawLine(QLineF(GAP, top + 0.5, self.width() - GAP, top + 0.5))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Show the length of the missing sound at the line above a paragraph."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.gaps_at(event.pos().y()), self)
            return True
        return super().event(event)

    def gaps_at(self, y: int) -> str:
        """The text about missing sound before the paragraph at a height; empty for none."""
        tops = [(top, self._view.row_of(block)) for block, top in self._view.visible_blocks() if block.isVisible()]
        row = max((each for each in tops if each[0] <= y), default=(0, -1))[1]
        return "\n".join(self._said(gap) for gap in self._gaps_before(row))

    def _gaps_before(self, row: int) -> list[SoundGap]:
        """The gaps in the sound between a paragraph and the one before it."""
        if row not in self._view.rows:
            return []
        gaps, starts = self._view.transcript.gaps, self._view.transcript.entries.starts
        before = starts[row - 1] if row else -1
        first = bisect_right(gaps, before, key=lambda gap: gap.start)
        return list(takewhile(lambda gap: gap.start <= starts[row], islice(gaps, first, None)))

    def _said(self, gap: SoundGap) -> str:
        length = clock(seconds(gap.end - gap.start))
        if gap.kind is GapKind.PAUSED:
            return self.tr("Paused for {0}").format(length)
        return self.tr("No sound for {0}").format(length)
