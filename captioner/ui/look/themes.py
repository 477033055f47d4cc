"""Themes as palettes of the windows, with the user's own colours in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from captioner.settings.declared import Overlay
from captioner.settings.themes import THEMES, Theme


def chosen(overlay: Overlay) -> Theme:
    """The theme of the settings, with the user's own colours."""
    theme = THEMES[overlay.theme]
    return replace(
        theme,
        settled=overlay.text_colour or theme.settled,
        provisional=overlay.provisional_colour or theme.provisional,
        caption=overlay.background_colour or theme.caption,
        outline=overlay.outline_colour or theme.outline,
    )


FRAMED = (
    "QLineEdit",
    "QComboBox",
    "QAbstractSpinBox",
    "QAbstractButton",
    "QAbstractItemView",
    "QPlainTextEdit",
)
"""Widgets with a frame or lines that must be visible; none of them paints the palette's window colour itself. Menus are
not among them (see `menus.Menu`): lists of combo boxes are drawn on the menus' window colour."""


def framed_palette(theme: Theme) -> QPalette:
    """The theme for the widgets in `FRAMED`."""
    return framed(palette(theme))


def framed(plain: QPalette) -> QPalette:
    """A palette of ours for widgets with a frame.

    Qt's Fusion style draws frames in the window colour, darkened to 1/1.4, so they vanish on dark windows. These
    widgets get a window colour that darkens to the theme's border colour.
    """
    result = QPalette(plain)
    border = plain.color(QPalette.ColorRole.Mid)
    value = min(255, round(border.value() * 1.4))
    result.setColor(QPalette.ColorRole.Window, QColor.fromHsv(max(0, border.hue()), border.saturation(), value))
    return result


def apply(theme: Theme) -> None:
    """Paint all windows in the colours of a theme."""
    QApplication.setPalette(palette(theme))
    for kind in FRAMED:
        QApplication.setPalette(framed_palette(theme), kind)  # type: ignore[arg-type]  # it takes text


def palette(theme: Theme) -> QPalette:
    """The theme as the palette of all ordinary windows."""
    result = QPalette()
    role = QPalette.ColorRole
    for each, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.base),
        (role.AlternateBase, theme.window),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.faint),
        (role.Button, theme.button),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.error),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.accent_text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.ToolTipBase, theme.base),
        (role.ToolTipText, theme.text),
        (role.Mid, theme.border),
        (role.Dark, theme.border),
        (role.Light, theme.button),
        (role.Midlight, theme.button),
        (role.Shadow, theme.border),
        (role.Accent, theme.accent),
    ):
        result.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.disabled))
    return result
