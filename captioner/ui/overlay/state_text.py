"""Shows the state as text, at the size of the captions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from captioner.messages import State, Status
from captioner.ui.look.texts import state_hint, status_text
from captioner.ui.overlay.caption_style import CaptionStyle

_LEAST_SIZE = 0.6
"""Share of the captions' size: a long text becomes smaller before it is cut."""
_CALM = (State.READY, State.LOADING, State.LISTENING, State.QUIET, State.NO_SPEECH, State.NOTHING_PLAYS)


class StateText(QWidget):
    """The state as text; in a narrow overlay it is smaller, then cut with an ellipsis."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._style: CaptionStyle | None = None
        self._status = Status(State.READY)
        self._words = status_text(self._status)
        self._is_insistent = True
        self._backlog = ""
        self._newer = ""
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def shown(self) -> str:
        """The visible text; empty if the captions need none."""
        if self._newer and self._status.state in _CALM:
            return self._newer
        if self._status.state is State.LISTENING and not self._status.foreign_to:
            return self._backlog or (self._words if self._is_insistent else "")
        return self._words

    def set_style(self, style: CaptionStyle) -> None:
        """Use the style of the captions."""
        self._style = style
        self.update()

    def set_status(self, status: Status, failure: str = "") -> None:
        """Show a state; see `texts.status_text`."""
        before, self._status = self._status.state, status
        words = status_text(status, failure)
        if words == self._words and status.state is before:
            return
        self._words = words
        self.setToolTip(" ".join(filter(None, (words, state_hint(status)))))
        self.setAccessibleName(words)
        if status.state is not before:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def set_backlog(self, text: str) -> None:
        """Show that lines wait, in place of a state that needs no text."""
        if text != self._backlog:
            self._backlog = text
            self.update()

    def set_newer(self, text: str) -> None:
        """Show that earlier captions are visible, in place of a state that needs no action."""
        if text != self._newer:
            self._newer = text
            self.update()

    def set_insistent(self, insistent: bool) -> None:
        """Show even a state that needs no text."""
        if insistent != self._is_insistent:
            self._is_insistent = insistent
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        text = self.shown
        if not text or self._style is None:
            return
        font = fitted(self._style.font, text, self.width())
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self._style.provisional if self._status.state in _CALM else self._style.settled)
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.end()


def fitted(font: QFont, text: str, width: float) -> QFont:
    """The font, smaller if the text does not fit into `width` pixels, down to a legible size."""
    needed = QFontMetricsF(font).horizontalAdvance(text)
    result = QFont(font)
    if needed > width:
        # one percent less: hinting rounds widths
        result.setPointSizeF(font.pointSizeF() * max(_LEAST_SIZE, 0.99 * width / needed))
    return result
