"""A drop-down list that may hold long names without making its window wider."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

_LEAST_LETTERS = 14


class PickList(QComboBox):
    """As wide as there is room; long names are cut in the closed box and whole in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def showPopup(self) -> None:
        """Open the list, wide enough for what stands in it."""
        view = self.view()
        room = self.screen().availableGeometry().width() * 2 // 3
        bar = view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(max(self.width(), min(view.sizeHintForColumn(0) + bar + 2 * view.frameWidth(), room)))
        super().showPopup()
