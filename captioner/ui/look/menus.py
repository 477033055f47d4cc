"""Menus whose frame and check boxes are visible in every theme."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QMenu

from captioner.ui.look import themes


class Menu(QMenu):
    """A menu that takes the palette of framed widgets when it opens.

    The class `QMenu` must not have it: Qt draws the list of a combo box with the palette of `QMenu`.
    """

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the theme."""
        self.setPalette(themes.framed(QApplication.palette()))
        super().showEvent(event)
