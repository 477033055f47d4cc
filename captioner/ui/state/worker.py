"""The thread that runs the caption engine, and the signals that bring its results to the GUI."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThread, Signal

from captioner.engine import MakeEngine, session


class CaptionThread(QThread):
    """Runs one engine from start to end. Its signals come from that thread: connect them queued.

    Signals:
        updated: a `CaptionUpdate`.
        status_changed: a `Status`.
        failed: a `CaptionerError`; `ended` follows.
    """

    updated = Signal(object)
    status_changed = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, make: MakeEngine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("captions")
        self._engine = make(self.updated.emit, self.status_changed.emit)

    def run(self) -> None:
        """Called by Qt on the new thread."""
        error = session(self._engine.run)
        if error is not None:
            self.failed.emit(error)
        self.ended.emit()

    def stop(self) -> None:
        """Ask the engine to end; `ended` comes when it has."""
        self._engine.stop()

    def set_paused(self, paused: bool) -> None:
        """Pause or continue."""
        self._engine.set_paused(paused)
