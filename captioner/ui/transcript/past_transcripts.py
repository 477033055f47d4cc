"""The windows of finished transcripts: past sessions and recordings."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from captioner.errors import CaptionerError
from captioner.record.transcript import Transcript
from captioner.settings.declared import Settings
from captioner.ui.actions import Actions
from captioner.ui.desktop.bring_up import bring_up
from captioner.ui.look import themes
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences

if TYPE_CHECKING:
    from captioner.record.history import History
    from captioner.record.past_session import PastSession
    from captioner.ui.transcript.window import TranscriptWindow


class PastTranscripts(QObject):
    """Makes a window for each opened transcript, and drops it when it is closed.

    Signals:
        recording_dropped: the path of a file that was dragged to one of them.
        corrected: a past session has been corrected, also on disk.
        failed: a `CaptionerError`.
    """

    recording_dropped = Signal(object)
    corrected = Signal()
    failed = Signal(object)

    def __init__(self, actions: Actions, controller: Controller, preferences: Preferences) -> None:
        super().__init__(controller)
        self._actions = actions
        self._controller = controller
        self._preferences = preferences
        self.windows: list[TranscriptWindow] = []
        self._of_sessions: dict[Path, TranscriptWindow] = {}
        preferences.changed.connect(self._on_settings)
        controller.view_changed.connect(lambda: self._on_settings(preferences.settings))

    def show(self, transcript: Transcript, sound: Path | None = None) -> TranscriptWindow:
        """Show a transcript that is not stored; corrections last as long as its window.

        Args:
            sound: its recording.
        """
        window = self._window(transcript, sound)
        window.corrected.connect(partial(self._correct, window, None, None))
        return bring_up(window)

    def open(self, session: PastSession, history: History) -> TranscriptWindow | None:
        """Show a past session, in one window even if it is opened again; None if it cannot be read."""
        known = self._of_sessions.get(session.path)
        if known is not None:
            return bring_up(known)
        try:
            window = self._window(history.read(session), _recording(session))
        except CaptionerError as error:
            self.failed.emit(error)
            return None
        self._of_sessions[session.path] = window
        window.corrected.connect(partial(self._correct, window, session, history))
        return bring_up(window)

    def close(self) -> None:
        """Close all, before the program ends."""
        for window in tuple(self.windows):
            window.close()

    def _window(self, transcript: Transcript, sound: Path | None) -> TranscriptWindow:
        from captioner.ui.transcript.window import TranscriptWindow  # most starts open none

        settings = self._preferences.settings
        window = TranscriptWindow(self._actions, themes.chosen(settings.overlay))
        window.failed.connect(self.failed)
        window.recording_dropped.connect(self.recording_dropped)
        window.closed.connect(partial(self._forget, window))
        self._set_view(window, settings)
        window.show_transcript(transcript, sound)
        self.windows.append(window)
        return window

    def _set_view(self, window: TranscriptWindow, settings: Settings) -> None:
        window.set_view(self._controller.view, settings.disfluency.removed, self._preferences.substitution)

    def _correct(
        self,
        window: TranscriptWindow,
        session: PastSession | None,
        history: History | None,
        utterance: int,
        index: int,
        text: str,
    ) -> None:
        window.text.transcript.correct(utterance, index, text)
        window.text.refresh_utterance(utterance)
        if session is None or history is None:
            return
        try:
            history.correct(session, window.text.transcript.corrected(utterance), index, text)
        except CaptionerError as error:
            self.failed.emit(error)
        self.corrected.emit()

    def _forget(self, window: TranscriptWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
            self._of_sessions = {path: each for path, each in self._of_sessions.items() if each is not window}
            window.deleteLater()

    def _on_settings(self, settings: Settings) -> None:
        for window in self.windows:
            window.set_theme(themes.chosen(settings.overlay))
            self._set_view(window, settings)


def _recording(session: PastSession) -> Path | None:
    """The recording of a session, whose path is its source."""
    path = Path(session.source)
    return path if path.is_absolute() else None
