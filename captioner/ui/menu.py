"""The menu with all actions, for the tray and the overlay."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from captioner.settings.themes import Theme
from captioner.ui.actions import Actions, source_actions
from captioner.ui.look.menus import Menu


def groups() -> tuple[tuple[str, ...], ...]:
    """The names of all actions."""
    return (
        ("start_stop", "pause", "view"),
        tuple(source_actions()),
        ("earlier", "later", "live"),
        ("hide", "click_through"),
        ("transcript", "history", "summary", "transcribe"),
        ("models", "settings"),
        ("dismiss", "quit"),
    )


def menu(actions: Actions, parent: QWidget | None = None) -> QMenu:
    """All actions."""
    result = Menu(parent)
    for group in groups():
        for name in group:
            result.addAction(actions[name])
        result.addSeparator()
    return result


def set_theme(shown: QMenu, theme: Theme) -> None:
    """Draw the separators in a theme's colour: Qt's Fusion style always draws them in black."""
    lines = f"QMenu::separator {{ height: 1px; background: {theme.border}; margin: 3px 6px; }}"
    if shown.styleSheet() != lines:
        shown.setStyleSheet(lines)
