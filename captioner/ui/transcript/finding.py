"""Searches past sessions in the background: shows hits as they come, and stops for the next query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice

from PySide6.QtCore import QObject, Qt, Signal

from captioner.record.history import History
from captioner.record.past_session import Hit, PastSession
from captioner.ui.state.jobs import Job

_FIRST, _MORE = 25, 50
"""Rows that are sent at once: first a windowful, then as many as are drawn without a noticeable delay."""


class Finding(QObject):
    """Answers only the last query.

    Signals:
        found: whether these are the first rows of an answer, and the rows; the first part comes even if it is empty.
        finished: the answer is complete.
        failed: a `CaptionerError`.
    """

    found = Signal(bool, list)
    finished = Signal()
    failed = Signal(object)

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._jobs: list[Job] = []
        self._is_first = True

    @property
    def is_busy(self) -> bool:
        """Whether a search is running."""
        return bool(self._jobs)

    def find(self, text: str) -> None:
        """Search all sessions, or the places where `text` was said; the previous query is dropped."""
        for job in self._jobs:
            job.cancel()
        self._is_first = True
        job = Job(partial(self._search, text), self)
        self._jobs.append(job)
        queued = Qt.ConnectionType.QueuedConnection
        # a lambda would run on the job's thread
        job.progressed.connect(partial(self._on_rows, job), queued)
        job.failed.connect(self.failed, queued)
        job.finished.connect(partial(self._on_finished, job), queued)
        job.start()

    def end(self) -> None:
        """Stop, before the program ends."""
        for job in self._jobs:
            job.end()

    def _search(
        self, text: str, progress: Callable[[list[PastSession | Hit]], None], cancelled: Callable[[], bool]
    ) -> None:
        rows: Iterable[PastSession | Hit]
        rows = self._history.search(text, cancelled) if text else self._history.sessions()
        for part in _parts(iter(rows)):
            if cancelled():
                return
            progress(part)

    def _on_rows(self, job: Job, rows: list[PastSession | Hit]) -> None:
        if job is self._jobs[-1]:
            self.found.emit(self._is_first, rows)
            self._is_first = False

    def _on_finished(self, job: Job) -> None:
        is_last = job is self._jobs[-1]
        self._jobs.remove(job)
        job.deleteLater()
        if is_last:
            self.finished.emit()


def _parts(rows: Iterator[PastSession | Hit]) -> Iterator[list[PastSession | Hit]]:
    """Rows in parts; the first part is small, and comes even if it is empty."""
    yield list(islice(rows, _FIRST))
    for row in rows:
        yield list(chain([row], islice(rows, _MORE - 1)))
