"""Connects the shortcuts that work from any program with what they do."""

from __future__ import annotations

from PySide6.QtCore import QObject

from captioner.settings import Keys, Settings
from captioner.ui import desktop
from captioner.ui.actions import Actions
from captioner.ui.alerts import Alerts, Notice
from captioner.ui.preferences import Preferences

_ACTIONS = {"global_view": "view", "global_pause": "pause", "global_click_through": "click_through"}


class Anywhere(QObject):
    """Holds the global shortcuts where the desktop has them."""

    def __init__(self, actions: Actions, preferences: Preferences, alerts: Alerts) -> None:
        super().__init__(actions)
        self._actions = actions
        self._alerts = alerts
        self._keys: Keys | None = None
        self._held = None
        if desktop.has_global_keys_here():
            # python-xlib is installed on Linux only
            from captioner.ui.global_keys import GlobalKeys

            self._held = GlobalKeys(self)
            if self._held.open():
                self._held.pressed.connect(self._on_pressed)
                preferences.changed.connect(self._on_settings)
                self._on_settings(preferences.settings)

    def close(self) -> None:
        """Give the shortcuts back."""
        if self._held is not None:
            self._held.close()

    def _on_pressed(self, name: str) -> None:
        self._actions[_ACTIONS[name]].trigger()

    def _on_settings(self, settings: Settings) -> None:
        if self._held is None or settings.keys == self._keys:
            return
        self._keys = settings.keys
        taken = self._held.hold(settings.keys)
        if taken:
            text = self.tr("Another program holds {0}.").format(", ".join(taken))
            self._alerts.notify(
                Notice(self.tr("A shortcut is taken"), text, self.tr("Choose another in the settings."))
            )
