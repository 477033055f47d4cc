"""Shows errors to the user: one quiet window for any number of errors."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from captioner.ui.notices.alerts import Alerts, Notice

_WIDTH = 420
"""Pixels of text: about 60 characters, a good length of line."""


class AlertWindow(QFrame):
    """Shows the newest notice beside the overlay, without taking the focus."""

    def __init__(self, alerts: Alerts) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setWindowTitle(self.tr("Captioner: notice"))
        self._heading, self._text = QLabel(self), QLabel(self)
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(self)
        self._dismiss = QPushButton(self.tr("Dismiss"), self)
        self._dismiss.clicked.connect(alerts.dismiss)
        self.offer = QPushButton(self)
        self.offer.clicked.connect(self._on_offer)
        self._alerts = alerts
        buttons.addButton(self.offer, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._dismiss, QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addWidget(buttons)
        self._beside: QWidget | None = None
        alerts.changed.connect(self._on_changed)

    def stand_beside(self, window: QWidget) -> None:
        """Set the window above or below which notices appear."""
        self._beside = window

    def _on_offer(self) -> None:
        offer = self._alerts.notices[-1].offer
        self._alerts.dismiss()
        if offer is not None:
            offer.take()

    def _on_changed(self, notice: Notice | None) -> None:
        if notice is None:
            self.hide()
            return
        times = self.tr(" ({0} times)").format(notice.times) if notice.times > 1 else ""
        self._heading.setText(notice.heading + times)
        self._text.setText(notice.sentence)
        self.offer.setVisible(notice.offer is not None)
        if notice.offer is not None:
            self.offer.setText(notice.offer.text)
        self.setAccessibleName(notice.heading)
        self.setAccessibleDescription(notice.sentence)
        self._place()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _place(self) -> None:
        self.ensurePolished()
        self._text.ensurePolished()
        self._text.setFixedWidth(_WIDTH)
        self._text.setFixedHeight(self._text.heightForWidth(_WIDTH))
        self.adjustSize()
        screen = QGuiApplication.primaryScreen()
        if self._beside is not None and self._beside.isVisible():
            screen = self._beside.screen()
        free = screen.availableGeometry()
        anchor = self._beside.geometry() if self._beside is not None and self._beside.isVisible() else free
        self.move(beside(anchor, self.frameGeometry(), free).topLeft())


def beside(anchor: QRect, window: QRect, free: QRect) -> QRect:
    """The position of a window above `anchor`, or below it if there is no room, so that it never covers it."""
    result = QRect(window)
    result.moveCenter(anchor.center())
    result.moveBottom(anchor.top() - 8)
    if result.top() < free.top():
        result.moveTop(anchor.bottom() + 8)
    if result.bottom() > free.bottom():
        result.moveBottom(free.bottom())
    return result
