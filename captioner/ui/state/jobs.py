"""Runs work beside the captions on its own thread: fetching a model, reading the history."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal

from captioner.engine import guarded
from captioner.errors import CaptionerError

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


class Jobs(QObject):
    """At most one job at a time. What it tells is heard on the thread of this object.

    Signals:
        changed: a job has begun, or the last one has ended.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a job is going on."""
        return self._job is not None

    def start(
        self,
        work: Work,
        *,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[CaptionerError], object] | None = None,
        progressed: Callable[[Any], object] | None = None,
    ) -> bool:
        """Begin a job, unless one is going on.

        Args:
            done, failed, progressed: hear the signals of `Job`.

        Returns:
            Whether it has begun.
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
        """End the job and hear no more of it: the next one can begin at once."""
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
