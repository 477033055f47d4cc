"""Measures a source's level before any model listens to it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal

from captioner.audio.source import AudioSource
from captioner.settings.declared import Audio
from captioner.ui.state.jobs import Jobs

_READ_S = 0.1
_NEWEST = 1600
"""Samples of a level, 0.1 s."""


class LevelWatch(QObject):
    """Opens one source at a time and signals its level, until another one is chosen.

    Signals:
        level: root mean square, 0 to 1, about ten times a second.
        failed: a `CaptionerError`: the source cannot be opened, or is gone.
    """

    level = Signal(object)
    failed = Signal(object)

    def __init__(self, open_source: Callable[[Audio], AudioSource], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_source = open_source
        self._jobs = Jobs(self)

    def listen(self, audio: Audio) -> None:
        """Signal the level of this source from now on."""
        self.stop()
        self._jobs.start(
            lambda progress, cancelled: _listen(self._open_source(audio), progress, cancelled),
            progressed=self.level.emit,
            failed=self.failed.emit,
        )

    def stop(self) -> None:
        """Close the source, so that captions can open it."""
        self._jobs.drop()
        self.level.emit(0.0)


def _listen(source: AudioSource, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
    source.open()
    try:
        while not cancelled():
            chunk = source.read(_READ_S)
            if chunk is None:
                return
            newest = chunk.samples[-_NEWEST:]
            progress(float(np.sqrt(np.mean(np.square(newest)))) if len(newest) else 0.0)
    finally:
        source.close()
