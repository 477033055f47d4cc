"""Global shortcuts through the desktop's portal: on a real bus of the test's own, with a stand-in for the desktop."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

pytest.importorskip("jeepney", reason="needs jeepney, which is installed on Linux")

from pytestqt.qtbot import QtBot

from captioner.settings.declared import Keys, Settings
from captioner.ui.actions import Actions
from captioner.ui.desktop.abilities import Grant, KeysBy
from captioner.ui.desktop.global_shortcuts import GlobalShortcuts
from captioner.ui.desktop.key_combination import NAMES
from captioner.ui.desktop.portal_keys import PortalKeys, trigger_of
from captioner.ui.notices.alerts import Alerts
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from tests.ui.fake_portal import FakePortal, private_bus
from tests.ui.fakes import EngineShop, session

DESCRIPTIONS = {name: f"does {name}" for name in NAMES}


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon")
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def desktop(bus: str, request: pytest.FixtureRequest) -> Iterator[FakePortal]:
    portal = FakePortal(bus, **getattr(request, "param", {}))
    yield portal
    portal.stop()


@pytest.fixture
def keys(qapp: object) -> Iterator[PortalKeys]:
    result = PortalKeys(DESCRIPTIONS)
    yield result
    result.close()


def become(qtbot: QtBot, keys: PortalKeys, grant: Grant) -> None:
    qtbot.waitUntil(lambda: keys.grant is grant)


@pytest.mark.parametrize(
    ("shortcut", "trigger"),
    [("Ctrl+Alt+R", "CTRL+ALT+r"), ("Meta+Space", "LOGO+space"), ("Shift+F9", "SHIFT+F9"), ("R", ""), ("", "")],
)
def test_how_a_wish_is_written(qapp: object, shortcut: str, trigger: str) -> None:
    assert trigger_of(shortcut) == trigger


def test_the_desktop_learns_who_asks_and_for_what(qtbot: QtBot, desktop: FakePortal, keys: PortalKeys) -> None:
    assert keys.open()
    assert keys.hold(Keys()) == ()
    assert keys.grant is Grant.ASKED
    become(qtbot, keys, Grant.HELD)
    assert desktop.registered == ["captioner"]
    assert desktop.bound[0] == ("global_view", "does global_view", "CTRL+ALT+r")
    assert keys.triggers["global_view"] == "Press CTRL+ALT+r"


def test_a_press_anywhere_is_heard(qtbot: QtBot, desktop: FakePortal, keys: PortalKeys) -> None:
    keys.open()
    keys.hold(Keys())
    become(qtbot, keys, Grant.HELD)
    with qtbot.waitSignal(keys.pressed) as caught:
        desktop.press("global_pause")
    assert caught.args == ["global_pause"]


def test_other_keys_start_a_new_session(qtbot: QtBot, desktop: FakePortal, keys: PortalKeys) -> None:
    keys.open()
    keys.hold(Keys())
    become(qtbot, keys, Grant.HELD)
    keys.hold(Keys(global_view="Ctrl+Alt+V", global_pause=""))
    qtbot.waitUntil(lambda: bool(desktop.closed) and len(desktop.bound) == 5 and keys.grant is Grant.HELD)
    assert [(name, trigger) for name, _, trigger in desktop.bound] == [
        ("global_view", "CTRL+ALT+v"),
        ("global_earlier", "CTRL+ALT+Prior"),
        ("global_later", "CTRL+ALT+Next"),
        ("global_live", "CTRL+ALT+End"),
        ("global_click_through", "CTRL+ALT+c"),
    ]


def test_changes_of_the_user_in_the_desktop_are_known(qtbot: QtBot, desktop: FakePortal, keys: PortalKeys) -> None:
    keys.open()
    keys.hold(Keys())
    become(qtbot, keys, Grant.HELD)
    with qtbot.waitSignal(keys.changed):
        desktop.change("global_view", "Super+V")
    assert dict(keys.triggers) == {"global_view": "Super+V"}


@pytest.mark.parametrize("desktop", [{"grants": 1}, {"grants": 2}], indirect=True)
def test_a_refusal_is_known(qtbot: QtBot, desktop: FakePortal, keys: PortalKeys) -> None:
    keys.open()
    keys.hold(Keys())
    become(qtbot, keys, Grant.REFUSED)


@pytest.mark.parametrize("desktop", [{"has_shortcuts": False}], indirect=True)
def test_a_portal_without_shortcuts_is_known(qtbot: QtBot, desktop: FakePortal, keys: PortalKeys) -> None:
    keys.open()
    keys.hold(Keys())
    become(qtbot, keys, Grant.ABSENT)


def test_a_bus_without_a_portal_is_known(qtbot: QtBot, bus: str, keys: PortalKeys) -> None:
    assert keys.open()
    keys.hold(Keys())
    become(qtbot, keys, Grant.ABSENT)


def test_no_bus_at_all_is_survived(
    qapp: object, own_home: object, keys: PortalKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert not keys.open()
    assert keys.hold(Keys()) == ()


def test_a_press_does_what_the_action_does(qtbot: QtBot, desktop: FakePortal) -> None:
    preferences = Preferences(Settings(), None)
    controller = Controller(EngineShop(), session)
    actions = Actions(controller, preferences)
    global_shortcuts = GlobalShortcuts(actions, preferences, Alerts(), KeysBy.PORTAL)
    qtbot.waitUntil(lambda: "It has chosen" in global_shortcuts.note())
    assert f"Press CTRL+ALT+r ({actions['view'].text()})" in global_shortcuts.note()
    with qtbot.waitSignal(controller.view_changed):
        desktop.press("global_view")
    global_shortcuts.close()


@pytest.mark.parametrize("desktop", [{}, {"has_shortcuts": False}], indirect=True)
def test_the_doctor_gets_the_real_result(desktop: FakePortal, bus: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    code = (
        "from captioner.ui.desktop import display, portal, portal_keys\n"
        "from captioner.ui.desktop.abilities import KeysBy\n"
        "import json\n"
        "print(json.dumps(display.shortcuts(KeysBy.PORTAL, portal.version_here(portal_keys.INTERFACE))))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    found, remedy = json.loads(done.stdout)
    if desktop.has_shortcuts:
        assert "version 2" in found
        assert not remedy
    else:
        assert "no portal" in found
        assert remedy
