"""Global shortcuts on Wayland, through the desktop's GlobalShortcuts portal.

The desktop decides about the keys: it may ask the user, and the user can change the keys in the desktop's settings.
Captioner's settings are only suggestions.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal

from captioner import log
from captioner.settings.declared import Keys
from captioner.ui.desktop.abilities import Grant
from captioner.ui.desktop.key_combination import NAMES, parsed
from captioner.ui.desktop.portal import Portal, Reply, Variants

_log = log.get(__name__)
INTERFACE = "org.freedesktop.portal.GlobalShortcuts"
_SESSION = "org.freedesktop.portal.Session"
_REGISTRY = "org.freedesktop.host.portal.Registry"
_APPLICATION = "captioner"
"""The name of the desktop file."""
_MODIFIERS = {
    Qt.KeyboardModifier.ControlModifier: "CTRL",
    Qt.KeyboardModifier.AltModifier: "ALT",
    Qt.KeyboardModifier.ShiftModifier: "SHIFT",
    Qt.KeyboardModifier.MetaModifier: "LOGO",
}


def trigger_of(shortcut: str) -> str:
    """A shortcut of the settings in the syntax of the XDG shortcuts specification, `CTRL+ALT+r`; empty if there is
    none."""
    keys = parsed(shortcut)
    if keys is None:
        return ""
    return "+".join([*(name for modifier, name in _MODIFIERS.items() if keys.modifiers & modifier), keys.keysym])


class PortalKeys(QObject):
    """Requests the global shortcuts of the settings, and signals when they are pressed.

    Signals:
        pressed: a name out of `NAMES`.
        changed: `grant` or `triggers` has changed.
    """

    pressed = Signal(str)
    changed = Signal()

    def __init__(self, descriptions: Mapping[str, str], parent: QObject | None = None) -> None:
        """`descriptions` explain each of `NAMES`; the desktop shows them to the user."""
        super().__init__(parent)
        self._descriptions = descriptions
        self._portal = Portal(self)
        self._portal.heard.connect(self._on_signal)
        self._portal.lost.connect(lambda: self._become(Grant.ABSENT))
        self._session = ""
        self._asked = 0
        """number of calls of `hold`: an answer to an earlier call is ignored"""
        self._grant = Grant.ABSENT
        self._triggers: dict[str, str] = {}

    @property
    def grant(self) -> Grant:
        """The desktop's answer."""
        return self._grant

    @property
    def triggers(self) -> Mapping[str, str]:
        """The keys that the desktop has chosen, as its text, by name; a desktop may name none."""
        return self._triggers

    def open(self) -> bool:
        """Connect to the bus; False if there is none. Whether there is a portal is known when it answers."""
        if not self._portal.open():
            return False
        # first, so that the desktop knows which program asks; older portals find it in another way
        self._portal.call(_REGISTRY, "Register", "sa{sv}", (_APPLICATION, {}), lambda reply: None)
        self._portal.listen(INTERFACE)
        return True

    def close(self) -> None:
        """Release the shortcuts."""
        self._portal.close()

    def hold(self, keys: Keys) -> tuple[str, ...]:
        """Request the shortcuts of the settings in place of earlier ones.

        Returns:
            An empty tuple: only the desktop knows which of them another program holds.
        """
        if self._session:
            # a session binds its shortcuts once
            self._portal.call(_SESSION, "Close", "", (), lambda reply: None, path=self._session)
            self._session = ""
        self._asked += 1
        asked = self._asked
        wanted = {name: trigger for name in NAMES if (trigger := trigger_of(getattr(keys, name)))}
        self._triggers = {}
        if not wanted:
            self._become(Grant.HELD)
            return ()
        self._become(Grant.ASKED)
        options: Variants = {"session_handle_token": ("s", "captioner" + secrets.token_hex(8))}

        def on_session(response: int, results: Variants) -> None:
            if asked != self._asked:
                return
            if response:
                self._on_no_session()
            else:
                self._bind(str(results["session_handle"][1]), wanted)

        self._portal.request(INTERFACE, "CreateSession", "a{sv}", (), options, on_session)
        return ()

    def _bind(self, session: str, wanted: Mapping[str, str]) -> None:
        self._session = session
        shortcuts = [
            (name, {"description": ("s", self._descriptions[name]), "preferred_trigger": ("s", trigger)})
            for name, trigger in wanted.items()
        ]

        def on_bound(response: int, results: Variants) -> None:
            if session != self._session:
                return
            if response:
                _log.info("the desktop refused the shortcuts: response %d", response)
                self._become(Grant.REFUSED)
                return
            self._take(results.get("shortcuts", ("", ()))[1])

        self._portal.request(INTERFACE, "BindShortcuts", "oa(sa{sv})sa{sv}", (session, shortcuts, ""), {}, on_bound)

    def _on_no_session(self) -> None:
        def on_version(reply: Reply) -> None:
            self._become(Grant.ABSENT if reply.error else Grant.REFUSED)

        # a portal without this interface has no version of it
        properties = "org.freedesktop.DBus.Properties"
        self._portal.call(properties, "Get", "ss", (INTERFACE, "version"), on_version)

    def _on_signal(self, interface: str, member: str, body: tuple[object, ...]) -> None:
        if interface != INTERFACE or not body or body[0] != self._session:
            return
        if member == "Activated" and body[1] in NAMES:
            self.pressed.emit(body[1])
        elif member == "ShortcutsChanged":
            self._take(body[1])

    def _take(self, shortcuts: object) -> None:
        assert isinstance(shortcuts, (list, tuple))
        self._triggers = {name: str(facts.get("trigger_description", ("s", ""))[1]) for name, facts in shortcuts}
        self._become(Grant.HELD)

    def _become(self, grant: Grant) -> None:
        self._grant = grant
        self.changed.emit()
