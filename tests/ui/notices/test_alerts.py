"""Errors become one quiet window, in words; the tray tells the state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from captioner import errors
from captioner.errors import CaptionerError, DeviceLost
from captioner.messages import State, Status
from captioner.settings.themes import DARK, LIGHT, THEMES, Theme
from captioner.ui.actions import Actions
from captioner.ui.desktop import panel
from captioner.ui.desktop.tray import Tray
from captioner.ui.look import icons
from captioner.ui.look.icons import icon, tray_icon
from captioner.ui.menu import groups
from captioner.ui.notices.alert_window import AlertWindow, beside
from captioner.ui.notices.alerts import KEPT, Alerts, heading
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from tests.ui.fakes import EngineShop, session
from tests.ui.look.contrast import AA_GRAPHIC, contrast

ICONS = sorted(path.stem for path in Path(icons.__file__).with_name("svg").glob("[!b]*.svg"))
GONE = DeviceLost("The microphone was unplugged.", "Plug it in again.")


@pytest.fixture
def alerts(qapp: object) -> Alerts:
    return Alerts()


@pytest.fixture
def window(qtbot: QtBot, alerts: Alerts) -> AlertWindow:
    result = AlertWindow(alerts)
    qtbot.addWidget(result)
    return result


@pytest.fixture
def tray(preferences: Preferences, alerts: Alerts) -> Iterator[Tray]:
    controller = Controller(EngineShop(), session)
    result = Tray(Actions(controller, preferences), controller, preferences, alerts)
    yield result
    result.close()


def test_an_error_shows_what_happened_and_what_to_do(window: AlertWindow, alerts: Alerts) -> None:
    alerts.report(GONE)
    assert window.isVisible()
    assert "unplugged" in window.accessibleDescription()
    assert "Plug it in" in window.accessibleDescription()


def test_it_takes_no_focus(window: AlertWindow, alerts: Alerts) -> None:
    alerts.report(GONE)
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_a_storm_is_one_notice_with_a_count(window: AlertWindow, alerts: Alerts) -> None:
    for _ in range(50):
        alerts.report(GONE)
    (notice,) = alerts.notices
    assert notice.times == 50
    for number in range(100):
        alerts.report(CaptionerError(f"Error {number}."))
    assert len(alerts.notices) == KEPT


def test_dismissing_shows_the_one_before_and_then_nothing(qtbot: QtBot, window: AlertWindow, alerts: Alerts) -> None:
    alerts.report(CaptionerError("First."))
    alerts.report(CaptionerError("Second."))
    qtbot.mouseClick(window._dismiss, Qt.MouseButton.LeftButton)
    assert window.accessibleDescription() == "First."
    qtbot.mouseClick(window._dismiss, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert alerts.notices == ()


def test_every_error_has_a_heading_of_its_kind() -> None:
    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, CaptionerError)]
    general = heading(CaptionerError("x"))
    named = [kind for kind in kinds if heading(kind("x")) != general]
    assert set(kinds) - set(named) == {CaptionerError, errors.AudioError}


def test_a_notice_stands_beside_the_overlay_never_over_it() -> None:
    free = QRect(0, 0, 1280, 800)
    window = QRect(0, 0, 420, 120)
    for anchor in (QRect(300, 660, 600, 120), QRect(300, 20, 600, 120)):
        place = beside(anchor, window, free)
        assert not place.intersects(anchor)
        assert free.contains(place)


def test_the_tray_tells_the_state_and_what_to_do(tray: Tray, alerts: Alerts) -> None:
    tray._on_status(Status(State.NO_SIGNAL))
    assert "No signal" in tray.icon.toolTip()
    assert "muted" in tray.icon.toolTip()
    alerts.report(GONE)
    assert "unplugged" in tray.icon.toolTip()
    alerts.dismiss()
    assert "No signal" in tray.icon.toolTip()


def test_the_tray_menu_reaches_everything(tray: Tray) -> None:
    names = [action.objectName() for action in tray.menu.actions() if not action.isSeparator()]
    assert names == [name for group in groups() for name in group]


def test_every_state_has_an_icon_of_its_own(qapp: object) -> None:
    pictures = [tray_icon(state, DARK).pixmap(32).toImage() for state in State]
    for number, one in enumerate(pictures):
        assert not any(one == other for other in pictures[number + 1 :])


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("ground", ["#ffffff", "#808080", "#000000"])
def test_the_tray_icon_can_be_seen_on_any_panel(qapp: object, theme: Theme, ground: str) -> None:
    image = QImage(22, 22, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.drawPixmap(0, 0, tray_icon(State.READY, theme).pixmap(22))
    painter.end()
    seen = sum(contrast(image.pixelColor(x, y).name(), ground) >= AA_GRAPHIC for x in range(22) for y in range(22))
    assert seen > 40


@pytest.mark.parametrize(
    ("desktop", "scheme", "panel_theme"),
    [
        ("ubuntu:GNOME", Qt.ColorScheme.Light, DARK),
        ("KDE", Qt.ColorScheme.Light, LIGHT),
        ("KDE", Qt.ColorScheme.Dark, DARK),
        ("", Qt.ColorScheme.Unknown, DARK),
    ],
)
def test_the_tray_icon_follows_the_panel(desktop: str, scheme: Qt.ColorScheme, panel_theme: Theme) -> None:
    assert panel.theme(desktop, scheme) is panel_theme


def test_the_tray_icon_does_not_follow_the_overlay(tray: Tray, preferences: Preferences) -> None:
    before = tray.icon.icon().pixmap(32).toImage()
    preferences.put("overlay.theme", "light")
    assert tray.icon.icon().pixmap(32).toImage() == before


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_has_something_on_it(qapp: object, name: str) -> None:
    for theme in THEMES.values():
        image = icon(name, theme.text).pixmap(16).toImage()
        assert any(image.pixelColor(x, y).alpha() > 128 for x in range(image.width()) for y in range(image.height()))


def test_a_notice_about_a_model_offers_the_models_page(qtbot: QtBot, window: AlertWindow, alerts: Alerts) -> None:
    opened: list[str] = []
    alerts.bind(lambda: opened.append("models"), lambda: opened.append("settings"))
    alerts.report(errors.ModelMissing("The model base is not here.", "Fetch it."))
    assert window.offer.text() == "Models…"
    qtbot.mouseClick(window.offer, Qt.MouseButton.LeftButton)
    assert opened == ["models"]
    alerts.report(errors.ExportError("The disk is full."))
    assert not window.offer.isVisible()
