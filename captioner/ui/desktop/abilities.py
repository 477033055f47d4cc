"""The abilities of windows on this desktop."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


@dataclass(frozen=True, slots=True)
class Abilities:
    """The abilities of the overlay."""

    platform: str
    """Qt's name of the platform: xcb, wayland, windows, cocoa, offscreen"""
    is_seen: bool
    """windows appear on a screen"""
    stays_on_top: bool
    """the overlay stays above other windows, at a position that the program chooses"""
    x11_would_help: bool
    """the session is Wayland and has an X server beside it"""


def abilities(platform: str, has_x11: bool) -> Abilities:
    """The abilities on a platform of Qt; Wayland's xdg-shell lets a client neither stay on top nor choose its
    position."""
    is_wayland = platform.startswith("wayland")
    is_seen = is_wayland or platform in ("xcb", "windows", "cocoa")
    return Abilities(platform, is_seen, is_seen and not is_wayland, is_wayland and has_x11)


def here() -> Abilities:
    """The abilities on this machine, once Qt runs."""
    return abilities(QGuiApplication.platformName(), bool(os.environ.get("DISPLAY")))


def note(found: Abilities) -> str:
    """A message for the settings page; empty if everything works."""
    translate = QCoreApplication.translate
    if found.stays_on_top or not found.is_seen:
        return ""
    if found.x11_would_help:
        return translate(
            "Desktop",
            "On this Wayland desktop, programs cannot keep a window on top or choose its place. Set "
            "“Run through X11” to on and restart, or use the window menu (Alt+Space) to keep the "
            "overlay on top.",
        )
    return translate(
        "Desktop",
        "On this Wayland desktop, programs cannot keep a window on top or choose its place. Use "
        "the window menu (Alt+Space) to keep the overlay on top.",
    )


class KeysBy(Enum):
    """How this desktop can provide global shortcuts."""

    X11 = auto()
    """grabbed from the X server"""
    PORTAL = auto()
    """granted by the desktop, if it has such a portal"""
    NOTHING = auto()


class Grant(Enum):
    """The desktop's answer to the request for shortcuts."""

    ABSENT = auto()
    """there is no such portal"""
    ASKED = auto()
    """no answer yet: the desktop may be asking the user"""
    HELD = auto()
    REFUSED = auto()
    """the user refused, or the desktop failed"""


def keys_by(platform: str, session: str) -> KeysBy:
    """How a desktop can provide global shortcuts; XWayland gets only the keys of X programs.

    Args:
        platform: Qt's name of the platform.
        session: the environment variable XDG_SESSION_TYPE.
    """
    if platform.startswith("wayland") or (platform == "xcb" and session == "wayland"):
        return KeysBy.PORTAL
    return KeysBy.X11 if platform == "xcb" else KeysBy.NOTHING


def keys_by_here() -> KeysBy:
    """As `keys_by`, on this machine, once Qt runs."""
    return keys_by(QGuiApplication.platformName(), os.environ.get("XDG_SESSION_TYPE", ""))


def keys_note(by: KeysBy) -> str:
    """A message for the settings page; empty if global shortcuts work as they are set."""
    if by is KeysBy.X11:
        return ""
    return QCoreApplication.translate(
        "Desktop",
        "Global shortcuts do not work here: they need X11, or a Wayland desktop that grants them."
        " Shortcuts work in Captioner's own windows.",
    )


def portal_note(grant: Grant, triggers: Sequence[str]) -> str:
    """A message for the settings page about the shortcuts that a Wayland desktop has granted."""
    translate = QCoreApplication.translate
    if grant is Grant.ABSENT:
        return translate(
            "Desktop",
            "This Wayland desktop has no portal for global shortcuts. Shortcuts work in Captioner's own windows.",
        )
    if grant is Grant.ASKED:
        return translate("Desktop", "Captioner has asked the desktop for global shortcuts. It has not answered yet.")
    if grant is Grant.REFUSED:
        return translate(
            "Desktop",
            "The desktop has refused the global shortcuts. Allow them in its settings, then restart Captioner.",
        )
    text = translate(
        "Desktop",
        "This Wayland desktop assigns global shortcuts; change them in its own settings. The "
        "shortcuts below are suggestions to it.",
    )
    chosen = translate("Desktop", "It has chosen: {0}.").format(", ".join(triggers)) if triggers else ""
    return f"{text} {chosen}".strip()


def wants_x11(use_x11: str, session: str, has_x11: bool) -> bool:
    """Whether to run through X11.

    Args:
        use_x11: the setting: auto, on or off; auto prefers X11 on Wayland, because an overlay must stay on top.
        session: the environment variable XDG_SESSION_TYPE.
        has_x11: there is an X server, such as XWayland.
    """
    if use_x11 == "off" or not has_x11:
        return False
    return session == "wayland"


def choose_platform(use_x11: str) -> None:
    """Choose X11 if it is wanted and the environment does not name a platform; call before Qt starts."""
    has_x11 = bool(os.environ.get("DISPLAY"))
    if "QT_QPA_PLATFORM" not in os.environ and wants_x11(use_x11, os.environ.get("XDG_SESSION_TYPE", ""), has_x11):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
