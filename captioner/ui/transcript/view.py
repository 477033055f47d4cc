"""The transcript view: caret and selection, corrections, and the time of each paragraph."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from captioner.settings.themes import Theme
from captioner.ui.look.texts import why_removed
from captioner.ui.transcript import row_window
from captioner.ui.transcript.text import TranscriptText
from captioner.ui.transcript.time_margin import GAP, TimeMargin
from captioner.ui.transcript.words import Stretch, at

_TEXT_SCALE = 1.2
"""Text that is read for minutes is larger than the text of controls."""


class TranscriptView(TranscriptText):
    """Read-only, with a caret: the reader moves through it line by line and selects by keys or mouse.

    Signals:
        correction_asked: the `Stretch` that the reader wants to correct.
    """

    correction_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _TEXT_SCALE)
        self.setFont(font)
        self.document().setDocumentMargin(GAP)
        self.setAccessibleName(self.tr("Transcript"))
        self.setPlaceholderText(self.tr("What is said appears here as soon as it is certain."))
        self._margin = TimeMargin(self, theme)
        self.updateRequest.connect(self._margin.follow)
        self._fit_margin()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._margin.set_theme(theme)
        super().set_theme(theme)

    def refresh_utterance(self, utterance: int) -> None:
        """Redraw an utterance after a correction."""
        row = self._transcript.row(utterance)
        if row in self._rows:
            self._write(row, QTextCursor(self.document()))
            # the paragraphs behind it may have moved
            self._margin.update()
        self.reworded.emit()

    def go_to_utterance(self, utterance: int) -> None:
        """Put the caret at the beginning of an utterance, in the middle of the window."""
        self.go_to(self._transcript.row(utterance), 0, 0)

    def go_to(self, row: int, position: int, length: int) -> None:
        """Select a stretch of a row's text, counted in UTF-16 code units, and scroll to it."""
        if row not in self._rows:
            self._show(row_window.around(row, len(self._transcript.entries)))
        cursor = QTextCursor(self.block_of(row))
        start = cursor.position() + position
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def go_to_end(self) -> None:
        """Show the newest, and follow it."""
        if not row_window.whole(self._rows, len(self._transcript.entries)):
            self._show(row_window.at_end(len(self._transcript.entries)))
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._to_end()

    def select_all(self) -> None:
        """Select the whole transcript; while it is selected, the document holds all of it."""
        self._show(range(len(self._transcript.entries)))
        self.selectAll()

    def stretch_at(self, place: QPoint) -> Stretch | None:
        """The word below a point of the viewport."""
        return self._stretch(self.cursorForPosition(place))

    def stretch_at_caret(self) -> Stretch | None:
        """The word at the caret."""
        return self._stretch(self.textCursor())

    def ask_correction(self, part: Stretch | None) -> None:
        """Ask for the correction of a word, if there is one."""
        if part is not None:
            self.correction_asked.emit(part)

    def selected_rows(self) -> range:
        """The utterances that the selection touches."""
        cursor, document = self.textCursor(), self.document()
        if not cursor.hasSelection():
            return range(0)
        first = self.row_of(document.findBlock(cursor.selectionStart()))
        last = self.row_of(document.findBlock(cursor.selectionEnd()))
        return range(min(first, self._rows.stop), min(last + 1, self._rows.stop))

    def event(self, event: QEvent) -> bool:
        """Show why a word is removed, or the recognised word, when the mouse rests on it."""
        if isinstance(event, QHelpEvent):
            part = self.stretch_at(self.viewport().mapFromGlobal(event.globalPos()))
            QToolTip.showText(event.globalPos(), self._tip(part) if part is not None else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys for the whole transcript apply to all of it, not only to the held stretch."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.matches(QKeySequence.StandardKey.MoveToStartOfDocument) and self._rows.start:
            self.go_to(0, 0, 0)
        elif event.matches(QKeySequence.StandardKey.MoveToEndOfDocument):
            self.go_to_end()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, select all, correct."""
        part = self.stretch_at(event.pos())
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "select-all":
                action.triggered.connect(self.select_all)
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
        self._margin.update()
        if follows:
            self._to_end()

    def _tip(self, part: Stretch) -> str:
        reason = why_removed(part.removed) if part.removed is not None else ""
        if part.recognised is not None:
            reason += " " + self.tr("Corrected by hand; recognised as “{0}”.").format(part.recognised)
        return reason.strip()

    def _stretch(self, cursor: QTextCursor) -> Stretch | None:
        row = self._rows.start + cursor.blockNumber()
        return at(self._parts(row), cursor.positionInBlock()) if row in self._rows else None

    def _fit_margin(self) -> None:
        width = self._margin.width_of_times()
        self.setViewportMargins(width, 0, 0, 0)
        rect = self.contentsRect()
        self._margin.setGeometry(QRect(rect.left(), rect.top(), width, rect.height()))
