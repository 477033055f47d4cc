"""Detects whether windows can be translucent: X11 needs a compositing manager for that."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from captioner import log

_log = log.get(__name__)


def is_running() -> bool:
    """Whether transparent parts show what lies below; otherwise they are black."""
    return QGuiApplication.platformName() != "xcb" or _has_manager()


def _has_manager() -> bool:
    # its library is installed on Linux only
    from Xlib.display import Display
    from Xlib.error import DisplayError

    try:
        display = Display()
    except (DisplayError, OSError) as error:
        _log.warning("no compositor was looked for: %s", error)
        return True
    try:
        # a running compositing manager owns this selection (EWMH)
        owner = display.get_selection_owner(display.intern_atom(f"_NET_WM_CM_S{display.get_default_screen()}"))
        return bool(owner)
    finally:
        display.close()
