"""What the overlay stands on: a ground with round corners, translucent where the screen can do that."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from captioner.ui.desktop import compositor

_RADIUS = 10
_LEAST_OPACITY = 0.85
"""While the mouse is over it: a window that is fully clear could not be grasped, and the controls could not be read."""


class Ground:
    """Paints the ground of a window, and cuts the window's corners where nothing can be translucent."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._is_composited = True
        self._painted: tuple[object, QPixmap] | None = None

    def paint(self, painter: QPainter, rect: QRectF, colour: QColor, frame: QColor | None) -> None:
        """Paint a part of the window.

        Args:
            colour: of the ground, with its opacity.
            frame: of the line around it while the mouse is over the window; else None.
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
        """See whether what is transparent shows what lies below: a compositor may have come, or gone."""
        is_composited = compositor.is_running()
        if is_composited != self._is_composited:
            self._is_composited = is_composited
            self.cut_corners()
            self._window.update()

    def cut_corners(self) -> None:
        """Without a compositor what is outside the round corners would be black: it is no part of the window then."""
        if self._is_composited:
            self._window.clearMask()
            return
        path = QPainterPath()
        path.addRoundedRect(QRectF(self._window.rect()), _RADIUS, _RADIUS)
        self._window.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def _picture(self, size: QSize, ratio: float, ground: QColor, frame: QColor) -> QPixmap:
        """Kept as a picture: round corners take 3 ms to draw, which every new word would wait for."""
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
