"""Runs work beside the captions on its own thread: fetching a model, reading the history."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from captioner.engine import guarded

WAIT_MS = 35_000
"""A connection that is stuck gives up after 30 s."""

Work = Callable[[Callable[[Any], None], Callable[[], bool]], Any]
"""Called on the thread with `progress`, to tell how far it is, and `cancelled`, to ask whether to stop."""


class Job(QThread):
    """Runs one piece of work; it must not touch any window.

    Signals:
        progressed: what the work tells of its progress.
        done: what it returned; None where it was cancelled.
        failed: a `CaptionerError`; then `done` does not come.
    """

    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; `done(None)` comes when it has."""
        self._cancelled.set()

    def run(self) -> None:
        """Called by Qt on the new thread."""
        results: list[Any] = []
        error = guarded(lambda: results.append(self._work(self.progressed.emit, self._cancelled.is_set)))
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(results[0])

    def end(self) -> None:
        """Cancel and wait, before the program ends or the window goes."""
        self.cancel()
        self.wait(WAIT_MS)
