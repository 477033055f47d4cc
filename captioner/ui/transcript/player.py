"""Plays a recording's sound from a line of its transcript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from captioner.audio import playback
from captioner.ui.state.jobs import Jobs

Play = Callable[[Path, float, Callable[[], bool]], None]
"""Plays a file from a time in seconds until it ends or is cancelled; raises CaptionerError."""


class Player(QObject):
    """Plays one place at a time, in the background.

    Signals:
        playing_changed: whether sound is playing now.
        failed: a `CaptionerError`.
    """

    playing_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, play: Play = playback.play, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._play = play
        self._jobs = Jobs(self)
        self._jobs.changed.connect(lambda: self.playing_changed.emit(self._jobs.is_busy))

    def toggle(self, path: Path, at_s: float) -> None:
        """Play from a place, or stop if something is playing."""
        if self._jobs.is_busy:
            self._jobs.cancel()
        else:
            self._jobs.start(lambda progress, cancelled: self._play(path, at_s, cancelled), failed=self.failed.emit)

    def end(self) -> None:
        """Stop, before the window is closed."""
        self._jobs.drop()
