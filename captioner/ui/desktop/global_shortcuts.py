"""Connects global shortcuts with their actions, and describes how this desktop grants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from captioner.settings.declared import Keys, Settings
from captioner.ui.actions import Actions
from captioner.ui.desktop import abilities as desktop
from captioner.ui.desktop.abilities import KeysBy
from captioner.ui.desktop.key_combination import NAMES
from captioner.ui.notices.alerts import Alerts, Notice
from captioner.ui.state.preferences import Preferences

if TYPE_CHECKING:
    from captioner.ui.desktop.global_keys import GlobalKeys
    from captioner.ui.desktop.portal_keys import PortalKeys

_ACTIONS = {name: name.removeprefix("global_") for name in NAMES}


class GlobalShortcuts(QObject):
    """Holds the global shortcuts in the way of the desktop.

    Signals:
        changed: `note` has changed.
    """

    changed = Signal()

    def __init__(
        self, actions: Actions, preferences: Preferences, alerts: Alerts, keys_by: KeysBy | None = None
    ) -> None:
        """`keys_by` is how this desktop grants shortcuts; None: detect it."""
        super().__init__(actions)
        self._actions = actions
        self._alerts = alerts
        self._wanted: tuple[str, ...] | None = None
        self._by = desktop.keys_by_here() if keys_by is None else keys_by
        self._portal: PortalKeys | None = None
        self._held: GlobalKeys | PortalKeys | None = None
        # their libraries are installed on Linux only
        if self._by is KeysBy.X11:
            from captioner.ui.desktop.global_keys import GlobalKeys

            self._held = GlobalKeys(self)
        elif self._by is KeysBy.PORTAL:
            from captioner.ui.desktop.portal_keys import PortalKeys

            self._held = self._portal = PortalKeys({name: actions[_ACTIONS[name]].text() for name in NAMES}, self)
            self._portal.changed.connect(self.changed)
        if self._held is None:
            return
        if not self._held.open():
            self._by = KeysBy.NOTHING
            return
        self._held.pressed.connect(self._on_pressed)
        preferences.changed.connect(self._on_settings)
        self._on_settings(preferences.settings)

    def note(self) -> str:
        """A message for the settings page; empty if everything works as it is set there."""
        if self._portal is None or self._by is KeysBy.NOTHING:
            return desktop.keys_note(self._by)
        chosen = [f"{keys} ({self._actions[_ACTIONS[name]].text()})" for name, keys in self._portal.triggers.items()]
        return desktop.portal_note(self._portal.grant, chosen)

    def close(self) -> None:
        """Release the shortcuts."""
        if self._held is not None:
            self._held.close()

    def _on_pressed(self, name: str) -> None:
        self._actions[_ACTIONS[name]].trigger()

    def _on_settings(self, settings: Settings) -> None:
        wanted = _wanted(settings.keys)
        if self._held is None or wanted == self._wanted:
            return
        self._wanted = wanted
        taken = self._held.hold(settings.keys)
        if taken:
            text = self.tr("Another program holds {0}.").format(", ".join(taken))
            self._alerts.notify(
                Notice(self.tr("A shortcut is taken"), text, self.tr("Choose another in the settings."))
            )


def _wanted(keys: Keys) -> tuple[str, ...]:
    return tuple(getattr(keys, name) for name in NAMES)
