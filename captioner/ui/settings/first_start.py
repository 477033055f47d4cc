"""The first start: what this is, where the sound comes from, how fast this machine is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from captioner.captions.wording import Wording
from captioner.engine import Engine, OnStatus, OnUpdate
from captioner.errors import CaptionerError
from captioner.messages import CaptionUpdate, Status, View
from captioner.models.hub import Hub
from captioner.record.transcript import Transcript
from captioner.settings import declared as declarations
from captioner.ui.look import themes
from captioner.ui.look.level_meter import LevelMeter
from captioner.ui.look.pick_list import PickList
from captioner.ui.look.texts import error_text, state_name
from captioner.ui.settings.source_list import Sources
from captioner.ui.settings.speed_page import SpeedPage
from captioner.ui.state.controller import Controller
from captioner.ui.state.jobs import Job
from captioner.ui.state.preferences import Preferences
from captioner.ui.state.services import Services
from captioner.ui.state.session import Session
from captioner.ui.transcript.recording import engine_of

_FRAME = 4
"""Pixels above the text of a field that has a frame."""


class FirstStart(QDialog):
    """Three short pages; each can be skipped, and all of it is in the settings too.

    Signals:
        finished_setup: the user has been through, or has had enough.
        models_asked: the models page is wanted.
    """

    finished_setup = Signal()
    models_asked = Signal()

    def __init__(
        self, preferences: Preferences, services: Services, hub: Hub | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Welcome to Captioner"))
        self.source = SourcePage(preferences, services, self)
        self.speed = SpeedPage(preferences, services, hub, self)
        self.speed.models_asked.connect(self.models_asked)
        self.pages = QStackedWidget(self)
        for page in (self._about(), self.source, self.speed):
            self.pages.addWidget(page)
        self.back = QPushButton(self.tr("Back"), self)
        self.next = QPushButton(self.tr("Next"), self)
        self.next.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.addWidget(self.pages, 1)
        column.addLayout(row)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        self.finished.connect(self._on_finished)
        self._turn(0)
        self.resize(QSize(560, 420))

    def end(self) -> None:
        """Stop what runs on other threads."""
        self.source.end()
        self.speed.end()

    def _about(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setSpacing(14)
        for sentence in (
            self.tr("Captioner writes down what is said, as it is said, by you or by what this machine plays."),
            self.tr("Fillers such as um, and words that a speaker takes back, are left out. One key shows them again."),
            self.tr("Words in full brightness are certain. Lighter, dotted words may still change."),
            self.tr("Everything runs on this machine. No sound and no text leaves it."),
        ):
            label = QLabel(sentence, page)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        return page

    def _turn(self, by: int) -> None:
        number = self.pages.currentIndex() + by
        if number >= self.pages.count():
            self.accept()
            return
        self.source.end()
        self.show_page(number)
        if self.pages.currentWidget() is self.source:
            self.source.look()

    def show_page(self, number: int) -> None:
        """Turn to a page, without looking for sources."""
        self.pages.setCurrentIndex(number)
        self.back.setEnabled(number > 0)
        is_last = number == self.pages.count() - 1
        self.next.setText(self.tr("Start captions") if is_last else self.tr("Next"))

    def _on_finished(self) -> None:
        self.end()
        self.finished_setup.emit()


class SourcePage(QWidget):
    """Chooses the source, and tries it: level and words, as live captions will show them."""

    def __init__(self, preferences: Preferences, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._services = services
        self._looking: Job | None = None
        self._trial: Controller | None = None
        self._wording = Wording(View.CLEANED)
        self._utterance = -1
        self._words = ""
        self.sources = PickList(self)
        self.meter = LevelMeter(themes.chosen(preferences.settings.overlay).accent, self)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.heard = QLabel(self)
        self.heard.setWordWrap(True)
        self.heard.setMinimumHeight(60)
        self.heard.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.heard.setAccessibleName(self.tr("What was heard"))
        self.test = QPushButton(self.tr("Try it"), self)
        self.test.setCheckable(True)
        self.test.setAutoDefault(False)
        self.test.toggled.connect(self._on_test)
        self.sources.activated.connect(self._choose)
        form = QFormLayout(self)
        form.addRow(self.tr("&Source"), self.sources)
        form.addRow(self.tr("Level"), _lowered(self.meter))
        sentence = QLabel(self.tr("Say: “The train, um, leaves on Monday, I mean on Tuesday.”"), self)
        sentence.setWordWrap(True)
        form.addRow(self.test, sentence)
        form.addRow(self.tr("Heard"), _lowered(self.heard))
        form.addRow(self.state)

    def look(self) -> None:
        """Find the sources, beside the window."""
        if self._looking is not None:
            return
        self._looking = Job(lambda progress, cancelled: self._services.find_sources(), self)
        queued = Qt.ConnectionType.QueuedConnection
        self._looking.done.connect(self.show_sources, queued)
        self._looking.finished.connect(self._on_looked, queued)
        self._looking.start()

    def show_sources(self, found: Sources) -> None:
        """Offer what was found."""
        self.sources.clear()
        choices = found.choices()
        for choice in choices:
            self.sources.addItem(choice.text, choice)
        audio = self._preferences.settings.audio
        current = [n for n, choice in enumerate(choices) if choice.applied(audio) == audio]
        self.sources.setCurrentIndex(current[0] if current else 0)
        self.state.setText(" ".join(found.problems))
        self.test.setEnabled(bool(choices))

    def end(self) -> None:
        """Stop looking and trying."""
        if self._looking is not None:
            self._looking.end()
        if self._trial is not None:
            self._trial.shut_down()
            self._trial.deleteLater()
            self._trial = None
        self.test.setChecked(False)

    def _choose(self) -> None:
        choice = self.sources.currentData()
        settings = self._preferences.settings
        for name in ("source", "device", "system_device"):
            settings = declarations.replace(settings, f"audio.{name}", getattr(choice, name))
        self._preferences.adopt(settings)
        if self._trial is not None:
            self._trial.restart()

    def _on_looked(self) -> None:
        self._looking = None

    def _on_test(self, on: bool) -> None:
        if not on:
            if self._trial is not None:
                self._trial.stop()
            return
        if self._trial is None:
            self._trial = Controller(self._make_engine, lambda: Session(Transcript()), parent=self)
            self._trial.updated.connect(self._on_update)
            self._trial.status_changed.connect(self._on_status)
            self._trial.failed.connect(self._on_failed)
            self._trial.running_changed.connect(self.test.setChecked)
        self._words = ""
        self.heard.clear()
        self._trial.start()

    def _make_engine(self, on_update: OnUpdate, on_status: OnStatus) -> Engine:
        return engine_of(self._services.live(self._preferences.settings))(on_update, on_status)

    def _on_update(self, update: CaptionUpdate) -> None:
        if update.utterance != self._utterance:
            self._utterance, self._wording, self._words = update.utterance, Wording(View.CLEANED), ""
        shown = self._wording.accept(update)
        self._words += "".join(word.space + word.full for word in shown.closed)
        self.heard.setText((self._words + "".join(word.space + word.full for word in shown.open)).strip())

    def _on_status(self, status: Status) -> None:
        self.meter.set_level(status.level)
        self.state.setText(state_name(status.state))

    def _on_failed(self, error: CaptionerError) -> None:
        self.heard.setText(error_text(error))


def _lowered(widget: QWidget) -> QVBoxLayout:
    """A widget without a frame, as low as the label beside it, which a form sets for fields with one."""
    result = QVBoxLayout()
    result.setContentsMargins(0, _FRAME, 0, 0)
    result.addWidget(widget)
    return result
