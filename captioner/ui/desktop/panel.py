"""The colours of the panel with the tray icon, independent of the overlay's theme."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from captioner.settings.themes import DARK, LIGHT, Theme

_DARK_PANELS = {"gnome", "unity", "ubuntu", "budgie", "pantheon"}
"""Desktops with a dark panel, even in their light style."""
_WINDOWS = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


def theme(desktop: str, scheme: Qt.ColorScheme) -> Theme:
    """The theme whose icons are visible on the panel.

    Args:
        desktop: the environment variable XDG_CURRENT_DESKTOP, names with colons between.
        scheme: dark or light, as the desktop states; if it states none, a dark panel is likelier.
    """
    if _DARK_PANELS & set(desktop.lower().split(":")):
        return DARK
    return LIGHT if scheme == Qt.ColorScheme.Light else DARK


def theme_here() -> Theme:
    """As `theme`, on this machine."""
    scheme = QGuiApplication.styleHints().colorScheme()
    if sys.platform == "win32":
        # the taskbar has its own setting, separate from that of programs
        is_light = int(QSettings(_WINDOWS, QSettings.Format.NativeFormat).value("SystemUsesLightTheme", 0))  # type: ignore[call-overload]
        scheme = Qt.ColorScheme.Light if is_light else Qt.ColorScheme.Dark
    return theme(os.environ.get("XDG_CURRENT_DESKTOP", ""), scheme)
