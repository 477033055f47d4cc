"""One editor for each kind of option: takes a value, and signals the user's changes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFontComboBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from captioner.settings.option import Option
from captioner.ui.settings import texts as setting_texts


class Editor(QWidget):
    """Edits one option.

    Signals:
        edited: the new value; never sent by `show_value`.
    """

    edited = Signal(object)

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: Any) -> None:
        """Show the value that holds."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page unless the editor has the focus, so that scrolling past it does not change
        it."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _hold(self, widget: QWidget) -> None:
        widget.setAccessibleName(setting_texts.label(self.option))
        widget.setAccessibleDescription(setting_texts.help_of(self.option))
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.installEventFilter(self)
        self._row.addWidget(widget)
        self.setFocusProxy(widget)


class FlagEditor(Editor):
    """True or false."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option, parent)
        self._box = QCheckBox(setting_texts.label(option), self)
        self._box.clicked.connect(lambda: self.edited.emit(self._box.isChecked()))
        self._hold(self._box)

    def show_value(self, value: Any) -> None:
        self._box.setChecked(value)


class _SpinEditor(Editor):
    """A number in a box with arrows and its unit."""

    _box: QSpinBox | QDoubleSpinBox

    def show_value(self, value: Any) -> None:
        """Show the value that holds."""
        blocked = self._box.blockSignals(True)
        self._box.setValue(value)
        self._box.blockSignals(blocked)

    def _count_in(self, box: QSpinBox | QDoubleSpinBox) -> None:
        self._box = box
        unit = setting_texts.unit(self.option)
        box.setSuffix(f" {unit}" if unit else "")
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self.edited.emit)
        self._hold(box)


class WholeNumberEditor(_SpinEditor):
    """A whole number."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option, parent)
        box = QSpinBox(self)
        box.setRange(int(option.minimum or 0), int(option.maximum if option.maximum is not None else 1 << 30))
        if option.key == "speech.threads":
            box.setSpecialValueText(setting_texts.choice(option, "auto"))
        self._count_in(box)


class NumberEditor(_SpinEditor):
    """A number with a fraction."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option, parent)
        box = QDoubleSpinBox(self)
        low, high = float(option.minimum or 0.0), float(option.maximum if option.maximum is not None else 1e9)
        box.setRange(low, high)
        box.setDecimals(2 if high <= 3 else 1)
        box.setSingleStep(0.05 if high <= 1 else 0.1 if high <= 3 else 0.5)
        self._count_in(box)


class TextEditor(Editor):
    """Any text."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option, parent)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(setting_texts.when_empty(option))
        self._field.editingFinished.connect(self._on_finished)
        self._hold(self._field)
        self._shown = ""

    def show_value(self, value: Any) -> None:
        self._shown = value
        self._field.setText(value)

    def _on_finished(self) -> None:
        # also sent when the focus leaves a field that nobody changed
        if self._field.text() != self._shown:
            self._shown = self._field.text()
            self.edited.emit(self._shown)


class FontEditor(Editor):
    """A font family, or the system's font."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option, parent)
        self._list = QFontComboBox(self)
        self._list.activated.connect(lambda: self.edited.emit(self._list.currentFont().family()))
        self._list.setMinimumContentsLength(12)
        self._hold(self._list)

    def show_value(self, value: Any) -> None:
        self._list.setCurrentFont(QFont(value) if value else self.font())


class KeyEditor(Editor):
    """A shortcut."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option, parent)
        self._field = QKeySequenceEdit(self)
        self._field.setMaximumSequenceLength(1)
        self._field.setClearButtonEnabled(True)
        self._field.editingFinished.connect(self._on_finished)
        self._hold(self._field)
        self._shown = ""

    def show_value(self, value: Any) -> None:
        self._shown = value
        self._field.setKeySequence(QKeySequence(value, QKeySequence.SequenceFormat.PortableText))

    def _on_finished(self) -> None:
        text = self._field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if text != self._shown:
            self._shown = text
            self.edited.emit(text)
