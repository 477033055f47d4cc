"""The themes: colours of the overlay and the windows. The settings offer each, by its name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb."""

    name: str
    settled: str
    provisional: str
    repair: str
    """repetitions and repairs in the marked view"""
    filler: str
    """other removed words in the marked view"""
    me: str
    """settled words of the microphone, if the machine's sound is captioned, too"""
    caption: str
    """behind the captions"""
    outline: str
    window: str
    base: str
    """behind lists and text fields"""
    text: str
    faint: str
    """times, hints"""
    button: str
    accent: str
    """selection, links, focus"""
    accent_text: str
    match: str
    """background of a match of a search"""
    match_text: str
    border: str
    disabled: str
    """text of disabled controls"""
    good: str
    warning: str
    error: str


DARK = Theme(
    name="dark",
    settled="#ffffff",
    provisional="#b4bcc8",
    repair="#f0a878",
    filler="#8fb8d8",
    me="#ffdf9e",
    caption="#101418",
    outline="#000000",
    window="#1e2329",
    base="#15191e",
    text="#f2f4f7",
    faint="#a3adba",
    button="#2d343d",
    accent="#7cc4ff",
    accent_text="#0b1116",
    match="#f5d76e",
    match_text="#15191e",
    border="#77828f",
    disabled="#77828f",
    good="#6fd08c",
    warning="#f5c542",
    error="#ff8a80",
)
LIGHT = Theme(
    name="light",
    settled="#101418",
    provisional="#5a6472",
    repair="#9a4a12",
    filler="#2b6585",
    me="#0b3f9a",
    caption="#ffffff",
    outline="#ffffff",
    window="#f4f5f7",
    base="#ffffff",
    text="#15191e",
    faint="#59636f",
    button="#e3e6ea",
    accent="#0b5cad",
    accent_text="#ffffff",
    match="#ffe58a",
    match_text="#15191e",
    border="#7a8490",
    disabled="#7a8490",
    good="#1b7a3d",
    warning="#8a5a00",
    error="#b3261e",
)
HIGH_CONTRAST = Theme(
    name="high-contrast",
    settled="#ffffff",
    provisional="#ffff00",
    repair="#00ffff",
    filler="#7fff7f",
    me="#ffb0ff",
    caption="#000000",
    outline="#000000",
    window="#000000",
    base="#000000",
    text="#ffffff",
    faint="#ffffff",
    button="#000000",
    accent="#ffff00",
    accent_text="#000000",
    match="#00ffff",
    match_text="#000000",
    border="#ffffff",
    disabled="#949494",
    good="#00ff00",
    warning="#ffff00",
    error="#ff9e9e",
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT, HIGH_CONTRAST)}
