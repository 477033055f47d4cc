"""Detects whether the desktop asks programs for less movement."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle


def system_reduces_motion() -> bool:
    """Whether the system asks for less movement."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None and hasattr(accessibility(), "motionPreference"):
        # since Qt 6.11
        return str(accessibility().motionPreference().name).startswith("Reduce")
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
