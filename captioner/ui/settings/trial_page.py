"""Last page of the first start: a trial of captions, as said and as shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from captioner.captions.wording import Wording
from captioner.engine import Engine, OnStatus, OnUpdate
from captioner.errors import CaptionerError
from captioner.messages import CaptionUpdate, Status, View
from captioner.record.session import Session
from captioner.record.transcript import Transcript
from captioner.ui.look import themes
from captioner.ui.look.buttons import push_button
from captioner.ui.look.heading import heading
from captioner.ui.look.level_meter import LevelMeter
from captioner.ui.look.texts import error_text, state_name
from captioner.ui.state.backend import Backend
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.transcript.recording import engine_of

_POINTS = 17
"""Point size of the trial's words: larger than a dialog, because captions are read from further away."""


class TrialText(QFrame):
    """The words of the last utterance in one view, in large letters."""

    def __init__(self, view: View, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._view = view
        self._utterance = -1
        self._wording = Wording(view)
        self._closed = ""
        self.words = QLabel(self)
        font = self.words.font()
        font.setPointSize(_POINTS)
        self.words.setFont(font)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setMinimumHeight(3 * self.words.fontMetrics().height())
        self.words.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(title, self))
        column.addWidget(self.words, 1)

    def clear(self) -> None:
        """Wait for the next words."""
        self._utterance = -1
        self.words.clear()

    def add_captions(self, update: CaptionUpdate) -> None:
        """Show the utterance as it is now."""
        if update.utterance != self._utterance:
            self._utterance, self._wording, self._closed = update.utterance, Wording(self._view), ""
        shown = self._wording.take(update)
        self._closed += "".join(word.space + word.full for word in shown.closed)
        self.words.setText((self._closed + "".join(word.space + word.full for word in shown.open)).strip())


class TrialPage(QWidget):
    """Starts and stops captions, and stores nothing."""

    def __init__(self, preferences: Preferences, backend: Backend, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._backend = backend
        self._trial: Controller | None = None
        self.test = push_button(self.tr("Try it"), self, self._toggle)
        self.meter = LevelMeter(themes.chosen(preferences.settings.overlay).accent, self)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.said = TrialText(View.MARKED, self.tr("As it was said"), self)
        self.cleaned = TrialText(View.CLEANED, self.tr("As captions show it"), self)
        about = QLabel(
            self.tr("Say: “The train, um, leaves on Monday, I mean on Tuesday.” Or let this machine play some speech."),
            self,
        )
        about.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.test)
        row.addWidget(self.meter, 1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Try it"), self))
        column.addWidget(about)
        column.addLayout(row)
        column.addWidget(self.said, 1)
        column.addWidget(self.cleaned, 1)
        column.addWidget(self.state)

    def begin(self) -> None:
        """Prepare the page; captions start when the user asks."""

    def end(self) -> None:
        """Stop the trial."""
        if self._trial is not None:
            self._trial.shut_down()
            self._trial.deleteLater()
            self._trial = None
        self._show_running(False)

    def _toggle(self) -> None:
        if self._trial is not None and self._trial.is_running:
            self._trial.stop()
            return
        if self._trial is None:
            self._trial = Controller(self._make_engine, lambda: Session(Transcript()), parent=self)
            self._trial.updated.connect(self._on_update)
            self._trial.status_changed.connect(self._on_status)
            self._trial.failed.connect(self._on_failed)
            self._trial.running_changed.connect(self._show_running)
        for part in (self.said, self.cleaned):
            part.clear()
        self._trial.start()

    def _show_running(self, running: bool) -> None:
        self.test.setText(self.tr("Stop") if running else self.tr("Try it"))
        if not running:
            self.meter.set_level(0.0)

    def _make_engine(self, on_update: OnUpdate, on_status: OnStatus) -> Engine:
        return engine_of(self._backend.live(self._preferences.settings))(on_update, on_status)

    def _on_update(self, update: CaptionUpdate) -> None:
        self.said.add_captions(update)
        self.cleaned.add_captions(update)

    def _on_status(self, status: Status) -> None:
        self.meter.set_level(status.level)
        self.state.setText(state_name(status.state))

    def _on_failed(self, error: CaptionerError) -> None:
        self.state.setText(error_text(error))
