"""A transcript's text in a document that holds only a stretch of it, so that memory does not grow over hours."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from captioner.captions.substitution import AS_HEARD, Substitution
from captioner.labels import DISFLUENT
from captioner.messages import Label, TranscriptEntry, View
from captioner.record.transcript import Transcript
from captioner.settings.themes import Theme
from captioner.ui.transcript import row_window
from captioner.ui.transcript.paragraph import Paragraph, hide_if_empty
from captioner.ui.transcript.words import Stretch, stretches


class TranscriptText(QPlainTextEdit):
    """Holds a stretch of the transcript (`row_window`) that moves with the reader.

    Rows are those of the transcript, blocks those of the document. While captions run only the last paragraph changes,
    so an update costs the same after eight hours as after a minute.

    Signals:
        reworded: another transcript, another view, or a correction: any row may have changed.
        grown: the transcript has grown at its end.
    """

    reworded = Signal()
    grown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._transcript = Transcript()
        self._view = View.CLEANED
        self._removed: frozenset[Label] = DISFLUENT
        self._substitution = AS_HEARD
        self._rows = range(0)
        self._written: TranscriptEntry | None = None
        """the last utterance as the document has it, if it has it"""
        self._holds_end = True
        """the document held the last row at the last write"""
        self._is_last_complete = True
        """the last row that is held cannot grow any more"""
        self._is_moving = False
        """the document is being changed here, so scrolling is not the reader's"""
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def transcript(self) -> Transcript:
        """The record that is shown."""
        return self._transcript

    @property
    def rows(self) -> range:
        """The rows of the transcript that the document holds."""
        return self._rows

    def show_transcript(self, transcript: Transcript) -> None:
        """Show another record, from its end."""
        self._transcript = transcript
        self._show(row_window.at_end(len(transcript.entries)))
        self._to_end()
        self.reworded.emit()

    def set_view(self, view: View, removed: frozenset[Label], substitution: Substitution = AS_HEARD) -> None:
        """Show another view of all rows; the line that the reader looks at stays visible."""
        if (view, removed, substitution) != (self._view, self._removed, self._substitution):
            self._view, self._removed, self._substitution = view, removed, substitution
            self._rebuild()
            self.reworded.emit()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._rebuild()

    def refresh(self) -> None:
        """Show new parts of the record; follow the end unless the reader has scrolled away."""
        entries = self._transcript.entries
        if entries.last is self._written and len(entries) == self._rows.stop:
            # provisional words are no part of the record
            return
        follows = self.is_at_end()
        rows = row_window.grown(self._rows, len(entries), follows=follows)
        if self._holds_end or rows != self._rows:
            self._extend(rows)
        if follows:
            self._drop_before(rows.start)
            self._to_end()
        self.grown.emit()

    def is_at_end(self) -> bool:
        """Whether the last line of the transcript is visible."""
        bar = self.verticalScrollBar()
        return self._holds_end and bar.value() >= bar.maximum()

    def row_of(self, block: QTextBlock) -> int:
        """The row that a paragraph shows."""
        return self._rows.start + block.blockNumber()

    def block_of(self, row: int) -> QTextBlock:
        """The paragraph of a held row."""
        return self.document().findBlockByNumber(row - self._rows.start)

    def text_of(self, row: int) -> str:
        """The text of a row in the view, held or not."""
        return "".join(part.text for part in self._parts(row))

    def placed(self) -> object:
        """Changes when paragraphs move, by scrolling or because another one is added."""
        first, last = self.firstVisibleBlock(), self.document().lastBlock()
        return self.row_of(first), self.contentOffset().y(), self._rows.stop, last.isVisible()

    def visible_blocks(self) -> list[tuple[QTextBlock, int]]:
        """The visible paragraphs and the pixel at which each begins."""
        result = []
        block = self.firstVisibleBlock()
        top = round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())
        height = self.viewport().height()
        while block.isValid() and top <= height:
            result.append((block, top))
            top += round(self.blockBoundingRect(block).height())
            block = block.next()
        return result

    def _parts(self, row: int) -> list[Stretch]:
        return stretches(self._transcript, row, self._view, self._removed, self._substitution)

    def _rebuild(self) -> None:
        """Rewrite all held rows; the line at the top of the window stays there."""
        follows, row = self.is_at_end(), self.row_of(self.firstVisibleBlock())
        self._show(self._rows)
        if not follows:
            self._scroll_to(row)

    def _show(self, rows: range) -> None:
        """Hold these rows and no others."""
        self._is_moving = True
        self.clear()
        self._rows = range(rows.start, rows.start)
        self._written = None
        self._is_moving = False
        self._extend(rows)

    def _extend(self, rows: range) -> None:
        """Add the missing rows at the end, and rewrite the last one, which may have grown."""
        self._is_moving = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        first = self._rows.stop - (1 if self._rows and not self._is_last_complete else 0)
        self._rows = range(self._rows.start, max(self._rows.stop, rows.stop))
        for row in range(first, self._rows.stop):
            self._write(row, cursor)
        cursor.endEditBlock()
        self._note_last()
        self._is_moving = False

    def _prepend(self, rows: range) -> None:
        """Add the missing rows at the beginning; the line at the top of the window stays there."""
        top = self.row_of(self.firstVisibleBlock())
        self._is_moving = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        old_first = self._rows.start
        for row in range(rows.start, old_first):
            Paragraph(self._theme, self._parts(row)).insert(cursor)
            cursor.insertBlock()
        self._rows = range(rows.start, self._rows.stop)
        for row in range(rows.start, old_first + 1):
            hide_if_empty(self.block_of(row))
        cursor.endEditBlock()
        self._scroll_to(top)
        self._is_moving = False

    def _drop_before(self, start: int) -> None:
        """Remove the rows before this one."""
        if start <= self._rows.start:
            return
        self._is_moving = True
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.block_of(start).position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._rows = range(start, self._rows.stop)
        # the first paragraph has the visibility of the one that was first before
        hide_if_empty(self.document().firstBlock())
        self._is_moving = False

    def _drop_after(self, stop: int) -> None:
        """Remove the rows from this one on."""
        if stop >= self._rows.stop:
            return
        self._is_moving = True
        cursor = QTextCursor(self.block_of(stop - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._rows = range(self._rows.start, stop)
        self._note_last()
        self._is_moving = False

    def _note_last(self) -> None:
        entries = self._transcript.entries
        self._holds_end = row_window.whole(self._rows, len(entries))
        self._written = entries.last if self._holds_end else None
        self._is_last_complete = self._written is None or self._written.is_complete

    def _write(self, row: int, cursor: QTextCursor) -> None:
        document = self.document()
        if row - self._rows.start >= document.blockCount():
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock()
        paragraph = Paragraph(self._theme, self._parts(row))
        paragraph.write(self.block_of(row), cursor, keep=not self._transcript.corrections)
        hide_if_empty(self.block_of(row))

    def _on_scrolled(self, value: int) -> None:
        if self._is_moving:
            return
        bar, total = self.verticalScrollBar(), len(self._transcript.entries)
        if value <= bar.minimum() and self._rows.start > 0:
            rows = row_window.earlier(self._rows)
            self._prepend(rows)
            self._drop_after(rows.stop)
        elif value >= bar.maximum() and not row_window.whole(self._rows, total):
            rows = row_window.later(self._rows, total)
            top = self.row_of(self.firstVisibleBlock())
            self._extend(rows)
            self._drop_before(rows.start)
            self._scroll_to(top)

    def _scroll_to(self, row: int) -> None:
        bar = self.verticalScrollBar()
        is_moving, self._is_moving = self._is_moving, True
        bar.setValue(min(bar.maximum(), self.block_of(row).firstLineNumber()))
        self._is_moving = is_moving

    def _to_end(self) -> None:
        bar = self.verticalScrollBar()
        is_moving, self._is_moving = self._is_moving, True
        bar.setValue(bar.maximum())
        self._is_moving = is_moving
