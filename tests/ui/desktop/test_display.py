from __future__ import annotations

import pytest

from captioner.ui.desktop.abilities import KeysBy, abilities, note
from captioner.ui.desktop.display import expectation, remedy, shortcuts


@pytest.mark.parametrize("platform", ["xcb", "windows", "cocoa"])
def test_these_platforms_keep_the_overlay_where_it_belongs(platform: str) -> None:
    found = abilities(platform, has_x11=False)
    assert found.stays_on_top
    assert not remedy(found)
    assert "keeps its place" in expectation(found)


def test_on_wayland_the_limits_are_reported_with_a_way_out() -> None:
    with_x11 = abilities("wayland", has_x11=True)
    assert not with_x11.stays_on_top
    assert "QT_QPA_PLATFORM=xcb" in remedy(with_x11)
    without = abilities("wayland-egl", has_x11=False)
    assert "XWayland" in remedy(without)
    assert "compositor decides" in expectation(without)


def test_a_platform_without_a_screen_keeps_nothing_on_top() -> None:
    found = abilities("offscreen", has_x11=True)
    assert not found.stays_on_top
    assert "shown nowhere" in expectation(found)
    assert note(found) == ""


def test_the_way_of_shortcuts_is_reported_with_its_remedy() -> None:
    assert shortcuts(KeysBy.X11, 0) == ("taken from the X server", "")
    granted, remedy = shortcuts(KeysBy.PORTAL, 2)
    assert "version 2" in granted
    assert not remedy
    assert "X11 session" in shortcuts(KeysBy.PORTAL, 0)[1]
    assert "own windows" in shortcuts(KeysBy.NOTHING, 0)[1]
