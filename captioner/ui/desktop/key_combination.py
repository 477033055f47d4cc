"""Parses a global shortcut into modifiers and a key, named as X and portals name them."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from captioner.settings.declared import Keys

NAMES = tuple(each.name for each in fields(Keys) if each.name.startswith("global_"))
"""The shortcuts in `settings.Keys` that work while another program has the keyboard focus."""
_KEYSYMS = {
    "Space": "space",
    "Return": "Return",
    "Esc": "Escape",
    "Ins": "Insert",
    "Del": "Delete",
    "Home": "Home",
    "End": "End",
    "PgUp": "Prior",
    "PgDown": "Next",
    "Left": "Left",
    "Right": "Right",
    "Up": "Up",
    "Down": "Down",
    "Pause": "Pause",
}


@dataclass(frozen=True, slots=True)
class Combination:
    """Keys pressed together."""

    modifiers: Qt.KeyboardModifier
    keysym: str
    """name in xkbcommon, without XKB_KEY_"""


def parsed(shortcut: str) -> Combination | None:
    """A shortcut in Qt's portable form.

    Returns:
        None if it is empty, or has no modifier: no program should take plain keys from all others.
    """
    keys = QKeySequence(shortcut, QKeySequence.SequenceFormat.PortableText)
    if keys.isEmpty():
        return None
    pressed: QKeyCombination = keys[0]  # type: ignore[index]
    modifiers = pressed.keyboardModifiers()
    name = QKeySequence(pressed.key()).toString(QKeySequence.SequenceFormat.PortableText)
    keysym = _KEYSYMS.get(name, name.lower() if len(name) == 1 else name)
    is_function_key = keysym.startswith("F") and keysym[1:].isdigit()
    has_modifier = bool(modifiers & ~Qt.KeyboardModifier.ShiftModifier)
    return Combination(modifiers, keysym) if has_modifier or is_function_key else None
