"""The program's icons, drawn in the colour of the theme so that they are sharp at every scale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from captioner.messages import State
from captioner.ui.look.themes import Theme

_SIZES = (16, 22, 32, 64)
_GRID = 24.0
"""Icons are drawn on a grid of 24 by 24 and scaled."""
_RIM = 1.0
"""Of the grid, around the lines of the tray icon."""
_BADGE = 12.0
"""Side of the square around (18, 18) that a badge is drawn in."""

Draw = Callable[[QPainter], None]


def icon(name: str, colour: QColor | str) -> QIcon:
    """The icon called `name`; see `NAMES`."""
    return _render(_DRAWINGS[name], QColor(colour))


def state_colour(state: State, theme: Theme) -> str:
    """Calm, busy, or in need of somebody; the shape tells the states apart without it."""
    warned = (State.NO_SIGNAL, State.AWAY, State.SLOW)
    colours = {State.LISTENING: theme.good, State.LOADING: theme.accent, State.FAILED: theme.error}
    return colours.get(state, theme.warning if state in warned else theme.faint)


def paint_state(painter: QPainter, state: State, colour: QColor, place: QRectF) -> None:
    """Draw the shape of a state into a square."""
    painter.save()
    painter.translate(place.center())
    painter.scale(place.width() / _BADGE, place.height() / _BADGE)
    painter.translate(-18, -18)
    painter.setPen(QPen(colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    _BADGES[state](painter)
    painter.restore()


def tray_icon(state: State, theme: Theme) -> QIcon:
    """Captions on a screen, with a badge for the state. The badges differ in shape, too.

    Args:
        theme: of the panel; a rim in the colour of its windows lets the icon be seen where that is guessed wrong.
    """
    colour = QColor(state_colour(state, theme))
    rim = QPen(QColor(theme.window), 2 + 2 * _RIM, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)

    def draw(painter: QPainter) -> None:
        pen = painter.pen()
        painter.setPen(rim)
        _draw_captions(painter)
        painter.setPen(pen)
        _draw_captions(painter)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawEllipse(QRectF(11.5, 11.5, 12.5, 12.5))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        paint_state(painter, state, colour, QRectF(18 - _BADGE / 2, 18 - _BADGE / 2, _BADGE, _BADGE))

    return _render(draw, QColor(theme.text))


def image(name: str, colour: QColor | str, size: int) -> QImage:
    """The icon called `name` as a picture of `size` by `size` pixels; needs no application, and so no display."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    _paint(_DRAWINGS[name], QColor(colour), picture)
    return picture


def _render(draw: Draw, colour: QColor) -> QIcon:
    result = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        _paint(draw, colour, pixmap)
        result.addPixmap(pixmap)
    return result


def _paint(draw: Draw, colour: QColor, on: QPixmap | QImage) -> None:
    painter = QPainter(on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(on.width() / _GRID, on.width() / _GRID)
    painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    draw(painter)
    painter.end()


def _filled(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())


def _draw_start(painter: QPainter) -> None:
    _filled(painter)
    painter.drawPolygon(QPolygonF([QPointF(7, 4), QPointF(20, 12), QPointF(7, 20)]))


def _draw_stop(painter: QPainter) -> None:
    _filled(painter)
    painter.drawRoundedRect(QRectF(5, 5, 14, 14), 1.5, 1.5)


def _draw_pause(painter: QPainter) -> None:
    _filled(painter)
    painter.drawRect(QRectF(6, 5, 3, 14))
    painter.drawRect(QRectF(15, 5, 3, 14))


def _draw_raw(painter: QPainter) -> None:
    painter.drawLine(QPointF(3, 7), QPointF(21, 7))
    painter.drawLine(QPointF(3, 17), QPointF(14, 17))
    pen = painter.pen()
    pen.setWidthF(1.6)
    painter.setPen(pen)
    painter.drawLine(QPointF(3, 12), QPointF(21, 12))
    painter.drawLine(QPointF(6, 14.5), QPointF(18, 9.5))


def _draw_transcript(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(4, 3, 16, 18), 2, 2)
    for y in (8, 12, 16):
        painter.drawLine(QPointF(8, y), QPointF(16 if y < 16 else 13, y))


def _draw_settings(painter: QPainter) -> None:
    for y, x in ((6, 15), (12, 8), (18, 13)):
        painter.drawLine(QPointF(3, y), QPointF(21, y))
        painter.save()
        _filled(painter)
        painter.drawEllipse(QPointF(x, y), 2.4, 2.4)
        painter.restore()


def _draw_close(painter: QPainter) -> None:
    painter.drawLine(QPointF(6, 6), QPointF(18, 18))
    painter.drawLine(QPointF(18, 6), QPointF(6, 18))


def _draw_search(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(10, 10), 6, 6)
    painter.drawLine(QPointF(14.5, 14.5), QPointF(20, 20))


def _draw_up(painter: QPainter) -> None:
    painter.drawPolyline(QPolygonF([QPointF(5, 15), QPointF(12, 8), QPointF(19, 15)]))


def _draw_down(painter: QPainter) -> None:
    painter.drawPolyline(QPolygonF([QPointF(5, 9), QPointF(12, 16), QPointF(19, 9)]))


def _draw_models(painter: QPainter) -> None:
    for y in (4, 13):
        painter.drawRoundedRect(QRectF(3, y, 18, 7), 1.5, 1.5)
        painter.drawPoint(QPointF(7, y + 3.5))


def _draw_reset(painter: QPainter) -> None:
    painter.drawArc(QRectF(5, 5, 14, 14), 60 * 16, 290 * 16)
    painter.drawPolyline(QPolygonF([QPointF(15.5, 2.5), QPointF(15.5, 6.8), QPointF(11, 7)]))


def _draw_captions(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(2, 4, 20, 16), 3, 3)
    painter.drawLine(QPointF(6, 11), QPointF(18, 11))
    painter.drawLine(QPointF(6, 15.5), QPointF(13, 15.5))


def _badge_dot(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(18, 18), 4, 4)


def _badge_ring(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(18, 18), 4, 4)


def _badge_quiet(painter: QPainter) -> None:
    _badge_ring(painter)
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(18, 18), 0.6, 0.6)


def _badge_no_speech(painter: QPainter) -> None:
    for x, half in ((15, 1.5), (18, 3.5), (21, 1.5)):
        painter.drawLine(QPointF(x, 18 - half), QPointF(x, 18 + half))


def _badge_nothing_plays(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([QPointF(15.5, 14), QPointF(21.5, 18), QPointF(15.5, 22)]))


def _badge_away(painter: QPainter) -> None:
    for begin in (75, 255):
        painter.drawArc(QRectF(14, 14, 8, 8), begin * 16, 120 * 16)


def _badge_pause(painter: QPainter) -> None:
    painter.drawLine(QPointF(16, 14.5), QPointF(16, 21.5))
    painter.drawLine(QPointF(20, 14.5), QPointF(20, 21.5))


def _badge_stop(painter: QPainter) -> None:
    painter.drawRect(QRectF(15, 15, 6, 6))


def _badge_loading(painter: QPainter) -> None:
    for x in (14, 18, 22):
        painter.drawEllipse(QPointF(x, 18), 0.6, 0.6)


def _badge_no_signal(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(18, 18), 4, 4)
    painter.drawLine(QPointF(15.2, 20.8), QPointF(20.8, 15.2))


def _badge_slow(painter: QPainter) -> None:
    path = QPainterPath(QPointF(18, 13.5))
    path.lineTo(22.5, 21.5)
    path.lineTo(13.5, 21.5)
    path.closeSubpath()
    painter.drawPath(path)


def _badge_error(painter: QPainter) -> None:
    painter.drawLine(QPointF(14.5, 14.5), QPointF(21.5, 21.5))
    painter.drawLine(QPointF(21.5, 14.5), QPointF(14.5, 21.5))


_BADGES: dict[State, Draw] = {
    State.READY: _badge_ring,
    State.LOADING: _badge_loading,
    State.LISTENING: _badge_dot,
    State.QUIET: _badge_quiet,
    State.NO_SPEECH: _badge_no_speech,
    State.NOTHING_PLAYS: _badge_nothing_plays,
    State.NO_SIGNAL: _badge_no_signal,
    State.AWAY: _badge_away,
    State.SLOW: _badge_slow,
    State.PAUSED: _badge_pause,
    State.ENDED: _badge_stop,
    State.FAILED: _badge_error,
}
_DRAWINGS: dict[str, Draw] = {
    "captions": _draw_captions,
    "close": _draw_close,
    "down": _draw_down,
    "models": _draw_models,
    "pause": _draw_pause,
    "raw": _draw_raw,
    "reset": _draw_reset,
    "search": _draw_search,
    "settings": _draw_settings,
    "start": _draw_start,
    "stop": _draw_stop,
    "transcript": _draw_transcript,
    "up": _draw_up,
}
NAMES = tuple(_DRAWINGS)
