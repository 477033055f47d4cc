"""Keeps a transcript window up to date with the running session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from captioner.record.session import Session
from captioner.settings.declared import Settings
from captioner.ui.actions import Actions
from captioner.ui.desktop.bring_up import bring_up
from captioner.ui.look import themes
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences

if TYPE_CHECKING:
    from captioner.ui.transcript.window import TranscriptWindow


class LiveTranscript(QObject):
    """The transcript window of this session; made at its first use, so it costs nothing before.

    Signals:
        recording_dropped: the path of a file that was dragged to it.
        failed: a `CaptionerError`.
    """

    recording_dropped = Signal(object)
    failed = Signal(object)

    def __init__(self, actions: Actions, controller: Controller, preferences: Preferences) -> None:
        super().__init__(controller)
        self._actions = actions
        self._controller = controller
        self._preferences = preferences
        self._window: TranscriptWindow | None = None
        controller.session_began.connect(self._on_session)
        controller.updated.connect(self._on_update)
        controller.view_changed.connect(self._on_view)
        preferences.changed.connect(self._on_settings)

    @property
    def window(self) -> TranscriptWindow:
        """The window, open or not."""
        if self._window is None:
            from captioner.ui.transcript.window import TranscriptWindow

            window = TranscriptWindow(self._actions, themes.chosen(self._preferences.settings.overlay))
            window.corrected.connect(self._controller.correct)
            window.recording_dropped.connect(self.recording_dropped)
            window.failed.connect(self.failed)
            self._controller.corrected.connect(window.text.refresh_utterance)
            self._window = window
            self._on_view()
        return self._window

    def close(self) -> None:
        """Close the window, before the program ends."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()

    def open(self) -> None:
        """Show the window, and bring it to the front."""
        if not self.window.isVisible() and self._controller.session is not None:
            self.window.show_transcript(self._controller.session.transcript)
        bring_up(self.window)

    def open_at(self, utterance: int) -> None:
        """Show an utterance, or the end for -1."""
        self.open()
        if utterance >= 0:
            self.window.text.go_to_utterance(utterance)

    def _on_session(self, session: Session) -> None:
        if self._window is not None and self._window.isVisible():
            self._window.show_transcript(session.transcript)

    def _on_update(self) -> None:
        if self._window is not None and self._window.isVisible():
            self._window.text.refresh()

    def _on_view(self) -> None:
        if self._window is None:
            return
        settings = self._preferences.settings
        self._window.set_view(self._controller.view, settings.disfluency.removed, self._preferences.substitution)

    def _on_settings(self, settings: Settings) -> None:
        if self._window is not None:
            self._window.set_theme(themes.chosen(settings.overlay))
        self._on_view()
