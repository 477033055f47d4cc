"""Transcribes a recording in the background, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from captioner.engine import MakeEngine
from captioner.messages import CaptionUpdate, Status, clock, seconds
from captioner.pipeline import Pipeline
from captioner.record.recording_transcript import RecordingTranscript
from captioner.ui.state import threads
from captioner.ui.state.backend import Build
from captioner.ui.state.controller import STOP_WAIT_MS
from captioner.ui.state.worker import CaptionThread


class RecordingReader(QObject):
    """Reads one recording as fast as possible.

    Signals:
        done: the `Transcript` so far.
        failed: a `CaptionerError`.
        stood_in: the `ModelError` that made another model read; comes once.
    """

    done = Signal(object)
    failed = Signal(object)
    stood_in = Signal(object)

    def __init__(
        self,
        path: Path,
        make_engine: MakeEngine,
        speech_model: str,
        disfluency_model: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """`disfluency_model` names the model for a two-letter language code."""
        super().__init__(parent)
        self.path = path
        self._read = RecordingTranscript(path.name, speech_model)
        self._disfluency_model = disfluency_model
        self._is_stand_in_told = False
        self.dialog = QProgressDialog(self.tr("Reading {0} …").format(path.name), self.tr("Cancel"), 0, 0, parent)
        self.dialog.setWindowTitle(self.tr("Transcribe a recording"))
        self.dialog.setMinimumDuration(0)
        self.dialog.setAutoClose(False)
        self.dialog.setAutoReset(False)
        self.dialog.setMinimumWidth(360)
        bar = self.dialog.findChild(QProgressBar)
        assert bar is not None
        bar.setAccessibleName(self.tr("Progress of reading"))
        self._thread = CaptionThread(make_engine, self)
        queued = Qt.ConnectionType.QueuedConnection
        self._thread.updated.connect(self._on_update, queued)
        self._thread.status_changed.connect(self.show_status, queued)
        self._thread.failed.connect(self.failed, queued)
        self._thread.finished.connect(self._on_finished, queued)
        self.dialog.canceled.connect(self._thread.stop)

    def start(self) -> None:
        """Begin."""
        self.dialog.show()
        self._thread.start()

    def end(self) -> None:
        """Stop and wait, before the program ends."""
        self._thread.stop()
        threads.wait(self._thread, STOP_WAIT_MS)

    def _on_update(self, update: CaptionUpdate) -> None:
        self._read.take(update)

    def show_status(self, status: Status) -> None:
        """Show the progress, in percent if the recording states its length."""
        for gap in status.gaps:
            self._read.transcript.mark(gap)
        self._read.transcript.name_model(status.stand_in)
        if status.stands_in is not None and not self._is_stand_in_told:
            self._is_stand_in_told = True
            self.stood_in.emit(status.stands_in)
        name, read = self._read.transcript.info.source, clock(seconds(status.position))
        if status.length <= 0:
            self.dialog.setLabelText(self.tr("{0}: {1} read").format(name, read))
            return
        # the length is only what the file states
        percent = min(100, 100 * status.position // status.length)
        self.dialog.setRange(0, 100)
        self.dialog.setValue(percent)
        self.dialog.setLabelText(self.tr("{0}: {1} of {2} read").format(name, read, clock(seconds(status.length))))

    def _on_finished(self) -> None:
        self.dialog.close()
        self.dialog.deleteLater()
        self.done.emit(self._read.end(self._disfluency_model))


def engine_of(build: Build) -> MakeEngine:
    """Makes the pipeline with the stages of `build`."""

    def make(on_update: Callable[[CaptionUpdate], None], on_status: Callable[[Status], None]) -> Pipeline:
        return Pipeline(build, on_update, on_status)

    return make
