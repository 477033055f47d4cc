"""`captioner` without a command: the caption window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping

from captioner import paths, settings_file
from captioner.errors import CaptionerError


class NoDisplay(CaptionerError):
    """There is no screen on which a window could open."""


def run(chosen: argparse.Namespace) -> int:
    """Open the window; returns when the user quits.

    Raises:
        NoDisplay: there is no display.
    """
    if not has_display(os.environ, sys.platform):
        raise NoDisplay("There is no display for the caption window.", "Use `captioner listen` in this terminal.")
    loaded = settings_file.load(paths.settings_file())
    from captioner import app

    return app.run_gui(loaded.settings, settings_path=paths.settings_file(), notices=loaded.notices)


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can open: on Linux and its kin a display server must be named, elsewhere there is one."""
    if platform in ("win32", "darwin"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)
