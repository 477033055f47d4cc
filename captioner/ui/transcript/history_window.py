"""The window of past sessions: search, open, rename, export, delete."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from captioner.errors import CaptionerError
from captioner.messages import clock
from captioner.record.history import History
from captioner.record.past_session import Hit, PastSession
from captioner.ui.look.buttons import push_button
from captioner.ui.look.row_table import row_table
from captioner.ui.look.source_names import source_name
from captioner.ui.state.jobs import Jobs
from captioner.ui.transcript.finding import Finding


class HistoryWindow(QDialog):
    """Lists sessions, or hits of the search, as a background search finds them.

    Signals:
        opened: the `PastSession` and the number of the utterance to show, -1 for the beginning.
        failed: a `CaptionerError`.
    """

    opened = Signal(object, int)
    failed = Signal(object)

    def __init__(self, history: History, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._folder = folder
        self._jobs = Jobs(self)
        self._shown: list[PastSession | Hit] = []
        self.setWindowTitle(self.tr("Past sessions"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Search everything that was said"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setClearButtonEnabled(True)
        self.table = row_table(4, self)
        self.table.setAccessibleName(self.tr("Past sessions"))
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.open_button = push_button(self.tr("Open"), self, self._open)
        self.rename_button = push_button(self.tr("Rename…"), self, self._rename)
        self.delete_button = push_button(self.tr("Delete…"), self, self._delete)
        self._close = push_button(self.tr("Close"), self, self.accept)
        self._lay_out()
        self.finding = Finding(history, self)
        self.finding.found.connect(self._add)
        self.finding.finished.connect(self._on_found)
        self.finding.failed.connect(self.failed)
        self.field.textChanged.connect(self.refresh)
        self.table.itemSelectionChanged.connect(self._on_selection)
        self.table.itemActivated.connect(self._open)
        self.resize(QSize(860, 480))

    def bring_up_to_date(self) -> None:
        """Index new journals in the background, and show the sessions."""
        self.refresh()
        self._jobs.start(
            lambda progress, cancelled: self._history.update(self._folder, cancelled),
            done=self._on_updated,
            failed=self.failed.emit,
        )

    def end(self) -> None:
        """Stop searching, before the program ends."""
        self.finding.end()
        self._jobs.end()

    def refresh(self) -> None:
        """Show all sessions or hits; the old rows stay until the first new row comes."""
        text = self.field.text().strip()
        self.note.setText(self.tr("Searching …") if text else "")
        self.finding.find(text)

    def _add(self, first: bool, rows: list[PastSession | Hit]) -> None:
        """Add rows; the first ones replace the old rows."""
        chosen = self._session()
        if first:
            self._shown = []
            self._name_columns()
        start = len(self._shown)
        self._shown += rows
        self.table.setRowCount(len(self._shown))
        for number, each in enumerate(rows, start):
            for column, text in enumerate(_cells(each)):
                self.table.setItem(number, column, QTableWidgetItem(text))
        if first and self._shown:
            same = (n for n, each in enumerate(self._shown) if isinstance(each, PastSession) and each == chosen)
            self.table.selectRow(next(same, 0))
        self._on_selection()

    def _name_columns(self) -> None:
        is_search = bool(self.field.text().strip())
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("When"),
                self.tr("Name"),
                self.tr("At") if is_search else self.tr("Length"),
                self.tr("What was said") if is_search else self.tr("First words"),
            ]
        )

    def _on_found(self) -> None:
        """Handle the end of the search."""
        text = self.field.text().strip()
        if self._shown:
            self.note.setText(self.tr("%n place(s) found.", "", len(self._shown)) if text else "")
        elif text:
            self.note.setText(self.tr("Nothing was found."))
        else:
            self.note.setText(self.tr("Sessions appear here when they have ended."))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.open_button, self.rename_button, self.delete_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        for widget in (self.field, self.table, self.note):
            column.addWidget(widget)
        column.addLayout(buttons)

    def _selected(self) -> PastSession | Hit | None:
        number = self.table.currentRow()
        return self._shown[number] if 0 <= number < len(self._shown) else None

    def _session(self) -> PastSession | None:
        selected = self._selected()
        return selected.session if isinstance(selected, Hit) else selected

    def _on_selection(self) -> None:
        for button in (self.open_button, self.rename_button, self.delete_button):
            button.setEnabled(self._selected() is not None)

    def _on_updated(self, read: int) -> None:
        if read:
            self.refresh()

    def _open(self) -> None:
        selected, session = self._selected(), self._session()
        if session is not None:
            self.opened.emit(session, selected.utterance if isinstance(selected, Hit) else -1)

    def _rename(self) -> None:
        session = self._session()
        if session is None:
            return
        title, accepted = QInputDialog.getText(self, self.tr("Rename"), self.tr("Name:"), text=session.title)
        if accepted:
            self._do(lambda: self._history.rename(session, title))

    def _delete(self) -> None:
        session = self._session()
        if session is None:
            return
        question = self.tr("Delete the session of {0} for good, with its transcript?").format(_when(session))
        if QMessageBox.question(self, self.windowTitle(), question) == QMessageBox.StandardButton.Yes:
            self._do(lambda: self._history.delete(session))

    def _do(self, step: Callable[[], None]) -> None:
        try:
            step()
        except CaptionerError as error:
            self.failed.emit(error)
        self.refresh()


def _cells(shown: PastSession | Hit) -> tuple[str, str, str, str]:
    session = shown.session if isinstance(shown, Hit) else shown
    name = session.title or source_name(session.source)
    if isinstance(shown, Hit):
        return _when(session), name, clock(shown.start), shown.text
    return _when(session), name, clock(session.seconds), session.opening


def _when(session: PastSession) -> str:
    return session.started[:16].replace("T", " ") or session.path.stem
