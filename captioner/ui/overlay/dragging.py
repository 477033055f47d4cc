"""Moves and resizes a frameless window with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget

from captioner.ui.overlay import placement

NO_EDGE = Qt.Edge(0)


class Dragging(QObject):
    """Watches the mouse on one window.

    Signals:
        moved: QRect, the position of the window by the pointer.
        resized: QRect, Qt.Edge: the geometry by the pointer, and the dragged edges.
        dropped: the button was released.
    """

    moved = Signal(QRect)
    resized = Signal(QRect, Qt.Edge)
    dropped = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pressed_at: QPoint | None = None
        self._start = QRect()
        self._edges = NO_EDGE
        window.setMouseTracking(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Called by Qt before the window sees an event."""
        if not isinstance(event, QMouseEvent) or watched is not self._window:
            return False
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._press(event)
        elif kind == QEvent.Type.MouseMove and self._pressed_at is not None:
            self._drag(event.globalPosition().toPoint() - self._pressed_at)
        elif kind == QEvent.Type.MouseMove:
            self._window.setCursor(placement.cursor_at(self._edges_at(event)))
        elif kind == QEvent.Type.MouseButtonRelease and self._pressed_at is not None:
            self._pressed_at = None
            self.dropped.emit()
        else:
            return False
        return True

    def _edges_at(self, event: QMouseEvent) -> Qt.Edge:
        return placement.edges_at(event.position().toPoint(), self._window.size())

    def _press(self, event: QMouseEvent) -> None:
        self._edges = self._edges_at(event)
        handle = self._window.windowHandle()
        if QGuiApplication.platformName().startswith("wayland") and handle is not None:
            # a Wayland client does not know its window's position, so the compositor moves it
            if self._edges == NO_EDGE:
                handle.startSystemMove()
            else:
                handle.startSystemResize(self._edges)
            return
        self._pressed_at = event.globalPosition().toPoint()
        self._start = self._window.geometry()

    def _drag(self, by: QPoint) -> None:
        if self._edges == NO_EDGE:
            self.moved.emit(self._start.translated(by))
        else:
            self.resized.emit(placement.resized(self._start, self._edges, by), self._edges)
