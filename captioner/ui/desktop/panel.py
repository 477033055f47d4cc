"""The colours of the panel that the tray icon stands on, whatever the overlay's theme."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from captioner.settings.themes import DARK, LIGHT, Theme

_DARK_PANELS = {"gnome", "unity", "ubuntu", "budgie", "pantheon"}
"""Desktops whose panel is dark in their light style, too."""
_WINDOWS = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


def theme(desktop: str, scheme: Qt.ColorScheme) -> Theme:
    """The theme whose icons can be seen on the panel.

    Args:
        desktop: the environment variable XDG_CURRENT_DESKTOP, names with colons between.
        scheme: dark or light, as the desktop has it; where it does not say, a dark panel is the likelier one.
    """
    if _DARK_PANELS & set(desktop.lower().split(":")):
        return DARK
    return LIGHT if scheme == Qt.ColorScheme.Light else DARK


def theme_here() -> Theme:
    """As `theme`, on this machine."""
    scheme = QGuiApplication.styleHints().colorScheme()
    if sys.platform == "win32":
        # the taskbar has a setting of its own, apart from that of programs
        is_light = int(QSettings(_WINDOWS, QSettings.Format.NativeFormat).value("SystemUsesLightTheme", 0))  # type: ignore[call-overload]
        scheme = Qt.ColorScheme.Light if is_light else Qt.ColorScheme.Dark
    return theme(os.environ.get("XDG_CURRENT_DESKTOP", ""), scheme)
