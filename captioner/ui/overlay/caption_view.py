"""Paints caption lines: repaints only changed rows, glides moved lines up, fades old ones."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QHelpEvent, QHideEvent, QPainter, QPaintEvent, QShowEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QToolTip, QWidget

from captioner.messages import CaptionLine, Run
from captioner.ui.look.texts import utf16_length, why_removed
from captioner.ui.overlay.caption_style import CaptionStyle

GLIDE_MS = 160
"""Shorter than the 200 ms between two words of fast speech, so that a glide ends before the next change."""
FADE_MS = 800
"""Slow enough to look like a fade rather than a jump."""

_STEPS = 4
"""Widths of a centred line, see `row_room`."""


class CaptionView(QWidget):
    """Rows of captions, filled from the top; when they are full, each new line moves the others up.

    Signals:
        painted: a paint event has ended (for measurements).
        faded: the lines have faded after a time of silence.
    """

    painted = Signal()
    faded = Signal()

    def __init__(self, style: CaptionStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._top = 0
        self._rows: dict[int, tuple[CaptionLine, QTextLayout, QTextLayout | None]] = {}
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(GLIDE_MS)
        self._glide.setEndValue(0.0)
        self._glide.valueChanged.connect(self._on_glide)
        self._offset = 0.0
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._fade)
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(FADE_MS)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(lambda value: self.update())
        self._fading.finished.connect(self._clear)
        self._is_page = False
        """earlier lines are shown, which stay"""
        self.setAccessibleName(self.tr("Captions"))
        self.setAccessibleDescription(
            self.tr("The newest captions. The transcript window has all of them, line by line.")
        )

    def set_style(self, style: CaptionStyle) -> None:
        """Set another style; the lines must then be laid out and shown again."""
        self._style = style
        self.reset()
        self.updateGeometry()

    def reset(self) -> None:
        """Remove all lines."""
        self._glide.stop()
        self._silence.stop()
        self._fading.stop()
        self._is_page = False
        self._offset = 0.0
        self._top = 0
        self._rows.clear()
        self.update()

    def show_lines(self, first: int, lines: Sequence[CaptionLine]) -> None:
        """Show the end of the captions.

        Args:
            first: number of lines before `lines`; the view never scrolls back except by `reset`.
            lines: at least as many as the style shows, if there are so many.
        """
        top = max(self._top, first + len(lines) - self._style.lines)
        moved = top - self._top
        self._top = top
        keep_from = top - moved if self._style.moves else top
        for number in [each for each in self._rows if each < keep_from or each >= first + len(lines)]:
            del self._rows[number]
            self._update_row(number)
        for number, line in enumerate(lines, start=first):
            if number >= keep_from and (number not in self._rows or self._rows[number][0] != line):
                self._rows[number] = (line, self._fill(line), self._surround(line))
                self._update_row(number)
        if moved:
            self._start_glide(min(moved, self._style.lines))
        self._hear()

    def show_page(self, first: int, lines: Sequence[CaptionLine]) -> None:
        """Show earlier lines, which neither move nor fade until `reset`.

        Args:
            first: number of lines before `lines`.
            lines: at most as many as the style shows.
        """
        self.reset()
        self._is_page = True
        self._top = first
        self._rows = {n: (line, self._fill(line), self._surround(line)) for n, line in enumerate(lines, start=first)}

    def lines(self) -> tuple[CaptionLine, ...]:
        """The visible lines, from top to bottom."""
        return tuple(self._rows[number][0] for number in sorted(self._rows) if number >= self._top)

    def sizeHint(self) -> QSize:
        """Room for all lines at their longest."""
        style = self._style
        return QSize(round(style.width + 2 * style.padding), round(style.lines * style.line_height + 2 * style.padding))

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`: lines are laid out for it."""
        return self.sizeHint()

    def run_at(self, place: QPointF) -> Run | None:
        """The run of text below a point, in pixels of this widget."""
        style = self._style
        number = self._top + int((place.y() - style.padding - self._offset) // style.line_height)
        if number not in self._rows:
            return None
        line, layout, _ = self._rows[number]
        row = layout.lineAt(0)
        x = place.x() - style.padding
        if not row.naturalTextRect().left() <= x <= row.naturalTextRect().right():
            return None
        position = row.xToCursor(x)
        return _run_at(line, position)

    def event(self, event: QEvent) -> bool:
        """Show the reason of a removed word when the mouse rests on it."""
        if isinstance(event, QHelpEvent):
            run = self.run_at(QPointF(event.pos()))
            text = why_removed(run.removed) if run is not None and run.removed is not None else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that the event's region touches."""
        style = self._style
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._text_rect().intersected(event.rect()))
        if self._fading.state() is QVariantAnimation.State.Running:
            painter.setOpacity(self._fading.currentValue())
        for number, (_, fill, surround) in self._rows.items():
            if not self._row_rect(number).intersects(event.rect()):
                continue
            place = QPointF(style.padding, self._row_top(number))
            if surround is not None:
                surround.draw(painter, place)
            fill.draw(painter, place)
        painter.end()
        self.painted.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop all movement while the view is hidden."""
        self._glide.stop()
        self._silence.stop()
        if self._fading.state() is QVariantAnimation.State.Running:
            self._fading.stop()
            self._clear()
        self._offset = 0.0
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Restart the fading when the view is shown again."""
        self._hear()
        super().showEvent(event)

    def _hear(self) -> None:
        """New captions: show the lines fully, and restart their time."""
        if self._fading.state() is QVariantAnimation.State.Running:
            self._fading.stop()
            self.update()
        if self._style.fade_after_s and self._rows and self.isVisible() and not self._is_page:
            self._silence.start(round(self._style.fade_after_s * 1000))

    def _fade(self) -> None:
        if self._style.moves:
            self._fading.start()
        else:
            self._clear()

    def _clear(self) -> None:
        """Remove the lines; one that can still change may come back."""
        frozen = [number for number, (line, *_) in self._rows.items() if line.is_frozen]
        self._top = max([self._top, *(number + 1 for number in frozen)])
        self._rows.clear()
        self.update()
        self.faded.emit()

    def _on_glide(self, offset: float) -> None:
        self._offset = float(offset)
        self.update()

    def _start_glide(self, rows: int) -> None:
        self.update()
        if not self._style.moves or not self.isVisible():
            return
        self._glide.stop()
        self._glide.setStartValue(self._offset + rows * self._style.line_height)
        self._glide.start()

    def _text_rect(self) -> QRect:
        """The area for rows: a gliding line leaves at the top edge of the text, not over the padding."""
        style = self._style
        margin = int(style.outline_width) + 2
        height = round(style.lines * style.line_height)
        return QRect(0, round(style.padding) - margin, self.width(), height + 2 * margin)

    def _row_top(self, number: int) -> float:
        style = self._style
        return style.padding + (number - self._top) * style.line_height + self._offset

    def _row_rect(self, number: int) -> QRect:
        margin = self._style.outline_width + 2
        top = self._row_top(number) - margin
        return QRectF(0, top, self.width(), self._style.line_height + 2 * margin).toAlignedRect()

    def _update_row(self, number: int) -> None:
        self.update(self._row_rect(number))

    def _fill(self, line: CaptionLine) -> QTextLayout:
        ranges = []
        start = 0
        for run in line.runs:
            # a space is neither struck through nor dotted
            spaces = len(run.text) - len(run.text.lstrip())
            part = QTextLayout.FormatRange()
            # QTextLayout counts UTF-16 units, as QString does
            part.start, part.length = start + spaces, utf16_length(run.text) - spaces
            part.format = self._style.format(run, line.channel)
            ranges.append(part)
            start += utf16_length(run.text)
        return self._laid_out(line.text, ranges)

    def _surround(self, line: CaptionLine) -> QTextLayout | None:
        if self._style.outline_width <= 0:
            return None
        whole = QTextLayout.FormatRange()
        whole.start, whole.length, whole.format = 0, utf16_length(line.text), self._style.outline_format()
        return self._laid_out(line.text, [whole])

    def _laid_out(self, text: str, ranges: list[QTextLayout.FormatRange]) -> QTextLayout:
        direction = _direction(text)
        is_centred = bool(self._style.alignment & Qt.AlignmentFlag.AlignHCenter)
        alignment = Qt.AlignmentFlag.AlignLeading if is_centred else self._style.alignment
        option = QTextOption(QStyle.visualAlignment(direction, alignment))
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout = QTextLayout(text, self._style.font)
        layout.setTextOption(option)
        layout.setFormats(ranges)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        row = layout.createLine()
        width = max(1.0, self.width() - 2 * self._style.padding)
        row.setLineWidth(width)
        if is_centred:
            room = row_room(row.naturalTextWidth(), width)
            row.setLineWidth(room)
            row.setPosition(QPointF((width - room) / 2, 0.0))
        layout.endLayout()
        return layout


def row_room(text: float, width: float) -> float:
    """The width of a centred part of a row at whose edge a centred line begins: it grows by quarters of the row.

    Centred by its own width, a line would move with each new word. With quarters it moves at most three times, and is
    off the middle by at most an eighth of the row.

    Args:
        text: width of the line, in the unit of `width`.
        width: of the row.
    """
    steps = math.ceil(_STEPS * text / width)
    return width * min(max(steps, 1), _STEPS) / _STEPS


def _direction(text: str) -> Qt.LayoutDirection:
    """The direction of the first letter that has one, by Unicode's bidirectional algorithm."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            return Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.LeftToRight


def _run_at(line: CaptionLine, position: int) -> Run | None:
    """The run at a position, counted in UTF-16 code units."""
    end = 0
    for run in line.runs:
        end += utf16_length(run.text)
        if position < end:
            return run
    return line.runs[-1] if line.runs else None
