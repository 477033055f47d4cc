"""The options of one section: name, editor, reset button and explanation."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from captioner.settings import declared as declarations
from captioner.settings.declared import Settings
from captioner.settings.option import Option
from captioner.settings.themes import Theme
from captioner.ui.look import icons
from captioner.ui.settings import texts as setting_texts
from captioner.ui.settings.editor_of import editor
from captioner.ui.settings.editors import Editor, FlagEditor
from captioner.ui.settings.offers import Offers


class OptionRow(QWidget):
    """One option.

    Signals:
        edited: key and new value.
    """

    edited = Signal(str, object)

    def __init__(self, option: Option, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.editor: Editor = editor(option, offers, self)
        self.reset = QToolButton(self)
        self.reset.setAutoRaise(True)
        self.reset.setFixedSize(26, 26)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.reset.setToolTip(self.tr("Back to the default"))
        self.reset.setAccessibleName(self.tr("{0}: back to the default").format(setting_texts.label(option)))
        self._help = QLabel(setting_texts.help_of(option), self)
        self._help.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 170)
        if isinstance(self.editor, FlagEditor):
            grid.addWidget(self.editor, 0, 0, 1, 2)
        else:
            name = QLabel(setting_texts.label(option), self)
            name.setBuddy(self.editor)
            grid.addWidget(name, 0, 0)
            grid.addWidget(self.editor, 0, 1)
        grid.addWidget(self.reset, 0, 2)
        grid.addWidget(self._help, 1, 0, 1, 3)
        self.editor.edited.connect(lambda value: self.edited.emit(option.key, value))
        self.reset.clicked.connect(lambda: self.edited.emit(option.key, option.default))

    def show_settings(self, settings: Settings) -> None:
        """Show the current value."""
        value = declarations.get(settings, self.option.key)
        self.editor.show_value(value)
        self.reset.setEnabled(value != self.option.default)
        self.reset.setVisible(self.reset.isEnabled())

    def set_theme(self, theme: Theme) -> None:
        """Set the colours of the help text and the icon."""
        self._help.setStyleSheet(f"color: {theme.faint};")
        self.reset.setIcon(icons.icon("reset", theme.text))

    def matches(self, text: str) -> bool:
        """Whether the option matches the search text."""
        words = (self.option.key, setting_texts.label(self.option), setting_texts.help_of(self.option))
        return text.casefold() in " ".join(words).casefold()


class SettingsPage(QScrollArea):
    """All options of a section that are not hidden.

    Signals:
        edited: key and new value.
    """

    edited = Signal(str, object)

    def __init__(self, section: str, options: Iterable[Option], offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self)
        column = QVBoxLayout(body)
        about = QLabel(setting_texts.section_help(section), body)
        about.setWordWrap(True)
        column.addWidget(about)
        self.rows = [OptionRow(option, offers, body) for option in options]
        for row in self.rows:
            row.edited.connect(self.edited)
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(body)

    def search(self, text: str) -> bool:
        """Show only matching options; False if there are none."""
        found = [row for row in self.rows if row.matches(text)]
        for row in self.rows:
            row.setVisible(row in found)
        return bool(found)
