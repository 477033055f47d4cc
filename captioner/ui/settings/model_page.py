"""First page of the first start: the speech model, its speed here, and a better one if there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from captioner import paths
from captioner.errors import CaptionerError
from captioner.models.hub import ModelHub
from captioner.models.speeds import Speeds
from captioner.models.store import KNOWN, Model
from captioner.settings.declared import Settings
from captioner.speech.whisper.step_time import StepTime
from captioner.ui.look.buttons import push_button
from captioner.ui.look.heading import heading
from captioner.ui.look.texts import decimal, error_text, language_name, model_name
from captioner.ui.models.model_fetch import ModelFetch
from captioner.ui.models.recommendation import Recommendation, recommended
from captioner.ui.settings import speed
from captioner.ui.settings.speed import accuracy
from captioner.ui.state.backend import Backend
from captioner.ui.state.jobs import Jobs
from captioner.ui.state.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Measured:
    """The measured speed."""

    factor: float
    """speed of the chosen model on a recording, times real time"""
    step: StepTime | None
    """time of a step of live captions; None if the size of the model's network is unknown"""


class ModelPage(QWidget):
    """Shows the model in use, measures it with the bundled recording, and proposes a suitable one.

    Signals:
        models_asked: the user asks for the models page.
    """

    models_asked = Signal()

    def __init__(
        self, preferences: Preferences, backend: Backend, hub: ModelHub | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._backend = backend
        self._jobs = Jobs(self)
        self.fetching = ModelFetch(backend.models, self._jobs, self, hub)
        self._proposed: Recommendation | None = None
        self._has_begun = False
        title = heading(self.tr("Welcome to Captioner"), self)
        about = QLabel(
            self.tr(
                "Captioner writes down what is said, as it is said, by you or by what this machine plays. Fillers such "
                "as um, and words that a speaker takes back, are left out. Everything runs on this machine: no sound "
                "and no text leaves it."
            ),
            self,
        )
        self.used = QLabel(self)
        self.warning = QLabel(self)
        self.result = QLabel(self)
        self.proposal = QLabel(self)
        for label in (about, self.used, self.warning, self.result, self.proposal):
            label.setWordWrap(True)
        warned = self.warning.font()
        warned.setBold(True)
        self.warning.setFont(warned)
        self.measure = push_button(self.tr("Measure"), self, self._measure)
        self.models = push_button(self.tr("All models…"), self, self.models_asked.emit)
        self.fetch = push_button(self.tr("Fetch"), self, self._fetch)
        self.cancel = push_button(self.tr("Cancel"), self, self._jobs.cancel)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for widget in (title, about, heading(self.tr("Speech model"), self), self.used, self.warning):
            column.addWidget(widget)
        column.addLayout(_row(self.measure, self.models))
        column.addWidget(self.result)
        column.addWidget(self.proposal)
        column.addLayout(_row(self.fetch, self.cancel))
        column.addWidget(self.fetching.bar)
        column.addStretch(1)
        self.fetching.fetched.connect(self._on_fetched)
        self.fetching.failed.connect(self._on_fetch_failed)
        self._jobs.changed.connect(self._show_buttons)
        preferences.changed.connect(self._show_used)
        self._show_used()
        self._show_buttons()

    def begin(self) -> None:
        """Start the measurement once: it takes a few seconds, and the proposal depends on it."""
        if not self._has_begun:
            self._has_begun = True
            self._measure()

    def end(self) -> None:
        """Stop measuring or fetching."""
        self._jobs.end()

    def show_measured(self, measured: Measured | None) -> None:
        """Explain the speed, and propose a model."""
        if measured is None:
            self.result.clear()
            return
        settings = self._preferences.settings
        self.result.setText(speed.verdict(measured.factor, model_name(settings.speech.model)))
        self._proposed = self._recommended(measured.step) if measured.step is not None else None
        self.proposal.setText(self._proposal(measured.step))
        self._show_buttons()

    def _show_used(self) -> None:
        settings = self._preferences.settings
        name = settings.speech.model
        try:
            model = self._backend.models.find("speech", name)
        except CaptionerError as error:
            self.used.setText(error_text(error))
            self.warning.setText(self.tr("Choose or fetch a model. Captions need one."))
            self.warning.show()
            return
        known = model.manifest.languages if model.manifest else ()
        what = self.tr("{0} is used; it takes {1} MB.").format(model_name(name), round(model.size / 1e6))
        self.used.setText(" ".join((what, *accuracy(model))))
        only = ", ".join(map(language_name, known))
        spoken = "" if speaks_english(settings) or known != ("en",) else only
        self.warning.setText(
            self.tr("It knows {0} only. Choose another model for other languages.").format(spoken) if spoken else ""
        )
        self.warning.setVisible(bool(spoken))

    def _recommended(self, step: StepTime) -> Recommendation | None:
        return recommended(KNOWN, step, english=speaks_english(self._preferences.settings))

    def _proposal(self, step: StepTime | None) -> str:
        if step is None:
            return ""
        if self._proposed is None:
            return self.tr("Larger models would be too slow on this machine. The built-in one suits it best.")
        model = self._proposed.model
        if self._is_here(model.name):
            return self.tr("{0} suits this machine best and is already here.").format(model_name(model.name))
        return self.tr(
            "{0} suits this machine best: about {1} s for each step. Larger models usually make fewer mistakes. "
        ).format(model_name(model.name), decimal(self._proposed.step_s)) + self.tr(
            "Fetching it takes {0} MB from {1}; captions themselves need no network."
        ).format(model.megabytes, self.fetching.fetcher.hub.host)

    def _is_here(self, name: str) -> bool:
        return name not in {each.name for each in self._backend.models.available()}

    def _measure(self) -> None:
        settings = self._preferences.settings
        build = self._backend.recording(settings, paths.demo_recording())

        def work(progress: Callable[[Any], None], cancelled: Callable[[], bool]) -> Measured | None:
            factor = speed.measure(build, progress, cancelled)
            if factor is None or cancelled():
                return None
            model = self._backend.models.find("speech", settings.speech.model)
            Speeds(self._backend.memory).put(model, settings.speech, factor)
            return Measured(factor, self._backend.time_step(settings))

        if self._jobs.start(work, done=self.show_measured, failed=self._on_failed):
            self.result.setText(self.tr("Measuring …"))
            self.proposal.clear()

    def _on_failed(self, error: CaptionerError) -> None:
        self.result.setText(error_text(error))

    def _fetch(self) -> None:
        if self._proposed is None:
            return
        known = self._proposed.model
        if self._is_here(known.name):
            self._use(known.name)
            return
        if self.fetching.start(known):
            self.cancel.show()
            self.proposal.setText(self.tr("Fetching {0} …").format(model_name(known.name)))

    def _on_fetched(self, model: Model | None) -> None:
        if model is None:
            self.proposal.setText(self.tr("Cancelled. The part that was fetched is kept for next time."))
        else:
            self._use(model.name)

    def _use(self, name: str) -> None:
        self._preferences.put("speech.model", name)
        self.proposal.setText(self.tr("Captioner now uses {0}.").format(model_name(name)))
        self._show_buttons()

    def _on_fetch_failed(self, error: CaptionerError) -> None:
        self.proposal.setText(error_text(error))

    def _show_buttons(self) -> None:
        is_free = not self._jobs.is_busy
        self.measure.setEnabled(is_free)
        proposed = self._proposed.model.name if self._proposed is not None else ""
        is_new = bool(proposed) and proposed != self._preferences.settings.speech.model
        self.fetch.setVisible(is_free and is_new)
        if is_new:
            text = self.tr("Use {0}") if self._is_here(proposed) else self.tr("Fetch {0}")
            self.fetch.setText(text.format(model_name(proposed)))
        if is_free:
            self.cancel.hide()


def speaks_english(settings: Settings) -> bool:
    """Whether only English will be spoken, by the settings and the system's language."""
    languages = (settings.speech.language, settings.general.language)
    chosen = next((each for each in languages if each != "auto"), None)
    if chosen is not None:
        return chosen == "en"
    return QLocale.system().language() in (QLocale.Language.English, QLocale.Language.C)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
