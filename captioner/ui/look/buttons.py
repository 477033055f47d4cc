"""Buttons of dialogs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget


def push_button(text: str, parent: QWidget, pressed: Callable[[], object] | None = None) -> QPushButton:
    """A button that Return in another field does not press."""
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    if pressed is not None:
        button.clicked.connect(lambda: pressed())
    return button
