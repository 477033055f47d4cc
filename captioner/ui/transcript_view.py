"""The text of a transcript: one paragraph for each utterance, with its time in the margin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from captioner.captions.transcript import Transcript
from captioner.captions.wording import EVERYTHING
from captioner.messages import Label, View
from captioner.ui.texts import why_removed
from captioner.ui.themes import Theme
from captioner.ui.transcript_words import Stretch, at, start_time, stretches, utf16_length

_GAP = 12
"""Pixels around the times in the margin, and around the text."""
_TEXT_SCALE = 1.2
"""Text that is read for minutes is larger than that of controls."""


class TranscriptView(QPlainTextEdit):
    """Read-only, with a caret: the reader moves through it line by line and selects by keys or mouse.

    Only the last paragraph changes while captions run, so an update costs the same after eight hours as after a minute.

    Signals:
        correction_asked: the `Stretch` that the reader wants to correct.
    """

    correction_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._transcript = Transcript()
        self._view = View.CLEANED
        self._removed: frozenset[Label] = EVERYTHING
        self._rows = 0
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _TEXT_SCALE)
        self.setFont(font)
        self.document().setDocumentMargin(_GAP)
        self.setAccessibleName(self.tr("Transcript"))
        self.setPlaceholderText(self.tr("What is said appears here as soon as it is certain."))
        self._margin = _TimeMargin(self)
        self.updateRequest.connect(self._on_update_request)
        self._fit_margin()

    @property
    def transcript(self) -> Transcript:
        """The record that is shown."""
        return self._transcript

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._rebuild()

    def show_transcript(self, transcript: Transcript) -> None:
        """Show another record, from its end."""
        self._transcript = transcript
        self._rebuild()
        self._to_end()

    def set_view(self, view: View, removed: frozenset[Label]) -> None:
        """Show raw or cleaned, all of it; the line that the reader looks at stays in sight."""
        if (view, removed) != (self._view, self._removed):
            self._view, self._removed = view, removed
            self._rebuild()

    def refresh(self) -> None:
        """Show what has been added to the record; follow the end unless the reader has scrolled away."""
        follows = self.is_at_end()
        entries = self._transcript.entries
        first = max(0, self._rows - 1)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for row in range(first, len(entries)):
            self._write_row(cursor, row)
        cursor.endEditBlock()
        self._rows = len(entries)
        if follows:
            self._to_end()

    def refresh_utterance(self, utterance: int) -> None:
        """Show an utterance anew after a correction."""
        rows = [n for n, entry in enumerate(self._transcript.entries[: self._rows]) if entry.utterance == utterance]
        for row in rows:
            self._write_row(QTextCursor(self.document()), row)

    def go_to_utterance(self, utterance: int) -> None:
        """Put the caret at the beginning of an utterance, in the middle of the window."""
        rows = [n for n, entry in enumerate(self._transcript.entries) if entry.utterance == utterance]
        if rows:
            self.setTextCursor(QTextCursor(self.document().findBlockByNumber(rows[0])))
            self.centerCursor()

    def is_at_end(self) -> bool:
        """The last line can be seen."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum()

    def stretch_at(self, place: QPoint) -> Stretch | None:
        """The word below a point of the viewport."""
        return self._stretch(self.cursorForPosition(place))

    def stretch_at_caret(self) -> Stretch | None:
        """The word that the caret stands in."""
        return self._stretch(self.textCursor())

    def ask_correction(self, part: Stretch | None) -> None:
        """Have a word corrected, where there is one."""
        if part is not None:
            self.correction_asked.emit(part)

    def selected_rows(self) -> range:
        """The utterances that the selection touches."""
        cursor, document = self.textCursor(), self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        return range(min(first, self._rows), min(last + 1, self._rows)) if cursor.hasSelection() else range(0)

    def event(self, event: QEvent) -> bool:
        """Say why a word is removed, or what was recognised, when the mouse rests on it."""
        if isinstance(event, QHelpEvent):
            part = self.stretch_at(self.viewport().mapFromGlobal(event.globalPos()))
            QToolTip.showText(event.globalPos(), self._tip(part) if part is not None else "", self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, select all, correct."""
        part = self.stretch_at(event.pos())
        menu = self.createStandardContextMenu()
        menu.addSeparator()
        correct = menu.addAction(self.tr("Correct this word…"))
        correct.setEnabled(part is not None)
        correct.triggered.connect(lambda: self.ask_correction(part))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin as high as the text."""
        follows = self.is_at_end()
        super().resizeEvent(event)
        self._fit_margin()
        if follows:
            self._to_end()

    def paint_margin(self, event: QPaintEvent) -> None:
        """Draw the times of the paragraphs that can be seen."""
        painter = QPainter(self._margin)
        painter.fillRect(event.rect(), QColor(self._theme.base))
        painter.setPen(QColor(self._theme.faint))
        painter.setFont(self.font())
        height = self.fontMetrics().height()
        for block, top in self.visible_blocks():
            row = block.blockNumber()
            rect = QRect(0, top, self._margin.width() - _GAP, height)
            if row < self._rows and block.isVisible() and rect.intersects(event.rect()):
                time = start_time(self._transcript.entries[row])
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight), time)
        painter.end()

    def margin_width(self) -> int:
        """Pixels for the times."""
        return self.fontMetrics().horizontalAdvance("00:00:00") + 2 * _GAP

    def visible_blocks(self) -> list[tuple[QTextBlock, int]]:
        """The paragraphs in sight and the pixel at which each begins."""
        result = []
        block = self.firstVisibleBlock()
        top = round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())
        while block.isValid() and top <= self.viewport().height():
            result.append((block, top))
            top += round(self.blockBoundingRect(block).height())
            block = block.next()
        return result

    def _rebuild(self) -> None:
        follows, row = self.is_at_end(), self.firstVisibleBlock().blockNumber()
        self.clear()
        self._rows = 0
        self.refresh()
        if not follows:
            self.setTextCursor(QTextCursor(self.document().findBlockByNumber(row)))
            bar = self.verticalScrollBar()
            bar.setValue(min(bar.maximum(), self.document().findBlockByNumber(row).firstLineNumber()))

    def _write_row(self, cursor: QTextCursor, row: int) -> None:
        document = self.document()
        if row >= document.blockCount():
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock()
        block = document.findBlockByNumber(row)
        parts = stretches(self._transcript, row, self._view, self._removed)
        kept = 0 if self._transcript.corrections else _beginning(block.text(), parts)
        cursor.setPosition(block.position() + sum(utf16_length(part.text) for part in parts[:kept]))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if cursor.hasSelection():
            cursor.removeSelectedText()
        for part in parts[kept:]:
            word = part.text.lstrip()
            # the space before a removed word is not struck through
            cursor.insertText(part.text[: len(part.text) - len(word)], QTextCharFormat())
            cursor.insertText(word, self._format(part))
        block = document.findBlockByNumber(row)
        if block.isVisible() != bool(parts):
            # an utterance of fillers only leaves no empty line in the cleaned view
            block.setVisible(bool(parts))
            document.markContentsDirty(block.position(), block.length())

    def _format(self, part: Stretch) -> QTextCharFormat:
        result = QTextCharFormat()
        result.setForeground(QColor(self._theme.text))
        if part.removed is not None:
            is_repair = part.removed is Label.REPARANDUM
            result.setForeground(QColor(self._theme.repair if is_repair else self._theme.filler))
            result.setFontStrikeOut(True)
        if part.recognised is not None:
            result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        return result

    def _tip(self, part: Stretch) -> str:
        reason = why_removed(part.removed) if part.removed is not None else ""
        if part.recognised is not None:
            reason += " " + self.tr("Corrected by hand; recognised was “{0}”.").format(part.recognised)
        return reason.strip()

    def _stretch(self, cursor: QTextCursor) -> Stretch | None:
        row = cursor.blockNumber()
        if row >= self._rows:
            return None
        return at(stretches(self._transcript, row, self._view, self._removed), cursor.positionInBlock())

    def _to_end(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _fit_margin(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)
        rect = self.contentsRect()
        self._margin.setGeometry(QRect(rect.left(), rect.top(), self.margin_width(), rect.height()))

    def _on_update_request(self, rect: QRect, dy: int) -> None:
        if dy:
            self._margin.scroll(0, dy)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())


def _beginning(text: str, parts: Sequence[Stretch]) -> int:
    """How many of the words a paragraph holds already, at its start."""
    end = 0
    for number, part in enumerate(parts):
        if not text.startswith(part.text, end):
            return number
        end += len(part.text)
    return len(parts)


class _TimeMargin(QWidget):
    """The column of times; the view knows what stands where."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        """As wide as a time."""
        return QSize(self._view.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the times."""
        self._view.paint_margin(event)
