"""Edits the sets of names and terms for the speech model, and the replacements of words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from captioner.settings import declared as declarations
from captioner.ui.look.buttons import push_button
from captioner.ui.look.pick_list import PickList
from captioner.ui.state.preferences import Preferences


class WordsDialog(QDialog):
    """Two pages; their content takes effect when the dialog is closed."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Words"))
        self.terms = TermsPage(preferences, self)
        self.replacements = ReplacementsPage(preferences, self)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self.terms, self.tr("Names and terms"))
        self.tabs.addTab(self.replacements, self.tr("Replacements"))
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)
        self.finished.connect(self._store)
        self.resize(QSize(520, 440))

    def _store(self) -> None:
        self.terms.store()
        self.replacements.store()


class TermsPage(QWidget):
    """A set of names and terms at a time, one a line."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        speech = preferences.settings.speech
        self._sets = {str(name): str(terms) for name, terms in speech.vocabularies.items()}
        self._name = speech.vocabulary_name
        self._sets.setdefault(self._name, "")
        # text that was written into the settings by hand, or by an earlier version, is the set in use
        self._sets[self._name] = speech.vocabulary
        self.names = PickList(self)
        self.names.setAccessibleName(self.tr("Set of names and terms"))
        self.new = push_button(self.tr("New set…"), self)
        self.delete = push_button(self.tr("Delete set"), self)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(self.tr("One name or term a line"))
        self.text.setAccessibleName(self.text.placeholderText())
        about = QLabel(
            self.tr("The speech model expects these words. Use one set for each occasion, such as a project."),
            self,
        )
        about.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.names, 1)
        row.addWidget(self.new)
        row.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        self.names.activated.connect(lambda: self._choose(self.names.currentData()))
        self.new.clicked.connect(self._ask_new)
        self.delete.clicked.connect(self._delete)
        self._show()

    def store(self) -> None:
        """Store the content of the page."""
        self._take()
        settings = self._preferences.settings
        kept = {name: terms for name, terms in self._sets.items() if name or terms}
        for key, value in (
            ("speech.vocabularies", kept),
            ("speech.vocabulary_name", self._name),
            ("speech.vocabulary", self._sets[self._name]),
        ):
            settings = declarations.replace(settings, key, value)
        self._preferences.adopt(settings)

    def _take(self) -> None:
        lines = (line.strip(" ,\t") for line in self.text.toPlainText().splitlines())
        self._sets[self._name] = ", ".join(line for line in lines if line)

    def _choose(self, name: str) -> None:
        self._take()
        self._name = name
        self._show()

    def _ask_new(self) -> None:
        name, accepted = QInputDialog.getText(self, self.tr("New set"), self.tr("What is it for?"))
        name = name.strip()
        if accepted and name:
            self._sets.setdefault(name, "")
            self._choose(name)

    def _delete(self) -> None:
        del self._sets[self._name]
        self._name = next(iter(self._sets), "")
        self._sets.setdefault(self._name, "")
        self._show()

    def _show(self) -> None:
        self.names.clear()
        for name in sorted(self._sets):
            self.names.addItem(name or self.tr("General"), name)
        self.names.setCurrentIndex(self.names.findData(self._name))
        self.delete.setEnabled(bool(self._name))
        self.text.setPlainText("\n".join(filter(None, (term.strip() for term in self._sets[self._name].split(",")))))


class ReplacementsPage(QWidget):
    """A table of words and their replacements; its last row is always empty."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.table = QTableWidget(0, 2, self)
        self.table.setHorizontalHeaderLabels([self.tr("Heard"), self.tr("Shown instead")])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Replacements"))
        self.remove = push_button(self.tr("Remove"), self)
        about = QLabel(
            self.tr(
                "Each row has a word and what is shown and exported instead. Saved transcripts keep the "
                "word, so a rule can be undone."
            ),
            self,
        )
        about.setWordWrap(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        for heard, shown in preferences.settings.captions.replacements.items():
            self._add(str(heard), str(shown))
        self._add("", "")
        self.table.itemChanged.connect(self._on_changed)
        self.remove.clicked.connect(self._remove)

    def store(self) -> None:
        """Store the content of the table."""
        pairs = (self._row(number) for number in range(self.table.rowCount()))
        self._preferences.put("captions.replacements", {heard: shown for heard, shown in pairs if heard and shown})

    def _row(self, number: int) -> tuple[str, str]:
        heard, shown = self.table.item(number, 0), self.table.item(number, 1)
        return (heard.text().strip() if heard else "", shown.text().strip() if shown else "")

    def _add(self, heard: str, shown: str) -> None:
        number = self.table.rowCount()
        self.table.setRowCount(number + 1)
        self.table.setItem(number, 0, QTableWidgetItem(heard))
        self.table.setItem(number, 1, QTableWidgetItem(shown))

    def _on_changed(self) -> None:
        if any(self._row(self.table.rowCount() - 1)):
            self._add("", "")

    def _remove(self) -> None:
        number = self.table.currentRow()
        if 0 <= number < self.table.rowCount() - 1:
            self.table.removeRow(number)
