"""Plays a recording's sound from a line of its transcript."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from captioner.audio import playback
from captioner.ui.state.jobs import Job

Play = Callable[[Path, float, Callable[[], bool]], None]
"""Plays a file from a time in seconds until it ends or is cancelled; raises CaptionerError."""


class Player(QObject):
    """Plays one place at a time, beside the window.

    Signals:
        playing_changed: whether sound is playing now.
        failed: a `CaptionerError`.
    """

    playing_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, play: Play = playback.play, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._play = play
        self._job: Job | None = None

    def toggle(self, path: Path, at_s: float) -> None:
        """Play from a place, or stop where something plays."""
        if self._job is not None:
            self._job.cancel()
            return
        self._job = Job(lambda progress, cancelled: self._play(path, at_s, cancelled), self)
        queued = Qt.ConnectionType.QueuedConnection
        self._job.failed.connect(self.failed, queued)
        self._job.finished.connect(partial(self._on_finished, self._job), queued)
        self._job.start()
        self.playing_changed.emit(True)

    def end(self) -> None:
        """Stop, before the window goes."""
        if self._job is not None:
            self._job.end()
            self._on_finished(self._job)

    def _on_finished(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            job.deleteLater()
            self.playing_changed.emit(False)
