"""The status dot: its shape shows the state, its ring the level of the source."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from captioner.messages import State, Status
from captioner.settings.themes import Theme
from captioner.ui.look.icons import paint_state, state_colour
from captioner.ui.look.level_meter import fraction
from captioner.ui.look.texts import state_hint, state_name

_STEPS = 12
"""Sizes of the ring: more could not be distinguished, and each change is a repaint."""
_HEARING = (State.LISTENING, State.SLOW, State.QUIET, State.NO_SPEECH, State.NOTHING_PLAYS)
_RING_OPACITY = 0.35


class LevelDot(QWidget):
    """The shape of the state within a ring that grows with the level."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = 16
        self._state = State.READY
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(state_name(self._state))

    def set_look(self, theme: Theme, side: int) -> None:
        """Set its colours, and its side in pixels."""
        self._theme, self._side = theme, side
        self.updateGeometry()
        self.update()

    def set_status(self, status: Status) -> None:
        """Show a state and a level; repaints only visible changes."""
        step = round(_STEPS * fraction(status.level)) if status.state in _HEARING else 0
        if (status.state, step) == (self._state, self._step):
            return
        if status.state is not self._state:
            self.setAccessibleName(state_name(status.state))
            self.setToolTip(" ".join(filter(None, (state_name(status.state), state_hint(status)))))
        self._state, self._step = status.state, step
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and the shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(state_colour(self._state, self._theme))
        whole = QRectF(self.rect())
        is_hearing = self._state in _HEARING
        inner = (0.6 if is_hearing else 0.9) * whole.width()
        if self._step:
            ring = QColor(colour)
            ring.setAlphaF(_RING_OPACITY)
            painter.setPen(QColor(0, 0, 0, 0))
            painter.setBrush(ring)
            side = inner + (whole.width() - inner) * self._step / _STEPS
            painter.drawEllipse(_centred(whole, side))
        paint_state(painter, self._state, colour, _centred(whole, inner))
        painter.end()


def _centred(rect: QRectF, side: float) -> QRectF:
    return QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
