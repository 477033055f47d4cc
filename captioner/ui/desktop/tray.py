"""The tray icon: the state at a glance, and a menu that reaches everything when the overlay cannot be clicked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from captioner.messages import State, Status
from captioner.ui.actions import Actions
from captioner.ui.alerts import Alerts, Notice
from captioner.ui.look import icons, themes
from captioner.ui.look.menus import Menu
from captioner.ui.look.texts import state_hint, state_name
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences

MENU = (
    ("start_stop", "pause", "view"),
    ("source_mic", "source_system"),
    ("hide", "click_through"),
    ("transcript", "history", "summary", "transcribe"),
    ("models", "settings"),
    ("dismiss", "quit"),
)


class Tray(QObject):
    """Shows the state where the desktop has a tray; where it has none, the windows' menus have the same actions."""

    def __init__(self, actions: Actions, controller: Controller, preferences: Preferences, alerts: Alerts) -> None:
        super().__init__(controller)
        self._preferences = preferences
        self._state: State | None = controller.status.state
        self._notice: Notice | None = None
        self.menu = menu(actions)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self._toggle: Callable[[], object] = actions["hide"].trigger
        controller.status_changed.connect(self._on_status)
        preferences.changed.connect(self._show_state)
        alerts.changed.connect(self._on_notice)
        self._show_state()

    def show(self) -> bool:
        """Appear; False where the desktop has no tray."""
        self.icon.show()
        return QSystemTrayIcon.isSystemTrayAvailable()

    def close(self) -> None:
        """Leave the tray."""
        self.icon.hide()
        self.menu.deleteLater()

    def _on_status(self, status: Status) -> None:
        if status.state is not self._state:
            self._state = status.state
            self._show_state()

    def _on_notice(self, notice: Notice | None) -> None:
        self._notice = notice
        self._show_state()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._toggle()

    def _show_state(self) -> None:
        state = None if self._notice is not None else self._state
        theme = themes.chosen(self._preferences.settings.overlay)
        self.icon.setIcon(icons.tray_icon(state, theme))
        # Qt's Fusion style draws these lines in black on any ground
        lines = f"QMenu::separator {{ height: 1px; background: {theme.border}; margin: 3px 6px; }}"
        if self.menu.styleSheet() != lines:
            self.menu.setStyleSheet(lines)
        if self._notice is not None:
            text = self._notice.sentence
        else:
            text = " ".join(
                filter(None, (state_name(self._state or State.ENDED), state_hint(self._state or State.ENDED)))
            )
        self.icon.setToolTip(f"Captioner\n{text}")


def menu(actions: Actions) -> QMenu:
    """All actions, for the tray and for windows."""
    result = Menu()
    for group in MENU:
        for name in group:
            result.addAction(actions[name])
        result.addSeparator()
    return result
