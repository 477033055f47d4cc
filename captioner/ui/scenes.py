"""What the screenshots show: each scene brings windows into a state worth looking at."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QWidget

from captioner.captions.wording import EVERYTHING
from captioner.errors import NoInputDevice
from captioner.messages import State, Status, View
from captioner.ui.export_dialog import ExportDialog
from captioner.ui.windows import Windows

Scene = Callable[[Windows], Iterator[tuple[str, QWidget]]]
"""Yields a suffix for the file's name and the window."""


def _overlay(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    overlay = windows.overlay
    yield "", overlay
    windows.controller.set_view(View.RAW)
    yield "-raw", overlay
    middle = QPointF(overlay.rect().center())
    overlay.enterEvent(QEnterEvent(middle, middle, middle))
    yield "-hovered", overlay
    overlay.leaveEvent(QEnterEvent(middle, middle, middle))
    overlay.strip.set_status(Status(State.NO_SIGNAL))
    yield "-no-signal", overlay


def _transcript(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    windows.transcript.open()
    window = windows.transcript.window
    yield "", window
    windows.controller.set_view(View.RAW)
    window.search.open()
    window.search.field.setText("the")
    yield "-search", window


def _settings(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    dialog = windows.pages.open_settings()
    for section in ("general", "speech", "overlay", "keys"):
        dialog.open_section(section)
        yield f"-{section}", dialog


def _export(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    session = windows.controller.session
    assert session is not None
    yield "", ExportDialog(session.transcript, range(1, 3), EVERYTHING)


def _alert(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    windows.alerts.report(
        NoInputDevice(
            "The microphone “USB Audio” is in use by another program.", "Close that program, or choose another device."
        )
    )
    yield "", windows.alert_window


def _tray(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    yield "", windows.tray.menu


SCENES: dict[str, Scene] = {
    "overlay": _overlay,
    "transcript": _transcript,
    "settings": _settings,
    "export": _export,
    "alert": _alert,
    "menu": _tray,
}
