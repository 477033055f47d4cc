"""The overlay by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFontMetricsF, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from captioner.messages import State, Status, View
from captioner.ui.actions import Actions
from captioner.ui.menu import groups
from captioner.ui.overlay import window
from captioner.ui.overlay.placement import MARGIN, Monitor
from captioner.ui.overlay.state_text import fitted
from captioner.ui.overlay.window import CONTROLS, OverlayWindow
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from tests.ui.fakes import EngineShop, session
from tests.ui.overlay.test_caption_view import PaintLog


@pytest.fixture
def controller(qapp: object) -> Iterator[Controller]:
    result = Controller(EngineShop(), session)
    yield result
    assert result.shut_down()


@pytest.fixture
def actions(controller: Controller, preferences: Preferences) -> Actions:
    return Actions(controller, preferences)


@pytest.fixture
def overlay(qtbot: QtBot, actions: Actions, preferences: Preferences) -> OverlayWindow:
    result = OverlayWindow(actions, preferences)
    qtbot.addWidget(result)
    result.show()
    qtbot.waitExposed(result)
    return result


def hover(overlay: OverlayWindow) -> None:
    """Bring the mouse over the overlay."""
    centre = QPointF(overlay.rect().center())
    overlay.enterEvent(QEnterEvent(centre, centre, centre))


def drag(qtbot: QtBot, overlay: OverlayWindow, start: QPoint, by: QPoint) -> None:
    """Press, move in two steps, release."""
    qtbot.mousePress(overlay, Qt.MouseButton.LeftButton, pos=start)
    at = overlay.mapToGlobal(start)
    for step in (by / 2, by):
        qtbot.mouseMove(overlay, overlay.mapFromGlobal(at + step))
    qtbot.mouseRelease(overlay, Qt.MouseButton.LeftButton, pos=overlay.mapFromGlobal(at + by))


def button(overlay: OverlayWindow, name: str) -> QToolButton:
    found = overlay.strip.findChild(QToolButton, name)
    assert found is not None
    return found


def test_it_takes_no_focus_and_stays_on_top(overlay: OverlayWindow) -> None:
    flags = overlay.windowFlags()
    for flag in (
        Qt.WindowType.FramelessWindowHint,
        Qt.WindowType.WindowStaysOnTopHint,
        Qt.WindowType.WindowDoesNotAcceptFocus,
    ):
        assert flags & flag
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_it_starts_at_the_bottom_centre(overlay: OverlayWindow) -> None:
    free = overlay.screen().availableGeometry()
    assert overlay.geometry().bottom() == free.bottom() - MARGIN
    assert abs(overlay.geometry().center().x() - free.center().x()) <= 1


def test_controls_show_while_the_mouse_is_over_it_and_nothing_moves(overlay: OverlayWindow) -> None:
    size, captions = overlay.size(), overlay.captions.geometry()
    assert not any(button(overlay, name).isVisible() for name in CONTROLS)
    hover(overlay)
    assert all(button(overlay, name).isVisible() for name in CONTROLS)
    assert (overlay.size(), overlay.captions.geometry()) == (size, captions)


def test_every_control_has_a_name_and_a_size_that_can_be_hit(overlay: OverlayWindow) -> None:
    hover(overlay)
    for name in CONTROLS:
        each = button(overlay, name)
        assert each.accessibleName()
        assert each.toolTip()
        assert min(each.width(), each.height()) >= 24


def test_start_and_stop_by_mouse(qtbot: QtBot, overlay: OverlayWindow, controller: Controller) -> None:
    hover(overlay)
    name = button(overlay, "start_stop").accessibleName()
    with qtbot.waitSignal(controller.running_changed):
        qtbot.mouseClick(button(overlay, "start_stop"), Qt.MouseButton.LeftButton)
    assert controller.is_running
    assert button(overlay, "start_stop").accessibleName() != name
    with qtbot.waitSignal(controller.running_changed):
        qtbot.mouseClick(button(overlay, "start_stop"), Qt.MouseButton.LeftButton)
    assert not controller.is_running


def test_raw_and_cleaned_by_mouse(qtbot: QtBot, overlay: OverlayWindow, controller: Controller) -> None:
    hover(overlay)
    qtbot.mouseClick(button(overlay, "view"), Qt.MouseButton.LeftButton)
    assert controller.view is View.MARKED
    assert button(overlay, "view").isChecked()
    controller.set_view(View.CLEANED)
    assert not button(overlay, "view").isChecked()


def test_pause_works_only_while_captions_run(qtbot: QtBot, overlay: OverlayWindow, controller: Controller) -> None:
    paused: list[bool] = []
    controller.paused_changed.connect(paused.append)
    hover(overlay)
    assert not button(overlay, "pause").isEnabled()
    controller.start()
    qtbot.mouseClick(button(overlay, "pause"), Qt.MouseButton.LeftButton)
    assert paused == [True]


def test_dragging_moves_it_and_its_place_is_remembered(
    qtbot: QtBot, overlay: OverlayWindow, preferences: Preferences
) -> None:
    before = overlay.pos()
    drag(qtbot, overlay, overlay.rect().center(), QPoint(-35, -200))
    assert overlay.pos() == before + QPoint(-35, -200)
    assert preferences.settings.overlay.position == "free"
    (place,) = preferences.settings.overlay.places.values()
    assert place[:2] == [overlay.x(), overlay.y()]


def test_a_second_overlay_stands_where_the_first_was_left(
    qtbot: QtBot, overlay: OverlayWindow, actions: Actions, preferences: Preferences
) -> None:
    drag(qtbot, overlay, overlay.rect().center(), QPoint(-35, -200))
    second = OverlayWindow(actions, preferences)
    qtbot.addWidget(second)
    assert second.pos() == overlay.pos()


def test_dragged_to_the_top_it_snaps(qtbot: QtBot, overlay: OverlayWindow, preferences: Preferences) -> None:
    free = overlay.screen().availableGeometry()
    up = free.top() + 5 - overlay.geometry().top()
    drag(qtbot, overlay, overlay.rect().center(), QPoint(0, up))
    assert overlay.geometry().top() == free.top() + MARGIN
    assert preferences.settings.overlay.position == "top"


def test_dragging_the_top_edge_adds_lines_and_the_bottom_stays(
    qtbot: QtBot, overlay: OverlayWindow, preferences: Preferences
) -> None:
    bottom = overlay.geometry().bottom()
    by = -round(2 * overlay.caption_style.line_height)
    drag(qtbot, overlay, QPoint(overlay.width() // 2, 2), QPoint(0, by))
    assert preferences.settings.captions.lines == 4
    assert overlay.geometry().bottom() == bottom


def test_dragging_the_right_edge_changes_the_width_and_the_left_stays(
    qtbot: QtBot, overlay: OverlayWindow, preferences: Preferences
) -> None:
    left = overlay.geometry().left()
    drag(qtbot, overlay, QPoint(overlay.width() - 2, overlay.height() // 2), QPoint(-120, 0))
    assert preferences.settings.captions.width < 42
    assert overlay.geometry().left() == left


def test_a_larger_font_makes_it_larger_and_keeps_it_at_the_bottom(
    overlay: OverlayWindow, actions: Actions, preferences: Preferences
) -> None:
    before = overlay.geometry()
    actions["larger"].trigger()
    assert preferences.settings.overlay.font_size == 26
    assert overlay.height() > before.height()
    assert overlay.geometry().bottom() == before.bottom()


def test_click_through_and_the_way_back(overlay: OverlayWindow, actions: Actions, preferences: Preferences) -> None:
    actions["click_through"].trigger()
    assert preferences.settings.overlay.click_through
    assert overlay.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput
    assert overlay.isVisible()
    actions["click_through"].trigger()
    assert not overlay.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput
    assert overlay.isVisible()


def test_shortcuts_follow_the_settings(
    qtbot: QtBot, overlay: OverlayWindow, actions: Actions, preferences: Preferences
) -> None:
    assert actions["view"].shortcut() == QKeySequence("R")
    preferences.put("keys.view", "Ctrl+Alt+V")
    assert actions["view"].shortcut() == QKeySequence("Ctrl+Alt+V")
    assert "Ctrl+Alt+V" in actions["view"].toolTip()


def test_the_state_is_told_in_words(overlay: OverlayWindow) -> None:
    overlay.strip.set_status(Status(State.NO_SIGNAL, source="Headset"))
    assert overlay.strip.text.shown == "No signal from Headset"
    assert overlay.strip.text.accessibleName() == "No signal from Headset"
    assert overlay.strip.dot.accessibleName() == "No signal"
    assert "muted" in overlay.strip.text.toolTip()


def test_the_state_stands_at_the_size_of_captions_in_a_row_of_its_own(
    overlay: OverlayWindow, preferences: Preferences
) -> None:
    for size in (12, 24, 60):
        preferences.put("overlay.font_size", size)
        height = QFontMetricsF(overlay.caption_style.font).height()
        assert overlay.strip.height() >= height
        assert overlay.captions.geometry().top() == overlay.strip.geometry().bottom() + 1
        assert overlay.strip.dot.isVisible()


def test_a_long_state_is_set_smaller_before_it_is_cut(overlay: OverlayWindow) -> None:
    font = overlay.caption_style.font
    text = "Built-in Audio Analogue Stereo disconnected: waiting"
    needed = QFontMetricsF(font).horizontalAdvance(text)
    smaller = fitted(font, text, 0.7 * needed)
    assert QFontMetricsF(smaller).horizontalAdvance(text) <= 0.7 * needed
    assert fitted(font, text, needed) == font
    assert fitted(font, text, 1.0).pointSizeF() == pytest.approx(0.6 * font.pointSizeF())


def test_the_right_button_reaches_everything(overlay: OverlayWindow) -> None:
    at = overlay.captions.geometry().center()
    QApplication.sendEvent(overlay, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, overlay.mapToGlobal(at)))
    assert overlay.menu.isVisible()
    names = [action.objectName() for action in overlay.menu.actions() if not action.isSeparator()]
    assert names == [name for group in groups() for name in group]
    overlay.menu.close()


def test_silence_deafness_and_failure_look_different(overlay: OverlayWindow) -> None:
    pictures = []
    for state in State:
        overlay.strip.set_status(Status(state))
        pictures.append(overlay.strip.dot.grab().toImage())
    assert all(one != other for n, one in enumerate(pictures) for other in pictures[n + 1 :])


def test_the_dot_grows_with_the_level_and_is_repainted_only_where_that_can_be_seen(
    qtbot: QtBot, overlay: OverlayWindow
) -> None:
    dot = overlay.strip.dot
    dot.set_status(Status(State.LISTENING, 0.001))
    quiet = dot.grab().toImage()
    painted = PaintLog(dot)
    dot.set_status(Status(State.LISTENING, 0.3))
    qtbot.waitUntil(lambda: bool(painted.rects))
    assert dot.grab().toImage() != quiet
    painted.settle(qtbot)
    painted.rects.clear()
    dot.set_status(Status(State.LISTENING, 0.301))
    painted.settle(qtbot)
    assert painted.rects == []


def test_on_a_small_screen_lines_are_shorter_not_cut(overlay: OverlayWindow, preferences: Preferences) -> None:
    preferences.put("overlay.font_size", 60)
    free = overlay.screen().availableGeometry()
    assert overlay.width() <= free.width()
    style = overlay.caption_style
    assert style.width + 2 * style.padding <= overlay.width()


def test_the_source_is_chosen_by_an_action_and_captions_start_again(
    qtbot: QtBot, actions: Actions, preferences: Preferences, controller: Controller
) -> None:
    assert actions["source_mic"].isChecked()
    controller.start()
    with qtbot.waitSignal(controller.session_began):
        actions["source_system"].trigger()
    assert preferences.settings.audio.source == "system"
    assert not actions["source_mic"].isChecked()
    actions["source_system"].trigger()
    assert actions["source_system"].isChecked(), "choosing it again does not take it away"


def test_choosing_an_edge_in_the_settings_moves_it_there(
    qtbot: QtBot, overlay: OverlayWindow, preferences: Preferences
) -> None:
    free = overlay.screen().availableGeometry()
    drag(qtbot, overlay, overlay.rect().center(), QPoint(-35, -200))
    preferences.put("overlay.position", "top")
    assert overlay.geometry().top() == free.top() + MARGIN
    preferences.put("overlay.position", "bottom")
    assert overlay.geometry().bottom() == free.bottom() - MARGIN


def test_when_a_monitor_comes_or_goes_it_stands_where_it_stood(
    qtbot: QtBot, overlay: OverlayWindow, preferences: Preferences
) -> None:
    drag(qtbot, overlay, overlay.rect().center(), QPoint(-35, -200))
    place = overlay.geometry()
    overlay.move(0, 0)
    QGuiApplication.instance().screenRemoved.emit(overlay.screen())
    assert overlay.geometry() == place


def monitors(*sizes: tuple[int, int]) -> list[Monitor]:
    """Screens side by side, each with a panel of 40 pixels at the bottom."""
    found, left = [], 0
    for number, (width, height) in enumerate(sizes):
        whole = QRect(left, 0, width, height)
        found.append(Monitor(f"screen-{number}", whole, whole.adjusted(0, 0, 0, -40)))
        left += width
    return found


def test_another_resolution_docks_the_overlay_again_and_the_old_one_brings_it_back(
    overlay: OverlayWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = QGuiApplication.primaryScreen()

    def become(*sizes: tuple[int, int]) -> QRect:
        now = monitors(*sizes)
        monkeypatch.setattr(window, "_monitors", lambda: now)
        screen.geometryChanged.emit(now[0].whole)
        assert any(each.free.contains(overlay.geometry()) for each in now)
        return overlay.geometry()

    wide = become((1920, 1080))
    assert become((1280, 720)).bottom() <= 720 - 40
    assert become((1920, 1080)) == wide
    assert become((1080, 1920)).width() <= 1080
    overlay.move(2100, 300)
    become((1920, 1080), (1280, 720))
    become((1920, 1080))


@pytest.mark.parametrize("by", [QPoint(5000, 0), QPoint(-5000, 0), QPoint(0, -5000), QPoint(0, 5000)])
def test_it_cannot_be_dragged_out_of_reach(qtbot: QtBot, overlay: OverlayWindow, by: QPoint) -> None:
    drag(qtbot, overlay, overlay.rect().center(), by)
    free = QGuiApplication.primaryScreen().availableGeometry()
    assert free.contains(overlay.geometry())
