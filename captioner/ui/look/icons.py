"""The program's icons, SVG files in the colour of the theme, sharp at every scale."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from captioner.messages import State
from captioner.settings.themes import Theme

_FOLDER = Path(__file__).with_name("svg")
_SIZES = (16, 22, 32, 64)
_GRID = 24.0
"""Icons are drawn on a grid of 24 by 24 and scaled."""
_LINE, _RIM = 2, 4
"""Widths of the lines on the grid, and of the rim below those of the tray icon."""
_BADGE = QRectF(12, 12, 12, 12)
"""The square of a badge on the grid; the badge's file holds only this square."""


def icon(name: str, colour: QColor | str) -> QIcon:
    """The icon of a name: that of its file in the folder `svg`."""
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(QPixmap.fromImage(image(name, colour, size)))
    return result


def state_colour(state: State, theme: Theme) -> str:
    """The colour for calm, busy and alarming states; the shape distinguishes states without it."""
    warned = (State.NO_SIGNAL, State.AWAY, State.SLOW)
    colours = {State.LISTENING: theme.good, State.LOADING: theme.accent, State.FAILED: theme.error}
    return colours.get(state, theme.warning if state in warned else theme.faint)


def paint_state(painter: QPainter, state: State, colour: QColor, place: QRectF) -> None:
    """Draw the shape of a state into a square."""
    _draw(painter, f"badge-{state.name.lower().replace('_', '-')}", colour, place)


def tray_icon(state: State, theme: Theme) -> QIcon:
    """Captions on a screen, with a badge for the state. The badges differ in shape, too.

    Args:
        theme: of the panel; a rim in its window colour keeps the icon visible if the guess is wrong.
    """
    result = QIcon()
    for size in _SIZES:
        picture = _empty(size)
        painter = _painter(picture)
        whole = QRectF(0, 0, _GRID, _GRID)
        _draw(painter, "captions", QColor(theme.window), whole, line=_RIM)
        _draw(painter, "captions", QColor(theme.text), whole)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawEllipse(QRectF(11.0, 11.0, 13.5, 13.5))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        paint_state(painter, state, QColor(state_colour(state, theme)), _BADGE)
        painter.end()
        result.addPixmap(QPixmap.fromImage(picture))
    return result


def image(name: str, colour: QColor | str, size: int) -> QImage:
    """The icon of a name as a picture of `size` by `size` pixels; needs no application and no display."""
    picture = _empty(size)
    painter = _painter(picture)
    _draw(painter, name, QColor(colour), QRectF(0, 0, _GRID, _GRID))
    painter.end()
    return picture


def _empty(size: int) -> QImage:
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _painter(on: QImage) -> QPainter:
    painter = QPainter(on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(on.width() / _GRID, on.width() / _GRID)
    return painter


def _draw(painter: QPainter, name: str, colour: QColor, place: QRectF, line: int = _LINE) -> None:
    text = _read(name).replace("currentColor", colour.name())
    if line != _LINE:
        text = text.replace(f'stroke-width="{_LINE}"', f'stroke-width="{line}"')
    QSvgRenderer(QByteArray(text.encode())).render(painter, place)


@cache
def _read(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
