"""Keeps a transcript window up to date with the running session."""

from __future__ import annotations

from PySide6.QtCore import QObject

from captioner.settings.declared import Settings
from captioner.ui.actions import Actions
from captioner.ui.look import themes
from captioner.ui.overlay.presenter import substitution
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.state.session import Session
from captioner.ui.transcript.window import TranscriptWindow


class LiveTranscript(QObject):
    """The transcript window of this session; it costs nothing while it is closed."""

    def __init__(self, actions: Actions, controller: Controller, preferences: Preferences) -> None:
        super().__init__(controller)
        self._controller = controller
        self._preferences = preferences
        self.window = TranscriptWindow(actions, themes.chosen(preferences.settings.overlay))
        self.window.corrected.connect(controller.correct)
        controller.session_began.connect(self._on_session)
        controller.updated.connect(self._on_update)
        controller.corrected.connect(self.window.text.refresh_utterance)
        controller.view_changed.connect(self._on_view)
        preferences.changed.connect(self._on_settings)
        self._on_view()

    def open(self) -> None:
        """Show the window, and bring it to the front."""
        if not self.window.isVisible() and self._controller.session is not None:
            self.window.show_transcript(self._controller.session.transcript)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def open_at(self, utterance: int) -> None:
        """Show an utterance, or the end for -1."""
        self.open()
        if utterance >= 0:
            self.window.text.go_to_utterance(utterance)

    def _on_session(self, session: Session) -> None:
        if self.window.isVisible():
            self.window.show_transcript(session.transcript)

    def _on_update(self) -> None:
        if self.window.isVisible():
            self.window.text.refresh()

    def _on_view(self) -> None:
        settings = self._preferences.settings
        self.window.set_view(self._controller.view, settings.disfluency.removed, substitution(settings.captions))

    def _on_settings(self, settings: Settings) -> None:
        self.window.set_theme(themes.chosen(settings.overlay))
        self._on_view()
