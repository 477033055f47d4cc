"""The one thread that runs the caption engine, and the signals by which its results reach the GUI."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QThread, Signal

from captioner import log
from captioner.errors import CaptionerError
from captioner.messages import CaptionUpdate, Status

_log = log.get(__name__)


class Engine(Protocol):
    """What the thread runs; `captioner.pipeline.Pipeline` is one."""

    def run(self) -> None:
        """Block until the source ends or `stop` is called; raises CaptionerError."""
        ...

    def stop(self) -> None:
        """End `run` soon; callable from any thread."""
        ...

    def set_paused(self, paused: bool) -> None:
        """Take in no audio while paused; callable from any thread."""
        ...


OnUpdate = Callable[[CaptionUpdate], None]
OnStatus = Callable[[Status], None]
MakeEngine = Callable[[OnUpdate, OnStatus], Engine]
"""Called with `on_update` and `on_status` on the GUI thread, so it must be cheap: models load in `run`."""


class CaptionThread(QThread):
    """Runs one engine from start to end. All its signals come from that thread: connect them queued.

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
        try:
            self._engine.run()
        except CaptionerError as error:
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001  the thread's edge: whatever happens becomes one sentence
            _log.exception("the caption thread failed")
            self.failed.emit(unexpected(error))
        self.ended.emit()

    def stop(self) -> None:
        """Ask the engine to end; `ended` comes when it has."""
        self._engine.stop()

    def set_paused(self, paused: bool) -> None:
        """Pause or go on."""
        self._engine.set_paused(paused)


def unexpected(error: BaseException) -> CaptionerError:
    """A sentence for an error that nobody foresaw; the log has the rest."""
    return CaptionerError(
        f"Captioning stopped because of an error in the program ({type(error).__name__}: {error}).",
        "Start it again; if it happens again, please report it with the log file.",
    )
