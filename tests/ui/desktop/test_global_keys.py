"""Global shortcuts: what is grabbed; that they work is tried in test_real_window."""

from __future__ import annotations

import pytest

pytest.importorskip("Xlib", reason="needs python-xlib, which is installed on Linux")

from Xlib import X

from captioner.settings.declared import Keys
from captioner.ui.desktop.global_keys import GlobalKeys, grab_of
from captioner.ui.desktop.key_combination import NAMES


@pytest.mark.parametrize(
    ("shortcut", "grab"),
    [
        ("Ctrl+Alt+R", ("r", X.ControlMask | X.Mod1Mask)),
        ("Meta+Space", ("space", X.Mod4Mask)),
        ("F9", ("F9", 0)),
        ("Shift+F9", ("F9", X.ShiftMask)),
        ("", None),
        ("R", None),
        ("Shift+R", None),
    ],
)
def test_grabs_of_shortcuts(qapp: object, shortcut: str, grab: tuple[str, int] | None) -> None:
    assert grab_of(shortcut) == grab


def test_the_defaults_can_be_grabbed(qapp: object) -> None:
    assert all(grab_of(getattr(Keys(), name)) for name in NAMES)


def test_without_an_x_server_nothing_is_held(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    keys = GlobalKeys()
    assert not keys.open()
    assert keys.hold(Keys()) == ()
    keys.close()
