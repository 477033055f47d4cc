"""Windows open where the captions do not cover them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from captioner.ui.desktop.bring_up import bring_up, clear_of

FREE = QRect(0, 30, 1280, 770)


@given(
    st.builds(QSize, st.integers(100, 1500), st.integers(80, 1000)),
    st.lists(st.builds(QRect, st.integers(0, 900), st.integers(0, 800), st.just(600), st.just(160)), max_size=2),
)
def test_as_little_as_can_be_is_covered(size: QSize, covers: list[QRect]) -> None:
    place = clear_of(covers, QRect(QPoint(), size), FREE, least=min(80, size.height()))
    assert place.width() == size.width()
    assert min(80, size.height()) <= place.height() <= size.height()
    assert place.top() >= FREE.top()
    if size.height() <= FREE.height():
        assert place.bottom() <= FREE.bottom()
    free = [
        top
        for top in range(FREE.top(), FREE.bottom() - size.height() + 2)
        if not any(QRect(QPoint(place.left(), top), size).intersects(cover.adjusted(0, -8, 0, 8)) for cover in covers)
    ]
    assert not free or not any(place.intersects(cover) for cover in covers)


def test_a_window_without_room_becomes_lower() -> None:
    captions = QRect(300, 620, 700, 160)
    window = QRect(0, 0, 700, 700)
    assert clear_of([captions], window, FREE, least=400).bottom() < captions.top()
    assert clear_of([captions], window, FREE, least=650).height() == 650


def test_without_captions_a_window_stands_in_the_middle() -> None:
    place = clear_of([], QRect(0, 0, 400, 300), FREE, 300)
    assert abs(place.center().x() - FREE.center().x()) <= 1
    assert abs(place.center().y() - FREE.center().y()) <= 1


def test_a_window_opens_clear_of_one_that_stays_on_top_and_stays_where_it_was_moved(qtbot: QtBot) -> None:
    screen = QApplication.primaryScreen().availableGeometry()
    overlay = QWidget(None, Qt.WindowType.WindowStaysOnTopHint)
    window = QWidget()
    for each in (overlay, window):
        qtbot.addWidget(each)
    overlay.setGeometry(100, screen.height() - 200, 600, 180)
    overlay.show()
    window.resize(500, screen.height() - 300)
    assert bring_up(window) is window
    assert not window.geometry().intersects(overlay.geometry())
    window.close()
    window.move(120, screen.height() - 250)
    bring_up(window)
    assert window.pos() == QPoint(120, screen.height() - 250)
