"""Opens windows on demand: settings, models, past sessions, summary, recordings.

Each is imported when it is opened: they need half of all imports.
"""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from captioner import paths
from captioner.record.transcript import Transcript
from captioner.ui.actions import Actions
from captioner.ui.desktop import abilities as desktop
from captioner.ui.desktop.bring_up import bring_up
from captioner.ui.desktop.global_shortcuts import GlobalShortcuts
from captioner.ui.notices.alerts import Alerts
from captioner.ui.state.backend import Backend
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.transcript.past_transcripts import PastTranscripts

if TYPE_CHECKING:
    from captioner.record.history import History
    from captioner.record.past_session import PastSession
    from captioner.ui.models.dialog import ModelDialog
    from captioner.ui.settings.dialog import SettingsDialog
    from captioner.ui.settings.first_start import FirstStart
    from captioner.ui.transcript.history_window import HistoryWindow
    from captioner.ui.transcript.recording import RecordingReader
    from captioner.ui.transcript.summary_dialog import SummaryDialog


class WindowOpener(QObject):
    """Makes each window at its first use, and keeps it.

    Signals:
        live_asked: the user asks for the transcript of the running session at an utterance; -1 for its end.
    """

    live_asked = Signal(int)

    def __init__(
        self,
        actions: Actions,
        controller: Controller,
        preferences: Preferences,
        alerts: Alerts,
        backend: Backend,
        global_shortcuts: GlobalShortcuts,
    ) -> None:
        super().__init__(controller)
        self._actions = actions
        self._controller = controller
        self._preferences = preferences
        self._alerts = alerts
        self.backend = backend
        self._global_shortcuts = global_shortcuts
        self._settings: SettingsDialog | None = None
        self._models: ModelDialog | None = None
        self._history: HistoryWindow | None = None
        self._summary: SummaryDialog | None = None
        self._first: FirstStart | None = None
        self.past = PastTranscripts(actions, controller, preferences)
        self.past.failed.connect(alerts.report)
        self.past.recording_dropped.connect(self.transcribe)
        self.past.corrected.connect(self._on_corrected)
        self._recording: RecordingReader | None = None
        for name, slot in (
            ("settings", self.open_settings),
            ("models", self.open_models),
            ("history", self.open_history),
            ("summary", self.open_summary),
            ("transcribe", self.choose_recording),
        ):
            actions.bind(name, slot)
        global_shortcuts.changed.connect(self._on_keys)

    @cached_property
    def _index(self) -> History:
        from captioner.record.history import History

        return History(paths.history_file())

    def open_settings(self) -> SettingsDialog:
        """Show the settings."""
        if self._settings is None:
            from captioner.ui.settings.dialog import SettingsDialog
            from captioner.ui.settings.offers import Offers

            notes = {"overlay": desktop.note(desktop.here()), "keys": self._global_shortcuts.note()}
            self._settings = SettingsDialog(
                self._preferences, notes, Offers(self.backend.models, self.backend.find_sources)
            )
            self._settings.models_asked.connect(self.open_models)
            self._settings.failed.connect(self._alerts.report)
            self._settings.restart_asked.connect(self._controller.restart)
        bring_up(self._settings)
        return self._settings

    def open_first_start(self) -> FirstStart:
        """Show the pages of the first start; captions start after them."""
        if self._first is None:
            from captioner.ui.settings.first_start import FirstStart

            self._first = FirstStart(self._preferences, self.backend)
            self._first.models_asked.connect(self.open_models)
            self._first.finished_setup.connect(self._on_first_start)
        bring_up(self._first)
        self._first.begin()
        return self._first

    def open_models(self) -> ModelDialog:
        """Show the models page."""
        if self._models is None:
            from captioner.models.speeds import Speeds
            from captioner.ui.models.dialog import ModelDialog

            self._models = ModelDialog(
                self.backend.models, self._preferences, self.backend.recording, Speeds(self.backend.memory)
            )
            self._models.failed.connect(self._alerts.report)
        self._models.refresh()
        bring_up(self._models)
        return self._models

    def open_history(self) -> HistoryWindow:
        """Show the past sessions."""
        if self._history is None:
            from captioner.ui.transcript.history_window import HistoryWindow

            folder = paths.transcripts_dir(self._preferences.settings.general.transcripts_folder)
            self._history = HistoryWindow(self._index, folder)
            self._history.opened.connect(self._open_past)
            self._history.failed.connect(self._alerts.report)
        if self._preferences.settings.general.keep_history:
            self._history.bring_up_to_date()
        bring_up(self._history)
        return self._history

    def open_summary(self) -> SummaryDialog:
        """Show the figures of this session."""
        from captioner.ui.transcript.summary_dialog import SummaryDialog

        if self._summary is not None:
            self._summary.deleteLater()
        session = self._controller.session
        transcript = session.transcript if session is not None else Transcript()
        self._summary = SummaryDialog(transcript, self._preferences.settings.disfluency.removed)
        bring_up(self._summary)
        return self._summary

    def choose_recording(self) -> None:
        """Ask for a recording and read it."""
        chosen, _ = QFileDialog.getOpenFileName(None, self.tr("Choose a recording"))
        if chosen:
            self.transcribe(Path(chosen))

    def transcribe(self, path: Path) -> None:
        """Read a recording, one at a time, and show its transcript."""
        if self._recording is not None:
            return
        from captioner.ui.transcript.recording import RecordingReader, engine_of

        settings = self._preferences.settings
        build = self.backend.recording(settings, path, may_stand_in=True)
        name_of = partial(self.backend.models.disfluency_name, settings.disfluency.model)
        self._recording = RecordingReader(path, engine_of(build), settings.speech.model, name_of)
        self._recording.failed.connect(self._alerts.report)
        self._recording.stood_in.connect(self._alerts.report)
        self._recording.done.connect(self._on_recording)
        self._recording.start()

    def close(self) -> None:
        """Close all, before the program ends."""
        for job in (self._first, self._models, self._history, self._recording):
            if job is not None:
                job.end()
        self.past.close()
        for window in (self._first, self._settings, self._models, self._history, self._summary):
            if window is not None:
                window.close()
                window.deleteLater()

    def _on_keys(self) -> None:
        if self._settings is not None:
            self._settings.set_note("keys", self._global_shortcuts.note())

    def _on_first_start(self) -> None:
        if not self._preferences.settings.general.first_start_done:
            self._preferences.put("general.first_start_done", True)
            self._controller.start()

    def _open_past(self, session: PastSession, utterance: int) -> None:
        running = self._controller.session if self._controller.is_running else None
        if running is not None and running.path == session.path:
            # it already has a window, and its journal is still being written
            self.live_asked.emit(utterance)
            return
        window = self.past.open(session, self._index)
        if window is not None and utterance >= 0:
            window.text.go_to_utterance(utterance)

    def _on_corrected(self) -> None:
        if self._history is not None:
            self._history.refresh()

    def _on_recording(self, transcript: Transcript) -> None:
        path = self._recording.path if self._recording is not None else None
        if self._recording is not None:
            self._recording.deleteLater()
            self._recording = None
        if transcript.entries:
            self.past.show(transcript, path)
