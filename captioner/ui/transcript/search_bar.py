"""The search bar of a transcript: a field, the number of matches, next and previous."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTextEdit, QToolButton, QWidget

from captioner.settings.themes import Theme
from captioner.ui.look import icons
from captioner.ui.look.texts import utf16_length
from captioner.ui.transcript.search_index import Match, SearchIndex, pattern_of
from captioner.ui.transcript.view import TranscriptView


class SearchBar(QWidget):
    """Marks matches in a `TranscriptView`; Enter goes to the next, Shift+Enter back, Escape closes.

    Signals:
        closed: the user has closed the search.
    """

    closed = Signal()

    def __init__(self, view: TranscriptView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Search"))
        self.field.setAccessibleName(self.tr("Search the transcript"))
        self.field.setClearButtonEnabled(True)
        self.count = QLabel(self)
        self.previous = self._button("up", self.tr("Previous match"))
        self.next = self._button("down", self.tr("Next match"))
        self._close = self._button("close", self.tr("Close the search"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.previous, self.next, self._close):
            row.addWidget(widget)
        self.field.textChanged.connect(self._on_text)
        self.next.clicked.connect(self.go_on)
        self.previous.clicked.connect(self.go_back)
        self._close.clicked.connect(self.close_search)
        self._index = SearchIndex(view.text_of, self)
        self._index.advanced.connect(self._on_advanced)
        view.verticalScrollBar().valueChanged.connect(self.mark)
        view.reworded.connect(self._index_anew)
        view.grown.connect(self._on_grown)
        self._colour_buttons()

    def set_theme(self, theme: Theme) -> None:
        """Mark in other colours."""
        self._theme = theme
        self._colour_buttons()
        self.mark()

    def open(self) -> None:
        """Show the bar, with the selection as the search text."""
        selected = self._view.textCursor().selectedText()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if selected and "\u2029" not in selected:
            self.field.setText(selected)
        self.field.selectAll()
        self._index_anew()

    def close_search(self) -> None:
        """Hide the bar, and remove the marks."""
        self.hide()
        self._index.close()
        self.mark()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def go_on(self) -> None:
        """Select the next match, or the first if none is behind the caret."""
        cursor = self._view.textCursor()
        self._select(self._index.next(self.field.text(), *self._place(cursor.selectionEnd())))

    def go_back(self) -> None:
        """Select the previous match."""
        cursor = self._view.textCursor()
        self._select(self._index.previous(self.field.text(), *self._place(cursor.selectionStart())))

    def mark(self) -> None:
        """Mark the visible matches; others are marked when they become visible."""
        text = self.field.text()
        marks = []
        if self.isVisible() and text:
            blocks = self._view.visible_blocks()
            for block, _ in blocks:
                marks += self._marks_in(block.position(), block.text(), text)
        if marks or self._view.extraSelections():
            self._view.setExtraSelections(marks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Shift+Enter, Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.go_back if back else self.go_on)()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_search()
        else:
            super().keyPressEvent(event)

    def _on_text(self) -> None:
        self._show_count()
        cursor = self._view.textCursor()
        self._select(self._index.next(self.field.text(), *self._place(cursor.selectionStart())))

    def _index_anew(self) -> None:
        if self.isVisible():
            self._index.open(len(self._view.transcript.entries))

    def _on_grown(self) -> None:
        if self.isVisible():
            self._index.grow(len(self._view.transcript.entries))

    def _on_advanced(self) -> None:
        if self._index.is_whole:
            self._show_count()
            self.mark()
        elif self.field.text():
            self.count.setText(self.tr("searching …"))

    def _show_count(self) -> None:
        text = self.field.text()
        count = self._index.count(text)
        found = self.tr("no match") if count == 0 else self.tr("%n match(es)", "", count)
        self.count.setText(found if text else "")

    def _place(self, position: int) -> tuple[int, int]:
        """The row of a position in the document, and the position in that row."""
        block = self._view.document().findBlock(position)
        return self._view.row_of(block), position - block.position()

    def _select(self, match: Match | None) -> None:
        if match is not None:
            self._view.go_to(match.row, match.position, match.length)
        self.mark()

    def _marks_in(self, start: int, line: str, text: str) -> list[QTextEdit.ExtraSelection]:
        marks = []
        for found in pattern_of(text).finditer(line):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self._view.document())
            mark.cursor.setPosition(start + utf16_length(line[: found.start()]))
            mark.cursor.setPosition(start + utf16_length(line[: found.end()]), QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(QColor(self._theme.match))
            mark.format.setForeground(QColor(self._theme.match_text))
            marks.append(mark)
        return marks

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(icon)
        button.setAutoRaise(True)
        button.setFixedSize(28, 28)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _colour_buttons(self) -> None:
        for button in (self.previous, self.next, self._close):
            button.setIcon(icons.icon(button.objectName(), self._theme.text))
