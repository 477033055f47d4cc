"""Previews the caption style with a sentence that has every kind of word."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from captioner.messages import CaptionLine, Label, Run
from captioner.settings.declared import Settings
from captioner.ui.overlay.caption_style import resolve
from captioner.ui.overlay.caption_view import CaptionView

_LINES = 2
_TALLEST = 170
"""Pixels: a preview with the largest letters is cut, so that it does not push the settings away."""


class CaptionPreview(QWidget):
    """Two lines in the style of the settings, on a chequered background that shows the opacity."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = resolve(settings.overlay, settings.captions)
        self._view = CaptionView(self._style, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        # the lines are as wide as in the overlay; here they are cut where the window ends
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self._view)
        self.setAccessibleName(self.tr("Preview of the captions"))
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Redraw the sample."""
        self._style = resolve(settings.overlay, settings.captions)
        self._view.set_style(self._style)
        height = _LINES * self._style.line_height + 2 * self._style.padding
        self._view.setFixedHeight(round(height))
        self.setFixedHeight(min(_TALLEST, round(height)))
        self._view.show_lines(0, self._sample())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chequered background and the background of the captions."""
        painter = QPainter(self)
        light, dark = QColor("#c8ccd2"), QColor("#8d949e")
        side = 12
        for y in range(0, self.height(), side):
            for x in range(0, self.width(), side):
                painter.fillRect(x, y, side, side, light if (x + y) // side % 2 else dark)
        painter.fillRect(self.rect(), self._style.background)
        painter.end()

    def _sample(self) -> tuple[CaptionLine, ...]:
        certain = CaptionLine((Run(self.tr("These words are settled"), True),), True)
        mixed = CaptionLine(
            (
                Run(self.tr("um,"), True, Label.FILLED_PAUSE),
                Run(" ", True),
                Run(self.tr("on Monday"), True, Label.REPARANDUM),
                Run(" " + self.tr("may change"), False),
            ),
            False,
        )
        return certain, mixed
