"""Global shortcuts on X11, grabbed from the X server.

Wayland gives keys only to the focused window: there `portal_keys` asks the desktop for them. The grabs are our own,
because Qt has no global shortcuts. pynput would read every key that the user types, and take none from the focused
window.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, DisplayError

from captioner import log
from captioner.settings.declared import Keys
from captioner.ui.desktop.key_combination import NAMES, parsed

_log = log.get(__name__)
_MODIFIERS = {
    Qt.KeyboardModifier.ShiftModifier: X.ShiftMask,
    Qt.KeyboardModifier.ControlModifier: X.ControlMask,
    Qt.KeyboardModifier.AltModifier: X.Mod1Mask,
    Qt.KeyboardModifier.MetaModifier: X.Mod4Mask,
}
_LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)
"""Caps Lock and Num Lock count as modifiers: a grab without them would fail while they are on."""


def grab_of(shortcut: str) -> tuple[str, int] | None:
    """A shortcut in Qt's portable form as the name of an X keysym and a mask of modifiers.

    Returns:
        None if it is empty, or has no modifier: no program should take plain keys from all others.
    """
    keys = parsed(shortcut)
    if keys is None or not XK.string_to_keysym(keys.keysym):
        return None
    mask = 0
    for modifier, bit in _MODIFIERS.items():
        if keys.modifiers & modifier:
            mask |= bit
    return keys.keysym, mask


class GlobalKeys(QObject):
    """Holds the grabs of the settings' global shortcuts.

    Signals:
        pressed: a name out of `NAMES`.
    """

    pressed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display: Display | None = None
        self._notifier: QSocketNotifier | None = None
        self._names: dict[tuple[int, int], str] = {}

    def open(self) -> bool:
        """Connect to the X server; False if that fails."""
        try:
            self._display = Display()
        except (DisplayError, OSError) as error:
            _log.warning("no global shortcuts: %s", error)
            return False
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        return True

    def close(self) -> None:
        """Release the keys."""
        if self._display is not None and self._notifier is not None:
            self._notifier.setEnabled(False)
            self._display.close()
            self._display = None

    def hold(self, keys: Keys) -> tuple[str, ...]:
        """Grab the shortcuts of the settings in place of earlier ones.

        Returns:
            The shortcuts that another program already holds.
        """
        if self._display is None:
            return ()
        root = self._display.screen().root
        root.ungrab_key(X.AnyKey, X.AnyModifier)
        self._names.clear()
        wanted: Mapping[str, str] = {name: getattr(keys, name) for name in NAMES}
        taken = [shortcut for name, shortcut in wanted.items() if not self._grab(self._display, name, shortcut)]
        return tuple(taken)

    def _grab(self, display: Display, name: str, shortcut: str) -> bool:
        grab = grab_of(shortcut)
        if grab is None:
            return True
        keysym, mask = grab
        code = display.keysym_to_keycode(XK.string_to_keysym(keysym))
        refused = CatchError(BadAccess)
        for lock in _LOCKS:
            display.screen().root.grab_key(code, mask | lock, True, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        display.sync()
        if refused.get_error() is not None:
            return False
        self._names[code, mask] = name
        return True

    def _read(self) -> None:
        if self._display is None:
            return
        events: Iterable[object] = [self._display.next_event() for _ in range(self._display.pending_events())]
        for event in events:
            if getattr(event, "type", None) == X.KeyPress:
                mask = event.state & (X.ShiftMask | X.ControlMask | X.Mod1Mask | X.Mod4Mask)  # type: ignore[attr-defined]
                name = self._names.get((event.detail, mask))  # type: ignore[attr-defined]
                if name is not None:
                    self.pressed.emit(name)
