"""The tray icon: shows the state, and has a menu that works when the overlay cannot be clicked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from captioner.messages import State, Status
from captioner.ui.actions import Actions
from captioner.ui.desktop import panel
from captioner.ui.look import icons, themes
from captioner.ui.look.texts import state_hint, status_text
from captioner.ui.menu import menu, set_theme
from captioner.ui.notices.alerts import Alerts, Notice
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences


class Tray(QObject):
    """Shows the state if the desktop has a tray; the windows' menus have the same actions."""

    def __init__(self, actions: Actions, controller: Controller, preferences: Preferences, alerts: Alerts) -> None:
        super().__init__(controller)
        self._preferences = preferences
        self._status = controller.status
        self._notice: Notice | None = None
        self.menu = menu(actions)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self._toggle: Callable[[], object] = actions["hide"].trigger
        controller.status_changed.connect(self._on_status)
        preferences.changed.connect(self._show_state)
        alerts.changed.connect(self._on_notice)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._show_state)
        self._show_state()

    def show(self) -> bool:
        """Show the icon; False if the desktop has no tray."""
        self.icon.show()
        return QSystemTrayIcon.isSystemTrayAvailable()

    def close(self) -> None:
        """Remove the icon."""
        self.icon.hide()
        self.menu.deleteLater()

    def _on_status(self, status: Status) -> None:
        is_new = (status.state, status.source) != (self._status.state, self._status.source)
        self._status = status
        if is_new:
            self._show_state()

    def _on_notice(self, notice: Notice | None) -> None:
        self._notice = notice
        self._show_state()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._toggle()

    def _show_state(self) -> None:
        state = State.FAILED if self._notice is not None else self._status.state
        self.icon.setIcon(icons.tray_icon(state, panel.theme_here()))
        set_theme(self.menu, themes.chosen(self._preferences.settings.overlay))
        if self._notice is not None:
            text = self._notice.sentence
        else:
            text = " ".join(filter(None, (status_text(self._status), state_hint(self._status))))
        self.icon.setToolTip(f"Captioner\n{text}")
