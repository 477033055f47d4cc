"""Places the overlay: snaps it to edges, remembers its place for each set of monitors, and sizes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt

SNAP = 24
"""Pixels from an edge at which a dragged window snaps to it."""
GRIP = 8
"""Width of a window's resizable edge in pixels."""
MARGIN = 16
"""Pixels between a snapped window and the edge of the screen."""


@dataclass(frozen=True, slots=True)
class Monitor:
    """A screen, in device-independent pixels."""

    name: str
    whole: QRect
    free: QRect
    """without panels and docks"""


def layout_key(monitors: Sequence[Monitor]) -> str:
    """The key of this set and arrangement of monitors, under which the overlay's position is stored."""
    parts = [
        f"{each.name}:{each.whole.x()},{each.whole.y()},{each.whole.width()}x{each.whole.height()}" for each in monitors
    ]
    return " ".join(sorted(parts))


def kept_place(places: Mapping[str, Any], monitors: Sequence[Monitor]) -> QRect | None:
    """The stored position for this set of monitors, if there is one and it is still visible."""
    place = places.get(layout_key(monitors))
    if not isinstance(place, Sequence) or isinstance(place, str) or len(place) != 4:
        return None
    if not all(isinstance(each, int) for each in place):
        return None
    rect = QRect(*place)
    return rect if any(each.free.intersects(rect) for each in monitors) else None


def at_edge(position: str, size: QSize, monitor: Monitor) -> QPoint:
    """The top left corner of a window centred at the top or bottom edge of a monitor."""
    free = monitor.free
    left = free.left() + (free.width() - size.width()) // 2
    if position == "top":
        return QPoint(left, free.top() + MARGIN)
    return QPoint(left, free.bottom() + 1 - MARGIN - size.height())


def monitor_of(rect: QRect, monitors: Sequence[Monitor]) -> Monitor:
    """The monitor that shows most of a window, or the first."""
    return max(monitors, key=lambda each: _area(each.whole.intersected(rect)))


def snapped(rect: QRect, monitor: Monitor) -> tuple[QRect, str]:
    """The geometry of a window that is dragged to `rect`, and its position: top, bottom or free."""
    free = monitor.free
    result = QRect(rect)
    if abs(rect.center().x() - free.center().x()) < SNAP:
        result.moveLeft(free.left() + (free.width() - rect.width()) // 2)
    if abs(rect.top() - free.top()) < SNAP + MARGIN:
        result.moveTop(free.top() + MARGIN)
        return result, "top"
    if abs(rect.bottom() - free.bottom()) < SNAP + MARGIN:
        result.moveBottom(free.bottom() - MARGIN)
        return result, "bottom"
    return result, "free"


def kept_inside(rect: QRect, monitor: Monitor) -> QRect:
    """The window's geometry, moved as little as needed to be on the monitor."""
    free = monitor.free
    result = QRect(rect)
    result.moveLeft(max(free.left(), min(rect.left(), free.right() + 1 - rect.width())))
    result.moveTop(max(free.top(), min(rect.top(), free.bottom() + 1 - rect.height())))
    return result


def edges_at(place: QPoint, size: QSize) -> Qt.Edge:
    """The edges of a window that a press at `place` would drag; none inside."""
    edges = Qt.Edge(0)
    if place.x() < GRIP:
        edges |= Qt.Edge.LeftEdge
    elif place.x() >= size.width() - GRIP:
        edges |= Qt.Edge.RightEdge
    if place.y() < GRIP:
        edges |= Qt.Edge.TopEdge
    elif place.y() >= size.height() - GRIP:
        edges |= Qt.Edge.BottomEdge
    return edges


def cursor_at(edges: Qt.Edge) -> Qt.CursorShape:
    """The mouse pointer for a drag of these edges."""
    horizontal = edges & (Qt.Edge.LeftEdge | Qt.Edge.RightEdge)
    vertical = edges & (Qt.Edge.TopEdge | Qt.Edge.BottomEdge)
    if horizontal and vertical:
        is_falling = bool(edges & Qt.Edge.LeftEdge) == bool(edges & Qt.Edge.TopEdge)
        return Qt.CursorShape.SizeFDiagCursor if is_falling else Qt.CursorShape.SizeBDiagCursor
    if horizontal:
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.SizeVerCursor if vertical else Qt.CursorShape.OpenHandCursor


def resized(start: QRect, edges: Qt.Edge, by: QPoint) -> QRect:
    """The window's geometry with some edges dragged."""
    result = QRect(start)
    if edges & Qt.Edge.LeftEdge:
        result.setLeft(start.left() + by.x())
    if edges & Qt.Edge.RightEdge:
        result.setRight(start.right() + by.x())
    if edges & Qt.Edge.TopEdge:
        result.setTop(start.top() + by.y())
    if edges & Qt.Edge.BottomEdge:
        result.setBottom(start.bottom() + by.y())
    return result


def anchored(start: QRect, edges: Qt.Edge, size: QSize) -> QRect:
    """The geometry of a window of `size` whose other edges stay where they are in `start`."""
    result = QRect(start.topLeft(), size)
    if edges & Qt.Edge.LeftEdge:
        result.moveRight(start.right())
    if edges & Qt.Edge.TopEdge:
        result.moveBottom(start.bottom())
    return result


def _area(rect: QRect) -> int:
    return rect.width() * rect.height() if rect.isValid() else 0
