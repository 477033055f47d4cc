"""Where the overlay stands: pure geometry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt

from captioner.ui.overlay import placement
from captioner.ui.overlay.placement import MARGIN, Monitor

LEFT = Monitor("A", QRect(0, 0, 1920, 1080), QRect(0, 0, 1920, 1040))
RIGHT = Monitor("B", QRect(1920, 0, 1280, 1024), QRect(1920, 30, 1280, 994))
WINDOW = QSize(600, 100)


def test_bottom_and_top_are_centred_and_clear_of_the_panel() -> None:
    bottom = QRect(placement.at_edge("bottom", WINDOW, LEFT), WINDOW)
    assert bottom.bottom() == 1039 - MARGIN
    assert abs(bottom.center().x() - 959) <= 1
    assert placement.at_edge("top", WINDOW, RIGHT).y() == 30 + MARGIN


def test_dragged_near_an_edge_it_goes_there() -> None:
    rect, position = placement.snapped(QRect(100, 20, 600, 100), LEFT)
    assert (rect.top(), position) == (MARGIN, "top")
    rect, position = placement.snapped(QRect(100, 910, 600, 100), LEFT)
    assert (rect.bottom(), position) == (1039 - MARGIN, "bottom")
    rect, position = placement.snapped(QRect(100, 500, 600, 100), LEFT)
    assert (rect, position) == (QRect(100, 500, 600, 100), "free")


def test_dragged_near_the_middle_it_is_centred() -> None:
    rect, _ = placement.snapped(QRect(650, 500, 600, 100), LEFT)
    assert rect.left() == 660


def test_snapping_twice_changes_nothing() -> None:
    once, position = placement.snapped(QRect(655, 25, 600, 100), LEFT)
    assert placement.snapped(once, LEFT) == (once, position)


def test_the_place_is_remembered_for_these_monitors_only() -> None:
    places = {placement.layout_key([LEFT, RIGHT]): [2000, 500, 600, 100]}
    assert placement.kept_place(places, [RIGHT, LEFT]) == QRect(2000, 500, 600, 100)
    assert placement.kept_place(places, [LEFT]) is None


def test_a_remembered_place_that_cannot_be_seen_is_forgotten() -> None:
    key = placement.layout_key([LEFT])
    for place in ([5000, 500, 600, 100], [1, 2, 3], "abcd", [1.5, 2, 3, 4], None):
        assert placement.kept_place({key: place}, [LEFT]) is None


def test_the_monitor_is_the_one_that_shows_most() -> None:
    assert placement.monitor_of(QRect(1800, 100, 600, 100), [LEFT, RIGHT]) is RIGHT
    assert placement.monitor_of(QRect(-9000, 100, 600, 100), [LEFT, RIGHT]) is LEFT


@given(st.integers(-3000, 3000), st.integers(-3000, 3000))
def test_kept_inside_is_inside(x: int, y: int) -> None:
    assert LEFT.free.contains(placement.kept_inside(QRect(QPoint(x, y), WINDOW), LEFT))


def test_edges_and_corners() -> None:
    edge = Qt.Edge
    assert placement.edges_at(QPoint(300, 50), WINDOW) == Qt.Edge(0)
    assert placement.edges_at(QPoint(2, 50), WINDOW) == edge.LeftEdge
    assert placement.edges_at(QPoint(599, 99), WINDOW) == edge.RightEdge | edge.BottomEdge
    assert placement.cursor_at(edge.LeftEdge | edge.TopEdge) == Qt.CursorShape.SizeFDiagCursor
    assert placement.cursor_at(edge.RightEdge | edge.TopEdge) == Qt.CursorShape.SizeBDiagCursor
    assert placement.cursor_at(edge.RightEdge) == Qt.CursorShape.SizeHorCursor
    assert placement.cursor_at(edge.TopEdge) == Qt.CursorShape.SizeVerCursor


@given(
    st.sampled_from([Qt.Edge.LeftEdge, Qt.Edge.RightEdge, Qt.Edge.TopEdge, Qt.Edge.BottomEdge]),
    st.integers(-50, 50),
    st.integers(-50, 50),
)
def test_edges_that_are_not_dragged_stay(edge: Qt.Edge, dx: int, dy: int) -> None:
    start = QRect(100, 100, 600, 200)
    wanted = placement.resized(start, edge, QPoint(dx, dy))
    result = placement.anchored(wanted, edge, wanted.size() + QSize(7, 5))
    if edge != Qt.Edge.LeftEdge:
        assert result.left() == 100
    else:
        assert result.right() == start.right()
    if edge != Qt.Edge.TopEdge:
        assert result.top() == 100
    else:
        assert result.bottom() == start.bottom()
