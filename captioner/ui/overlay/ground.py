"""The overlay's background, with round corners, and translucent if the screen supports it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from captioner.ui.desktop import compositor

_RADIUS = 10
_LEAST_OPACITY = 0.85
"""Least opacity while the mouse is over the overlay: a clear window could not be grasped, nor its controls be read."""


class Ground:
    """Paints the background of a window, and cuts its corners off where translucency is not supported."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._is_composited = True
        self._painted: tuple[object, QPixmap] | None = None

    def paint(self, painter: QPainter, rect: QRectF, colour: QColor, frame: QColor | None) -> None:
        """Paint a part of the window.

        Args:
            colour: of the background, with its opacity.
            frame: colour of the frame while the mouse is over the window, else None.
        """
        ratio = self._window.devicePixelRatioF()
        ground = QColor(colour)
        if not self._is_composited:
            ground.setAlphaF(1.0)
        elif frame is not None:
            ground.setAlphaF(max(_LEAST_OPACITY, ground.alphaF()))
        picture = self._picture(self._window.size(), ratio, ground, frame or QColor(Qt.GlobalColor.transparent))
        painter.drawPixmap(rect, picture, QRectF(rect.topLeft() * ratio, rect.size() * ratio))

    def look_for_compositor(self) -> None:
        """Check whether translucency works: a compositor may have started or ended."""
        is_composited = compositor.is_running()
        if is_composited != self._is_composited:
            self._is_composited = is_composited
            self.cut_corners()
            self._window.update()

    def cut_corners(self) -> None:
        """Exclude the round corners from the window without a compositor, because they would be black."""
        if self._is_composited:
            self._window.clearMask()
            return
        path = QPainterPath()
        path.addRoundedRect(QRectF(self._window.rect()), _RADIUS, _RADIUS)
        self._window.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def _picture(self, size: QSize, ratio: float, ground: QColor, frame: QColor) -> QPixmap:
        """The background as a cached picture: round corners take 3 ms to draw, which would delay every new word."""
        key = (size, ratio, frame.rgba(), ground.rgba())
        if self._painted is None or self._painted[0] != key:
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(frame, 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(
                QRectF(0, 0, size.width(), size.height()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS
            )
            painter.end()
            self._painted = (key, pixmap)
        return self._painted[1]
