"""Starts, stops and pauses captions for the windows, and holds the running session and the view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from captioner.engine import MakeEngine
from captioner.errors import CaptionerError
from captioner.messages import CaptionUpdate, State, Status, View
from captioner.record.session import Session
from captioner.ui.state import threads
from captioner.ui.state.worker import CaptionThread

STOP_WAIT_MS = 20_000
"""Longest wait of `shut_down` for the caption thread; the longest single step is one decode of 30 s of audio."""


class Controller(QObject):
    """Owns the caption thread and the session; every window shows its state and changes it only through the controller.

    Signals:
        running_changed: bool; True from `start` until the thread has ended.
        paused_changed: bool.
        session_began, session_ended: the `Session`.
        updated: a `CaptionUpdate`, already in the session's transcript.
        corrected: the number of an utterance that was corrected by hand.
        status_changed: a `Status`.
        view_changed: a `View`.
        failed: a `CaptionerError`.
    """

    running_changed = Signal(bool)
    paused_changed = Signal(bool)
    session_began = Signal(object)
    session_ended = Signal(object)
    updated = Signal(object)
    corrected = Signal(int)
    status_changed = Signal(object)
    view_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        make_engine: MakeEngine,
        open_session: Callable[[], Session],
        view: View = View.CLEANED,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_engine = make_engine
        self._open_session = open_session
        self._view = view
        self._thread: CaptionThread | None = None
        self._session: Session | None = None
        self._is_paused = False
        self._start_again = False
        self._status = Status(State.READY)
        self._failure: CaptionerError | None = None

    @property
    def is_running(self) -> bool:
        """Captions are starting, running or stopping."""
        return self._thread is not None

    @property
    def view(self) -> View:
        """The view of every window."""
        return self._view

    @property
    def status(self) -> Status:
        """The newest status of the engine."""
        return self._status

    @property
    def failure(self) -> CaptionerError | None:
        """The error that ended captions; None while they run, and after a normal end."""
        return self._failure

    @property
    def session(self) -> Session | None:
        """The running session, or the last one."""
        return self._session

    @Slot()
    def start(self) -> None:
        """Start captions in a new session, unless they are running."""
        if self._thread is not None:
            return
        try:
            self._session = self._open_session()
        except CaptionerError as error:
            self._on_failed(error)
            return
        self._failure = None
        self._thread = self._new_thread()
        self.running_changed.emit(True)
        self.session_began.emit(self._session)
        self._thread.start()

    @Slot()
    def stop(self) -> None:
        """End captions; waiting words are settled first, then `running_changed(False)` comes."""
        self._start_again = False
        if self._thread is not None:
            self._thread.stop()

    @Slot()
    def toggle(self) -> None:
        """Start or stop."""
        if self.is_running:
            self.stop()
        else:
            self.start()

    def restart(self) -> None:
        """Restart running captions with changed settings."""
        if self._thread is not None:
            self._thread.stop()
            self._start_again = True

    @Slot(bool)
    def set_paused(self, paused: bool) -> None:
        """Pause or continue."""
        if self._thread is None or paused == self._is_paused:
            return
        self._is_paused = paused
        self._thread.set_paused(paused)
        self.paused_changed.emit(paused)

    def set_view(self, view: View) -> None:
        """Show another view, also of earlier captions."""
        if view != self._view:
            self._view = view
            self.view_changed.emit(view)

    def correct(self, utterance: int, word_index: int, text: str | None) -> None:
        """Correct a recognised word of this session; None undoes a correction."""
        self._record(lambda session: session.correct(utterance, word_index, text))
        self.corrected.emit(utterance)

    def shut_down(self, gives_up: Callable[[], bool] = lambda: False) -> bool:
        """Stop and wait for the thread, before the program ends; False if it did not end in time.

        Args:
            gives_up: whether the user does not want to wait any longer.
        """
        if self._thread is None:
            return True
        self.stop()
        has_ended = threads.wait(self._thread, STOP_WAIT_MS, gives_up)
        # signals of the thread from before its end still wait in this object's queue
        QCoreApplication.sendPostedEvents(self, int(QEvent.Type.MetaCall))
        return has_ended

    def _new_thread(self) -> CaptionThread:
        thread = CaptionThread(self._make_engine, self)
        queued = Qt.ConnectionType.QueuedConnection
        thread.updated.connect(self.take, queued)
        thread.status_changed.connect(self._on_status, queued)
        thread.failed.connect(self._on_failed, queued)
        thread.finished.connect(self._on_finished, queued)
        return thread

    @Slot(object)
    def take(self, update: CaptionUpdate) -> None:
        """Record an update of the caption thread, then signal it to the windows."""
        self._record(lambda session: session.append(update))
        self.updated.emit(update)

    @Slot(object)
    def _on_status(self, status: Status) -> None:
        self._status = status
        self._record(partial(Session.name_model, name=status.stand_in))
        for gap in status.gaps:
            self._record(partial(Session.mark, gap=gap))
        self.status_changed.emit(status)

    @Slot(object)
    def _on_failed(self, error: CaptionerError) -> None:
        self._failure = error
        self.failed.emit(error)
        if self._thread is None:
            self._on_status(Status(State.FAILED))

    @Slot()
    def _on_finished(self) -> None:
        if self._thread is None or not self._thread.isFinished():
            return
        self._thread.deleteLater()
        self._thread = None
        self._close_session()
        self._announce_idle()
        if self._start_again:
            self._start_again = False
            self.start()

    def _close_session(self) -> None:
        if self._session is not None:
            self._record(lambda session: session.close())
            self.session_ended.emit(self._session)

    def _record(self, step: Callable[[Session], None]) -> None:
        """Record something in the session, if there is one, and report errors of the disk."""
        if self._session is None:
            return
        try:
            step(self._session)
        except CaptionerError as error:
            self.failed.emit(error)

    def _announce_idle(self) -> None:
        if self._is_paused:
            self._is_paused = False
            self.paused_changed.emit(False)
        self._on_status(Status(State.FAILED if self._failure is not None else State.ENDED))
        self.running_changed.emit(False)
