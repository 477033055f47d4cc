from __future__ import annotations

import pytest

from captioner.ui.desktop.abilities import KeysBy
from captioner.ui.desktop.display import allowed, shortcuts


@pytest.mark.parametrize("platform", ["xcb", "windows", "cocoa"])
def test_these_platforms_keep_the_overlay_where_it_belongs(platform: str) -> None:
    display = allowed(platform, {})
    assert display.stays_on_top
    assert display.places_itself
    assert not display.remedy
    assert "keeps its place" in display.sentence()


def test_on_wayland_the_truth_is_told_with_a_way_out() -> None:
    with_x11 = allowed("wayland", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    assert not with_x11.stays_on_top
    assert "QT_QPA_PLATFORM=xcb" in with_x11.remedy
    without = allowed("wayland-egl", {"WAYLAND_DISPLAY": "wayland-0"})
    assert "XWayland" in without.remedy
    assert "compositor decides" in without.sentence()


def test_a_platform_without_a_screen_shows_nothing() -> None:
    assert "shown nowhere" in allowed("offscreen", {}).sentence()


def test_the_way_of_shortcuts_is_told_with_its_remedy() -> None:
    assert shortcuts(KeysBy.X11, 0) == ("taken from the X server", "")
    granted, remedy = shortcuts(KeysBy.PORTAL, 2)
    assert "version 2" in granted
    assert not remedy
    assert "X11 session" in shortcuts(KeysBy.PORTAL, 0)[1]
    assert "own windows" in shortcuts(KeysBy.NOTHING, 0)[1]
