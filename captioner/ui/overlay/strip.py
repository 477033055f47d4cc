"""The strip above the captions: the state, and controls that show while the mouse is over the overlay."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from captioner.messages import State, Status
from captioner.ui.look.level_meter import LevelMeter
from captioner.ui.look.texts import state_hint, state_name
from captioner.ui.look.themes import Theme

BUTTON = 28
"""Pixels; WCAG 2.2 asks for targets of at least 24."""


class OverlayStrip(QWidget):
    """State on the left, buttons on the right."""

    def __init__(self, actions: list[QAction], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = _StateText(self)
        self._meter = LevelMeter(theme.provisional, self)
        self._buttons = [self._button(action) for action in actions]
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 6, 2)
        row.setSpacing(2)
        row.addWidget(self._state, 1)
        row.addWidget(self._meter)
        row.addSpacing(6)
        for button in self._buttons:
            row.addWidget(button)
        self.set_theme(theme)
        self.set_active(False)

    def set_theme(self, theme: Theme) -> None:
        """Colours of the text and of the buttons' hover."""
        self._meter.set_colour(theme.provisional)
        self.setStyleSheet(
            f"QToolButton {{ border: 1px solid transparent; border-radius: 4px; background: transparent; }}"
            f"QToolButton:hover, QToolButton:focus {{ border-color: {theme.border}; background: {theme.button}; }}"
            f"QToolButton:checked {{ border-color: {theme.accent}; background: {theme.button}; }}"
            f"* {{ color: {theme.settled}; }}"
        )

    def set_active(self, active: bool) -> None:
        """Show or hide the controls; their room is kept, so that the captions do not move."""
        for widget in (self._meter, *self._buttons):
            widget.setVisible(active)
        self._state.set_insistent(active)

    def set_status(self, status: Status) -> None:
        """Show the state in words wherever it is not plain listening."""
        self._meter.set_level(status.level)
        self._state.set_state(status.state)

    def set_backlog(self, lines: int) -> None:
        """Say how many lines wait for the reader."""
        self._state.set_backlog(self.tr("%n line(s) waiting", "", lines) if lines else "")

    def sizeHint(self) -> QSize:
        """One row of buttons."""
        return QSize(10 + (BUTTON + 2) * len(self._buttons) + 90, BUTTON + 4)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setFixedSize(BUTTON, BUTTON)
        button.setIconSize(QSize(18, 18))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setObjectName(action.objectName())
        button.setAccessibleName(action.text())
        action.changed.connect(lambda: button.setAccessibleName(action.text()))
        return button


class _StateText(QWidget):
    """A word on the state, cut with an ellipsis where the overlay is narrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._shown = State.ENDED
        self._is_insistent = False
        self._backlog = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_state(self, state: State) -> None:
        """Show a state."""
        if state is not self._shown or not self._text:
            self._shown, self._text = state, state_name(state)
            self.setToolTip(state_hint(state))
            self.setAccessibleName(self._text)
            self.update()

    def set_backlog(self, text: str) -> None:
        """Show that lines wait, instead of the state that needs no words."""
        if text != self._backlog:
            self._backlog = text
            self.update()

    def set_insistent(self, insistent: bool) -> None:
        """Show even the state that needs no words."""
        self._is_insistent = insistent
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        text = self._text
        if self._shown is State.LISTENING:
            text = self._backlog or (text if self._is_insistent else "")
        painter = QPainter(self)
        text = QFontMetrics(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.end()
