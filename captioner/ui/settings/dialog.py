"""The settings dialog, generated from the declarations: search, preview, reset, import and export."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from captioner.errors import SettingsError
from captioner.settings import declared as declarations
from captioner.settings import file as settings_file
from captioner.settings.declared import Settings
from captioner.settings.option import Option
from captioner.ui.look import themes
from captioner.ui.look.buttons import push_button
from captioner.ui.overlay.caption_preview import CaptionPreview
from captioner.ui.settings import texts as setting_texts
from captioner.ui.settings.offers import Offers
from captioner.ui.settings.page import SettingsPage
from captioner.ui.settings.words_dialog import WordsDialog
from captioner.ui.state.preferences import Preferences

OF_PROGRAM = {"general.language", "overlay.use_x11"}
"""Options that are read once, when the program starts."""
_LOOKS = ("captions", "overlay")
"""Sections whose options can be seen in the preview."""


class SettingsDialog(QDialog):
    """Every change takes effect at once; an option that needs a restart of captions says so.

    Signals:
        failed: a `SettingsError`.
        restart_asked: the user wants to restart captions with the changes.
        models_asked: the user asks for the models page.
    """

    failed = Signal(object)
    restart_asked = Signal()
    models_asked = Signal()

    def __init__(
        self,
        preferences: Preferences,
        notes: Mapping[str, str] | None = None,
        offers: Offers | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`notes` are messages about the abilities of this desktop, by section; `offers` are the choices on this
        machine."""
        super().__init__(parent)
        self.offers = offers or Offers()
        self.offers.setParent(self)
        self.offers.models_asked.connect(self.models_asked)
        self.offers.words_asked.connect(self.open_words)
        self._preferences = preferences
        self._notes = dict(notes or {})
        self.setWindowTitle(self.tr("Settings"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Search the settings"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setClearButtonEnabled(True)
        self.sections = QListWidget(self)
        self.sections.setAccessibleName(self.tr("Sections"))
        self.sections.setSpacing(2)
        self.pages = QStackedWidget(self)
        self.preview = CaptionPreview(preferences.settings, self)
        self._add_pages()
        self._restart = self._restart_bar()
        self._lay_out()
        self.field.textChanged.connect(self._on_search)
        self.sections.currentItemChanged.connect(self._on_section)
        preferences.changed.connect(self._on_settings)
        self._show(preferences.settings)
        self.sections.setCurrentRow(0)
        self.resize(QSize(760, 600))

    def open_section(self, section: str) -> None:
        """Show a section."""
        self.sections.setCurrentRow([page.section for page in self._all_pages()].index(section))

    def open_words(self, key: str) -> WordsDialog:
        """Edit names and terms, or replacements."""
        dialog = WordsDialog(self._preferences, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.tabs.setCurrentIndex(int(key == "captions.replacements"))
        dialog.open()
        return dialog

    def set_note(self, section: str, note: str) -> None:
        """Change a message about the abilities of this desktop."""
        self._notes[section] = note
        self._on_section(self.sections.currentItem())

    def showEvent(self, event: QShowEvent) -> None:
        """Watch devices and models while the lists are visible."""
        super().showEvent(event)
        self.offers.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop watching."""
        super().hideEvent(event)
        self.offers.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter end the editing of a field without pressing a button."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _add_pages(self) -> None:
        shown = (option for option in declarations.describe() if not option.is_hidden)
        for section, options in groupby(shown, key=lambda option: option.section):
            page = SettingsPage(section, options, self.offers, self)
            page.edited.connect(self._put)
            self.pages.addWidget(page)
            item = QListWidgetItem(setting_texts.section(section), self.sections)
            item.setData(Qt.ItemDataRole.UserRole, page)

    def _all_pages(self) -> list[SettingsPage]:
        widgets = (self.pages.widget(index) for index in range(self.pages.count()))
        return [page for page in widgets if isinstance(page, SettingsPage)]

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        for text, kind, slot in (
            (self.tr("Reset all…"), role.ResetRole, self._reset_all),
            (self.tr("Import…"), role.ActionRole, self._import),
            (self.tr("Export…"), role.ActionRole, self._export),
            (self.tr("Close"), role.RejectRole, self.accept),
        ):
            button = buttons.addButton(text, kind)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        left = QVBoxLayout()
        left.addWidget(self.field)
        left.addWidget(self.sections, 1)
        self._about_desktop = QLabel(self)
        self._about_desktop.setWordWrap(True)
        right = QVBoxLayout()
        for widget in (self.preview, self._about_desktop):
            right.addWidget(widget)
        right.addWidget(self.pages, 1)
        both = QHBoxLayout()
        both.addLayout(left)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.addLayout(both, 1)
        column.addWidget(self._restart)
        column.addWidget(buttons)
        widest = self.sections.sizeHintForColumn(0) + 2 * self.sections.frameWidth() + 16
        self.sections.setFixedWidth(max(180, widest))
        self.field.setFixedWidth(self.sections.width())

    def _restart_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setFrameShape(QFrame.Shape.StyledPanel)
        row = QHBoxLayout(bar)
        self._when = QLabel(bar)
        row.addWidget(self._when, 1)
        self.begin_anew = push_button(self.tr("Restart captions"), bar, self.restart_asked.emit)
        self.begin_anew.clicked.connect(bar.hide)
        row.addWidget(self.begin_anew)
        bar.hide()
        return bar

    def _put(self, key: str, value: Any) -> None:
        try:
            self._preferences.put(key, value)
        except SettingsError as error:
            self.failed.emit(error)
            self._show(self._preferences.settings)

    def _on_settings(self, settings: Settings, options: tuple[Option, ...]) -> None:
        self._show(settings)
        waiting = {option.key for option in options if option.restart}
        if waiting:
            of_program = waiting <= OF_PROGRAM
            self._when.setText(
                self.tr("This takes effect when Captioner restarts.")
                if of_program
                else self.tr("Some changes take effect when captions restart.")
            )
            self.begin_anew.setVisible(not of_program)
            self._restart.show()

    def _show(self, settings: Settings) -> None:
        theme = themes.chosen(settings.overlay)
        for page in self._all_pages():
            for row in page.rows:
                row.show_settings(settings)
                row.set_theme(theme)
        self.preview.show_settings(settings)

    def _on_section(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            page: SettingsPage = item.data(Qt.ItemDataRole.UserRole)
            self.pages.setCurrentWidget(page)
            self.preview.setVisible(page.section in _LOOKS)
            self._about_desktop.setText(self._notes.get(page.section, ""))
            self._about_desktop.setVisible(bool(self._about_desktop.text()))

    def _on_search(self, text: str) -> None:
        for index, page in enumerate(self._all_pages()):
            self.sections.item(index).setHidden(not page.search(text))
        current = self.sections.currentItem()
        if current is None or current.isHidden():
            left = [self.sections.item(index) for index in range(self.sections.count())]
            for item in left:
                if not item.isHidden():
                    self.sections.setCurrentItem(item)
                    break

    def _reset_all(self) -> None:
        question = self.tr("Set everything back to the defaults?")
        answer = QMessageBox.question(self, self.windowTitle(), question)
        if answer == QMessageBox.StandardButton.Yes:
            self._preferences.adopt(with_hidden_of(self._preferences.settings, Settings()))

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Import settings"), "", "*.json")
        if not chosen:
            return
        try:
            imported = settings_file.import_from(Path(chosen))
        except SettingsError as error:
            self.failed.emit(error)
            return
        self._preferences.adopt(with_hidden_of(self._preferences.settings, imported))

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export settings"), "captioner-settings.json", "*.json")
        if not chosen:
            return
        try:
            settings_file.export_to(self._preferences.settings, Path(chosen))
        except SettingsError as error:
            self.failed.emit(error)


def with_hidden_of(old: Settings, new: Settings) -> Settings:
    """New settings with the hidden options of the old ones, such as the overlay's positions."""
    for option in declarations.describe():
        if option.is_hidden:
            new = declarations.replace(new, option.key, declarations.get(old, option.key))
    return new
