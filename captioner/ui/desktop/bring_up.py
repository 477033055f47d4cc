"""Brings a window to the front, clear of windows that stay on top."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QMargins, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

AnyWindow = TypeVar("AnyWindow", bound=QWidget)

_TITLE_BAR = 32
"""Pixels for the title bar, whose height is unknown before a window is shown."""
_GAP = 8


def bring_up(window: AnyWindow) -> AnyWindow:
    """Show a window in front with the keyboard focus; a new one is placed clear of the captions.

    On Wayland the desktop places windows.
    """
    if not window.isVisible():
        window.ensurePolished()
        screen = window.screen()
        free = screen.availableGeometry()
        covers = [
            each.frameGeometry()
            for each in QApplication.topLevelWidgets()
            if each is not window
            and each.isVisible()
            and each.screen() is screen
            and each.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
        ]
        if covers and not window.testAttribute(Qt.WidgetAttribute.WA_Moved):
            size = window.size() if window.testAttribute(Qt.WidgetAttribute.WA_Resized) else window.sizeHint()
            least = max(window.minimumHeight(), window.minimumSizeHint().height())
            frame = size.grownBy(QMargins(0, _TITLE_BAR, 0, 0))
            place = clear_of(covers, QRect(QPoint(), frame), free, least + _TITLE_BAR)
            window.move(place.topLeft())
            if place.height() < frame.height():
                window.resize(place.size().shrunkBy(QMargins(0, _TITLE_BAR, 0, 0)))
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def clear_of(covers: list[QRect], window: QRect, free: QRect, least: int) -> QRect:
    """The position of a window: in the middle of the screen, or moved up or down so that as little as possible is
    covered.

    A covered part at its lower end is cut off, as far as the window's height can shrink.

    Args:
        covers: the windows that stay on top.
        window: with its frame; its size counts.
        free: the screen without panels; the window is inside if it fits.
        least: the window's minimum height.
    """
    middle = QRect(window)
    middle.moveCenter(free.center())
    tops = [middle.top()]
    for cover in covers:
        tops += [cover.top() - window.height() - _GAP, cover.bottom() + 1 + _GAP]
    lowest = max(free.top(), free.bottom() - window.height() + 1)
    left = max(free.left(), middle.left())
    places = [QRect(QPoint(left, min(max(top, free.top()), lowest)), window.size()) for top in tops]

    def hidden(place: QRect) -> tuple[int, int]:
        cut = [place.intersected(cover) for cover in covers]
        return sum(each.width() * each.height() for each in cut), abs(place.top() - middle.top())

    place = min(places, key=hidden)
    for cover in covers:
        if place.intersects(cover) and place.top() < cover.top():
            place.setBottom(max(cover.top() - _GAP, place.top() + least) - 1)
    return place
