"""What this desktop lets a window do, told honestly."""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the overlay can do here."""

    platform: str
    """of Qt: xcb, wayland, windows, cocoa, offscreen"""
    stays_on_top: bool
    is_placed: bool
    """the program may say where the window stands"""
    x11_would_help: bool
    """the session is Wayland and has an X server beside it"""


def abilities(platform: str, has_x11: bool) -> Abilities:
    """What a platform of Qt allows; Wayland's xdg-shell lets a client neither stay on top nor choose its place."""
    is_wayland = platform.startswith("wayland")
    return Abilities(platform, not is_wayland, not is_wayland, is_wayland and has_x11)


def here() -> Abilities:
    """What it is on this machine, once Qt runs."""
    return abilities(QGuiApplication.platformName(), bool(os.environ.get("DISPLAY")))


def note(found: Abilities) -> str:
    """A sentence for the settings page; empty where everything works."""
    translate = QCoreApplication.translate
    if found.stays_on_top:
        return ""
    if found.x11_would_help:
        return translate(
            "Desktop",
            "This Wayland desktop lets no program keep its own window on top or choose its place. "
            "Set “Use x11” to on and start again, or use the window menu (Alt+Space) to keep the overlay on top.",
        )
    return translate(
        "Desktop",
        "This Wayland desktop lets no program keep its own window on top or choose its place. "
        "Use the window menu (Alt+Space) to keep the overlay on top.",
    )


def has_global_keys(platform: str, session: str) -> bool:
    """Whether shortcuts from any program can be had: on X11, not on XWayland, which hears only X programs."""
    return platform == "xcb" and session != "wayland"


def has_global_keys_here() -> bool:
    """As `has_global_keys`, on this machine, once Qt runs."""
    return has_global_keys(QGuiApplication.platformName(), os.environ.get("XDG_SESSION_TYPE", ""))


def keys_note(has_keys: bool) -> str:
    """A sentence for the settings page; empty where global shortcuts work."""
    if has_keys:
        return ""
    return QCoreApplication.translate(
        "Desktop", "Shortcuts from any program work on X11 only. Here, shortcuts work in Captioner's own windows."
    )


def wants_x11(use_x11: str, session: str, has_x11: bool) -> bool:
    """Whether to run through X11.

    Args:
        use_x11: the setting: auto, on or off; auto prefers X11 on Wayland, for an overlay below other windows is none.
        session: the environment variable XDG_SESSION_TYPE.
        has_x11: there is an X server, as XWayland.
    """
    if use_x11 == "off" or not has_x11:
        return False
    return session == "wayland"


def choose_platform(use_x11: str) -> None:
    """Before Qt starts: run through X11 where that is wanted and nobody has chosen otherwise."""
    has_x11 = bool(os.environ.get("DISPLAY"))
    if "QT_QPA_PLATFORM" not in os.environ and wants_x11(use_x11, os.environ.get("XDG_SESSION_TYPE", ""), has_x11):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
