"""What the screenshots show: each scene brings windows into a state worth looking at."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QWidget

from captioner.bench import sample
from captioner.captions.wording import EVERYTHING
from captioner.errors import NoInputDevice
from captioner.messages import SAMPLE_RATE, CaptionUpdate, State, Status, View
from captioner.record.history import History
from captioner.record.journal import Journal
from captioner.record.transcript import SessionInfo
from captioner.speech.whisper.step import Network, Step
from captioner.ui.settings.first_start import FirstStart
from captioner.ui.settings.source_list import SourceChoice, Sources
from captioner.ui.settings.speed import Speeds
from captioner.ui.settings.speed_page import Measured
from captioner.ui.transcript.export_dialog import ExportDialog
from captioner.ui.transcript.history_window import HistoryWindow
from captioner.ui.transcript.recording import Recording
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
            "{name} is used by another program, or was unplugged.",
            "Close the other program, or choose another device.",
            name="USB Audio",
        )
    )
    yield "", windows.alert_window


def _tray(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    yield "", windows.tray.menu


def _models(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    services, speech = windows.pages.services, windows.preferences.settings.speech
    for model in services.models.installed("speech"):
        Speeds(services.memory).put(model, speech, 5.2)
    yield "", windows.pages.open_models()


def _recording(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    recording = Recording(Path("Lecture 3.mp3"), partial(sample.RecordedEngine, ()), "whisper-tiny-en", str)
    recording.show_status(Status(State.LISTENING, 0.1, 1260 * SAMPLE_RATE, 0, 5400 * SAMPLE_RATE))
    yield "", recording.dialog
    recording.deleteLater()
    recording.dialog.deleteLater()


def _history(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for day in (7, 8, 9):
            book = Journal(
                folder / f"{day}.jsonl", SessionInfo(f"2026-05-0{day}T10:00:00+02:00", "Built-in microphone")
            )
            for entry in sample.transcript(3 * day).entries:
                book.append(CaptionUpdate(entry.utterance, entry.words, (), utterance_ended=True))
            book.close()
        history = History(folder / "history.sqlite")
        history.update(folder)
        window = HistoryWindow(history, folder)
        window.refresh()
        yield "", window
        window.field.setText("train tuesday")
        yield "-search", window
        window.deleteLater()


def _summary(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    yield "", windows.pages.open_summary()


def _first_start(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    pages = FirstStart(windows.preferences, windows.pages.services)
    yield "-1", pages
    pages.source.show_sources(Sources((SourceChoice("Built-in microphone", "mic"),)))
    pages.source.meter.set_level(0.05)
    pages.source.heard.setText("The train leaves on Tuesday.")
    pages.show_page(1)
    yield "-2", pages
    pages.speed.show_measured(Measured(5.2, Step(0.3, Network(4, 384))))
    pages.show_page(2)
    yield "-3", pages
    pages.deleteLater()


SCENES: dict[str, Scene] = {
    "overlay": _overlay,
    "transcript": _transcript,
    "settings": _settings,
    "export": _export,
    "alert": _alert,
    "menu": _tray,
    "models": _models,
    "history": _history,
    "recording": _recording,
    "summary": _summary,
    "first-start": _first_start,
}
