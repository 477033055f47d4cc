"""What the display lets a caption window do, and the truth about it in words."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from PySide6.QtGui import QGuiApplication

from captioner.ui.desktop import abilities as desktop
from captioner.ui.desktop.abilities import KeysBy


@dataclass(frozen=True, slots=True)
class Display:
    """The platform that windows run on.

    Attributes:
        platform: Qt's name for it: xcb, wayland, windows, cocoa, offscreen.
        stays_on_top: the overlay can keep itself above other windows.
        places_itself: the overlay can go to an edge of the screen and come back to its place.
        remedy: what makes up for what is not possible; empty when all is.
    """

    platform: str
    stays_on_top: bool
    places_itself: bool
    remedy: str = ""

    def sentence(self) -> str:
        """What to expect, for a person."""
        if self.stays_on_top and self.places_itself:
            return f"{self.platform}: the overlay stays on top and keeps its place."
        if self.platform in ("offscreen", "minimal"):
            return f"{self.platform}: windows are drawn but shown nowhere."
        return f"{self.platform}: the compositor decides where the overlay is and what covers it."


def allowed(platform: str, environment: Mapping[str, str]) -> Display:
    """What a window may do on `platform`, Qt's name for it.

    A Wayland client without layer-shell can neither keep itself above others nor place itself; through XWayland it can.
    """
    if platform in ("xcb", "windows", "cocoa"):
        return Display(platform, stays_on_top=True, places_itself=True)
    if not platform.startswith("wayland"):
        return Display(platform, stays_on_top=False, places_itself=False, remedy="Start it on a desktop.")
    if environment.get("DISPLAY"):
        return Display(
            "wayland",
            stays_on_top=False,
            places_itself=False,
            remedy="Run it through X11 instead: set overlay.use_x11 to on, or start it with QT_QPA_PLATFORM=xcb.",
        )
    return Display(
        "wayland",
        stays_on_top=False,
        places_itself=False,
        remedy="Keep the window on top by its own menu (Alt+Space on many desktops), or install XWayland.",
    )


def shortcuts(by: KeysBy, portal_version: int) -> tuple[str, str]:
    """Whether shortcuts work from any program, and what to do where they do not.

    Args:
        portal_version: of the desktop's portal for them; 0 where it has none.
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
    """Start Qt, which aborts its process where it finds no display, and say what it runs on; asked by the doctor."""
    application = QGuiApplication(sys.argv[:1])
    found = allowed(application.platformName(), os.environ)
    by = desktop.keys_by_here()
    keys, keys_remedy = shortcuts(by, _portal_version(by))
    answer = {"sentence": found.sentence(), "shortcuts": keys, "shortcuts_remedy": keys_remedy}
    sys.stdout.write(json.dumps(asdict(found) | answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
