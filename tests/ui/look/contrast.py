"""What WCAG 2.2 says of colours that stand against each other."""

from __future__ import annotations

from PySide6.QtGui import QColor

AA_TEXT = 4.5
"""Success criterion 1.4.3: least contrast of text against what is behind it."""
AA_GRAPHIC = 3.0
"""1.4.11: least contrast of controls and graphics."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1."""
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
