"""A drop-down list for long names that does not widen its window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

_LEAST_LETTERS = 14
_AROUND = 4
"""Pixels beside the text and the icon."""


class PickList(QComboBox):
    """A drop-down list as wide as its room; long names are cut in the closed box and complete in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

        self.currentTextChanged.connect(self.setToolTip)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the closed box; a long name ends with an ellipsis, and the tooltip shows it completely."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(style, option, field, self).width() - _AROUND
        room -= 0 if option.currentIcon.isNull() else option.iconSize.width() + _AROUND
        option.currentText = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(style, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        """Open the list, wide enough for its longest entry."""
        view = self.view()
        room = self.screen().availableGeometry().width() * 2 // 3
        bar = view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(max(self.width(), min(view.sizeHintForColumn(0) + bar + 2 * view.frameWidth(), room)))
        super().showPopup()
