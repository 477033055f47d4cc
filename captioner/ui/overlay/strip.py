"""The row above the captions: the state, and controls that appear while the mouse is over the overlay."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from captioner.messages import Status
from captioner.settings.themes import Theme
from captioner.ui.overlay.caption_style import CaptionStyle
from captioner.ui.overlay.level_dot import LevelDot
from captioner.ui.overlay.state_text import StateText

BUTTON = 28
"""Pixels; WCAG 2.2 asks for targets of at least 24."""
_GAP = 6
"""Pixels between the dot and the text."""


class OverlayStrip(QWidget):
    """State on the left, buttons on the right."""

    def __init__(
        self,
        actions: list[QAction],
        live: QAction,
        theme: Theme,
        style: CaptionStyle,
        parent: QWidget | None = None,
    ) -> None:
        """`actions` show on hover, `live` while earlier captions are visible."""
        super().__init__(parent)
        self._style = style
        self.dot = LevelDot(theme, self)
        self.text = StateText(self)
        self._live = self._button(live)
        self._live.hide()
        self._buttons = [self._button(action) for action in actions]
        self._row = row = QHBoxLayout(self)
        row.setSpacing(2)
        row.addWidget(self.dot)
        row.addSpacing(_GAP)
        row.addWidget(self.text, 1)
        for button in (self._live, *self._buttons):
            row.addWidget(button)
        self.set_look(theme, style)
        self.set_active(False)

    def set_look(self, theme: Theme, style: CaptionStyle) -> None:
        """Set the colours of the text and of hovered buttons, and the size of the text."""
        self._style = style
        self._row.setContentsMargins(round(style.padding), 2, 6, 2)
        self.dot.set_look(theme, round(0.7 * self._text_height()))
        self.text.set_style(style)
        self.updateGeometry()
        self.setStyleSheet(
            f"QToolButton {{ border: 1px solid transparent; border-radius: 4px; background: transparent; }}"
            f"QToolButton:hover, QToolButton:focus {{ border-color: {theme.border}; background: {theme.button}; }}"
            f"QToolButton:checked {{ border-color: {theme.accent}; background: {theme.button}; }}"
            f"* {{ color: {theme.settled}; }}"
        )

    def set_active(self, active: bool) -> None:
        """Show or hide the controls; their room stays, so that the captions do not move."""
        for widget in self._buttons:
            widget.setVisible(active)

    def set_status(self, status: Status, failure: str = "") -> None:
        """Show the state.

        Args:
            failure: the heading of the error that ended captions.
        """
        self.dot.set_status(status)
        self.text.set_status(status, failure)

    def set_captions_in_sight(self, in_sight: bool) -> None:
        """Show the state of listening as text only while there are no captions."""
        self.text.set_insistent(not in_sight)

    def set_backlog(self, lines: int) -> None:
        """Show the number of lines that wait for the reader."""
        self.text.set_backlog(self.tr("%n line(s) waiting", "", lines) if lines else "")

    def set_newer(self, lines: int | None) -> None:
        """Show that earlier captions are visible, and the number of lines since; None: the live ones are visible."""
        self._live.setVisible(lines is not None)
        self.text.set_newer("" if lines is None else self.tr("%n newer line(s)", "", lines))

    def sizeHint(self) -> QSize:
        """A row of buttons, as high as a line of captions."""
        return QSize(10 + (BUTTON + 2) * len(self._buttons) + 90, max(BUTTON, round(self._text_height())) + 4)

    def _text_height(self) -> float:
        return QFontMetricsF(self._style.font).height()

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
