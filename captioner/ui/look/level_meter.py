"""A bar that shows how loud the source is."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

FLOOR_DB = -60.0
"""The level of a quiet room, dB relative to full scale."""


def fraction(level: float) -> float:
    """The filled share of the bar for a root mean square (0 to 1), 0 to 1: linear in decibels, like perceived
    loudness."""
    if level <= 0.0:
        return 0.0
    return max(0.0, min(1.0, 1.0 - 20.0 * math.log10(level) / FLOOR_DB))


class LevelMeter(QWidget):
    """Shows a level; repaints only when the bar changes by a pixel."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor(colour)
        self._fraction = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Input level"))

    def set_level(self, level: float) -> None:
        """Show a root mean square, 0 to 1."""
        old, self._fraction = self._fraction, fraction(level)
        if round(old * self.width()) != round(self._fraction * self.width()):
            self.update()

    def sizeHint(self) -> QSize:
        """A slim bar."""
        return QSize(64, 8)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(24, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self._colour)
        painter.drawRoundedRect(frame, 3, 3)
        filled = QRectF(frame.adjusted(1.5, 1.5, -1.5, -1.5))
        filled.setWidth(filled.width() * self._fraction)
        if self._fraction > 0:
            painter.fillRect(filled, self._colour)
        painter.end()
