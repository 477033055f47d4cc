"""Describes the display for the doctor, in a process of its own, because Qt aborts where there is no display."""

from __future__ import annotations

import json
import sys

from PySide6.QtGui import QGuiApplication

from captioner.ui.desktop import abilities as desktop
from captioner.ui.desktop.abilities import Abilities, KeysBy


def expectation(found: Abilities) -> str:
    """The abilities of the overlay on this display, as a sentence."""
    if found.stays_on_top:
        return f"{found.platform}: the overlay stays on top and keeps its place."
    if not found.is_seen:
        return f"{found.platform}: windows are drawn but shown nowhere."
    return f"{found.platform}: the compositor decides where the overlay is and what covers it."


def remedy(found: Abilities) -> str:
    """A workaround for what is not possible; empty if everything is."""
    if found.stays_on_top:
        return ""
    if not found.is_seen:
        return "Start it on a desktop."
    if found.x11_would_help:
        return "Run it through X11 instead: set overlay.use_x11 to on, or start it with QT_QPA_PLATFORM=xcb."
    return "Keep the window on top by its own menu (Alt+Space on many desktops), or install XWayland."


def shortcuts(by: KeysBy, portal_version: int) -> tuple[str, str]:
    """Whether global shortcuts work, and what to do if they do not.

    Args:
        portal_version: of the desktop's portal for them; 0: none.
    """
    if by is KeysBy.X11:
        return "taken from the X server", ""
    if by is KeysBy.PORTAL and portal_version:
        return f"granted by the desktop (GlobalShortcuts portal, version {portal_version}), which asks you once", ""
    if by is KeysBy.PORTAL:
        remedy = "Use a desktop whose portal has GlobalShortcuts, or log in to an X11 session."
        return "none from other programs: this Wayland desktop has no portal for them", remedy
    return "none from other programs", "Shortcuts work in Captioner's own windows."


def _portal_version(by: KeysBy) -> int:
    if by is not KeysBy.PORTAL:
        return 0
    from captioner.ui.desktop import portal, portal_keys

    return portal.version_here(portal_keys.INTERFACE)


def main() -> int:
    """Start Qt, which aborts its process if it finds no display, and print the platform; run by the doctor."""
    application = QGuiApplication(sys.argv[:1])  # noqa: F841  Qt runs as long as it is held
    found = desktop.here()
    by = desktop.keys_by_here()
    keys, keys_remedy = shortcuts(by, _portal_version(by))
    answer = {
        "sentence": expectation(found),
        "remedy": remedy(found),
        "shortcuts": keys,
        "shortcuts_remedy": keys_remedy,
    }
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
