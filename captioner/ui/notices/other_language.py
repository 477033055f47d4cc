"""Tells the user that the speech model does not know the language, and offers a model that does."""

from __future__ import annotations

from captioner.errors import CaptionerError, LanguageUnknown
from captioner.languages import LanguageName
from captioner.messages import Status
from captioner.models.store import Model, ModelStore
from captioner.ui.look.texts import translate
from captioner.ui.notices.alerts import Alerts, Offer
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.window_opener import WindowOpener


class OtherLanguage:
    """Listens to the controller, and reports an unknown language once a session."""

    def __init__(
        self, controller: Controller, preferences: Preferences, alerts: Alerts, opener: WindowOpener, models: ModelStore
    ) -> None:
        self._controller = controller
        self._preferences = preferences
        self._alerts = alerts
        self._opener = opener
        self._models = models
        self._is_told = False
        controller.failed.connect(self._on_failed)
        controller.session_began.connect(self._begin)
        controller.status_changed.connect(self._on_status)

    def _begin(self) -> None:
        self._is_told = False

    def _on_failed(self, error: CaptionerError) -> None:
        self._alerts.report(error, self._offer(error.language) if isinstance(error, LanguageUnknown) else None)

    def _on_status(self, status: Status) -> None:
        if not status.foreign_to or self._is_told:
            return
        self._is_told = True
        heard = LanguageUnknown(
            "This does not sound like {known}, the only language that the speech model {name} knows.",
            "The words may be wrong. Fetch a model of many languages, such as base, and use it.",
            known=LanguageName(status.foreign_to),
            name=self._preferences.settings.speech.model,
        )
        self._alerts.report(heard, self._offer(""))

    def _offer(self, language: str) -> Offer:
        """Offer the best installed model that knows a language (empty: several), or the models page."""
        able = [model for model in self._models.installed("speech") if _knows(model, language)]
        if not able:
            return Offer(translate("OtherLanguage", "Choose a model…"), self._opener.open_models)
        # a larger one is better: all of them are Whisper
        best = max(able, key=lambda model: model.size)
        return Offer(translate("OtherLanguage", "Use {0}").format(best.name), lambda: self._use(best.name))

    def _use(self, name: str) -> None:
        self._preferences.put("speech.model", name)
        if self._controller.is_running:
            self._controller.restart()
        else:
            self._controller.start()


def _knows(model: Model, language: str) -> bool:
    """Whether a model knows a language, or several if `language` is empty."""
    if model.manifest is None:
        return False
    known = model.manifest.languages
    return not known or (language in known if language else len(known) > 1)
