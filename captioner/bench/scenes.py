"""The scenes of the screenshots: each brings windows into a state to show."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QWidget

from captioner.audio import sources
from captioner.bench import sample
from captioner.bench.history_timing import wait
from captioner.errors import DeviceLost, NoInputDevice
from captioner.labels import DISFLUENT
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Channel, State, Status, View
from captioner.models.speeds import Speeds
from captioner.record.history import History
from captioner.record.journal import Journal
from captioner.record.transcript import SessionInfo
from captioner.speech.whisper.step_time import Network, StepTime
from captioner.ui.look.texts import model_name
from captioner.ui.notices.alerts import heading
from captioner.ui.settings.first_start import FirstStart
from captioner.ui.settings.model_page import Measured
from captioner.ui.transcript.export_dialog import ExportDialog
from captioner.ui.transcript.history_window import HistoryWindow
from captioner.ui.transcript.recording import RecordingReader
from captioner.ui.windows import Windows

Scene = Callable[[Windows], Iterator[tuple[str, QWidget]]]
"""Yields a suffix for the file's name and the window."""


def _overlay(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    overlay = windows.overlay
    yield "", overlay
    windows.controller.set_view(View.MARKED)
    yield "-marked", overlay
    middle = QPointF(overlay.rect().center())
    overlay.enterEvent(QEnterEvent(middle, middle, middle))
    yield "-hovered", overlay
    overlay.leaveEvent(QEnterEvent(middle, middle, middle))
    windows.actions["earlier"].trigger()
    yield "-earlier", overlay
    windows.actions["live"].trigger()
    windows.controller.set_view(View.CLEANED)
    for number, channel in enumerate((Channel.SYSTEM, Channel.MICROPHONE)):
        words = sample.utterance(3 * number, 0)
        windows.controller.take(CaptionUpdate(100 + number, words[:-1], words[-1:], channel=channel))
    yield "-both", overlay
    windows.controller.set_view(View.MARKED)
    yield from _states(windows)


def _states(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    """Every state of silence, missing signal, failure and waiting."""
    overlay, device = windows.overlay, "USB Headset"
    for name, status, failure in (
        ("no-signal", Status(State.NO_SIGNAL, source=device), ""),
        ("away", Status(State.AWAY, source=device), ""),
        ("late", Status(State.SLOW, 0.1), ""),
        ("paused", Status(State.PAUSED), ""),
        ("failed", Status(State.FAILED), heading(DeviceLost("It is gone."))),
        ("quiet", Status(State.QUIET, 0.002, quiet=120 * SAMPLE_RATE), ""),
    ):
        if name == "quiet":
            overlay.captions.reset()
        overlay.strip.set_status(status, failure)
        yield f"-{name}", overlay


def _transcript(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    windows.transcript.open()
    window = windows.transcript.window
    yield "", window
    windows.controller.set_view(View.MARKED)
    window.search.open()
    window.search.field.setText("the")
    yield "-search", window


def _settings(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    dialog = windows.opener.open_settings()
    for section in ("general", "audio", "speech", "disfluency", "captions", "overlay", "keys"):
        dialog.open_section(section)
        yield f"-{section}", dialog
    windows.preferences.put("speech.vocabulary", "Shriberg, Kubernetes")
    windows.preferences.put("captions.replacements", {"kubernetties": "Kubernetes", "shryburg": "Shriberg"})
    for number, suffix in enumerate(("-names", "-replacements")):
        words = dialog.open_words("speech.vocabulary")
        words.tabs.setCurrentIndex(number)
        yield suffix, words
        words.close()


def _export(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    session = windows.controller.session
    assert session is not None
    yield "", ExportDialog(session.transcript, range(1, 3), DISFLUENT, View.CLEANED, windows.preferences)


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
    yield "", windows.overlay.menu


def _models(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    backend, speech = windows.opener.backend, windows.preferences.settings.speech
    for model in backend.models.installed("speech"):
        Speeds(backend.memory).put(model, speech, 5.2)
    dialog = windows.opener.open_models()
    # a model that is not installed, so that no path of this machine is shown
    (item,) = dialog.table.findItems(model_name("base"), Qt.MatchFlag.MatchExactly)
    dialog.table.selectRow(item.row())
    yield "", dialog


def _recording(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    recording = RecordingReader(Path("Lecture 3.mp3"), partial(sample.RecordedEngine, ()), "whisper-tiny-en", str)
    recording.show_status(Status(State.LISTENING, 0.1, 1260 * SAMPLE_RATE, 0, 5400 * SAMPLE_RATE))
    yield "", recording.dialog
    recording.deleteLater()
    recording.dialog.deleteLater()


def _history(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for day in (7, 8, 9):
            book = Journal(folder / f"{day}.jsonl", SessionInfo(f"2026-05-0{day}T10:00:00+02:00", sources.MICROPHONE))
            for update in sample.updates(3 * day):
                book.append(update)
            book.close()
        history = History(folder / "history.sqlite")
        history.update(folder)
        window = HistoryWindow(history, folder)
        window.refresh()
        wait(window)
        yield "", window
        window.field.setText("train tuesday")
        wait(window)
        yield "-search", window
        window.end()
        window.deleteLater()


def _summary(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    yield "", windows.opener.open_summary()


def _first_start(windows: Windows) -> Iterator[tuple[str, QWidget]]:
    pages = FirstStart(windows.preferences, windows.opener.backend)
    pages.model.show_measured(Measured(5.2, StepTime(0.08, Network(4, 384))))
    yield "-1", pages
    pages.source.show_sources(sample.SOURCES)
    pages.source.show_level(0.05)
    pages.show_page(1)
    yield "-2", pages
    for part in (pages.trial.said, pages.trial.cleaned):
        part.add_captions(CaptionUpdate(0, sample.utterance(2, 0), (), utterance_ended=True))
    pages.trial.meter.set_level(0.05)
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
