"""Headings on a page."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


def heading(text: str, parent: QWidget) -> QLabel:
    """A line in larger, bold letters."""
    result = QLabel(text, parent)
    font = result.font()
    font.setPointSizeF(font.pointSizeF() * 1.3)
    font.setBold(True)
    result.setFont(font)
    return result
