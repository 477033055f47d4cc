"""Times an update from arrival to painted pixels, with a long session behind it."""

from __future__ import annotations

import os
import sys
import time
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from captioner.bench import sample
from captioner.messages import CaptionUpdate, seconds
from captioner.record.session import Session
from captioner.settings.declared import Settings
from captioner.ui.application import prepare
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.windows import Windows


@dataclass(frozen=True, slots=True)
class PaintTimes:
    """The measured times.

    Attributes:
        milliseconds: for each update, from the slot that takes it to the end of the last paint event that it caused.
        busy_milliseconds: of these, computing of the GUI thread; the rest is waiting for a core.
        utterances: number in the record before the first update.
        hours: length of the session before the first update.
        resident_mb: memory of the process before the long session was shown, after that, and at the end, in MB (10^6
            bytes); empty if the system does not report it.
    """

    milliseconds: array[float]
    busy_milliseconds: array[float]
    utterances: int
    hours: float
    resident_mb: tuple[float, ...]


def measure(hours: float, updates: int, *, with_transcript: bool) -> PaintTimes:
    """Show a session of a number of hours in the overlay, and in the transcript window, too, and time the next updates.

    Without a display Qt paints into memory; with one, the windows are shown.
    """
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    prepare(application)
    utterances = _utterances(hours)
    session = Session(sample.transcript(utterances))
    controller = Controller(partial(sample.RecordedEngine, ()), lambda: session)
    windows = Windows(application, controller, Preferences(Settings(), None), sample.backend())
    loop = QEventLoop()
    try:
        controller.start()
        windows.overlay.show()
        loop.processEvents()
        memory = [*_resident()]
        if with_transcript:
            windows.transcript.open()
        loop.processEvents()
        memory += _resident()
        # small, because the measurement's own data must not look like the session's
        walls, busy = array("d"), array("d")
        for wall, computing in _timed(controller, loop, islice(sample.updates(updates, first=utterances), updates)):
            walls.append(wall)
            busy.append(computing)
        memory += _resident()
    finally:
        controller.shut_down()
        windows.close()
    return PaintTimes(walls, busy, utterances, hours, tuple(memory))


def _timed(controller: Controller, loop: QEventLoop, updates: Iterator[CaptionUpdate]) -> Iterator[tuple[float, float]]:
    for update in updates:
        # work left by the last update, such as a gliding line, must not count for this one
        loop.processEvents()
        began, busy = time.perf_counter(), time.thread_time()
        controller.take(update)
        loop.processEvents()
        yield (time.perf_counter() - began) * 1000, (time.thread_time() - busy) * 1000


def _utterances(hours: float) -> int:
    """Number of utterances of the sample in a number of hours."""
    once = sample.transcript(len(sample.SPOKEN) + 1).entries[-1].words[0].word.start
    return round(hours * 3600 / seconds(once) * len(sample.SPOKEN))


def _resident() -> tuple[float, ...]:
    """The current resident size of the process, in MB; empty without /proc."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return (int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6,)
    except OSError:
        return ()
