"""Runs background work on its own thread: fetching a model, reading the history."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal

from captioner.engine import guarded
from captioner.errors import CaptionerError
from captioner.ui.state import threads

WAIT_MS = 35_000
"""A stuck connection gives up after 30 s."""

Work = Callable[[Callable[[Any], None], Callable[[], bool]], Any]
"""Called on the thread with `progress`, to report progress, and `cancelled`, to check whether to stop."""


class Job(QThread):
    """Runs one piece of work, which must not touch any window.

    Signals:
        progressed: the reported progress.
        done: the result; None if it was cancelled.
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
        threads.wait(self, WAIT_MS)


class Jobs(QObject):
    """Runs at most one job at a time. Its signals arrive on the thread of this object.

    Signals:
        changed: a job has started or ended.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a job is running."""
        return self._job is not None

    def start(
        self,
        work: Work,
        *,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[CaptionerError], object] | None = None,
        progressed: Callable[[Any], object] | None = None,
    ) -> bool:
        """Start a job, unless one is running.

        Args:
            done, failed, progressed: slots for the signals of `Job`.

        Returns:
            Whether it has started.
        """
        if self._job is not None:
            return False
        job = self._job = Job(work, self)
        for signal, answer in ((job.done, done), (job.failed, failed), (job.progressed, progressed)):
            if answer is not None:
                signal.connect(partial(self._hear, job, answer), Qt.ConnectionType.QueuedConnection)
        job.finished.connect(partial(self._on_finished, job), Qt.ConnectionType.QueuedConnection)
        job.start()
        self.changed.emit()
        return True

    def cancel(self) -> None:
        """Ask the job to stop; `done(None)` comes when it has."""
        if self._job is not None:
            self._job.cancel()

    def end(self) -> None:
        """Cancel and wait, before the program ends or the window goes."""
        if self._job is not None:
            self._job.end()

    def drop(self) -> None:
        """End the job and ignore its signals, so that the next one can start at once."""
        if self._job is not None:
            self._job.end()
            self._on_finished(self._job)

    def _hear(self, job: Job, answer: Callable[[Any], object], told: object) -> None:
        if job is self._job:
            answer(told)

    def _on_finished(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            job.deleteLater()
            self.changed.emit()
