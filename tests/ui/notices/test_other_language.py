"""A language that the model does not know: said once, and the model that can is one press away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from captioner.bench import screenshots
from captioner.errors import LanguageUnknown
from captioner.languages import LanguageName
from captioner.messages import State, Status
from captioner.models.store import ModelStore
from captioner.ui.look.language import Language
from captioner.ui.look.texts import said
from captioner.ui.notices.alerts import Notice
from captioner.ui.windows import Windows
from tests.ui.fakes import session
from tests.ui.scripted_models import make_model

GERMAN = Status(State.LISTENING, foreign_to="en")


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    result = screenshots.windows(qapp, "dark")
    # what is shown first is one record: sessions that begin behind it need their own
    result.controller._open_session = session
    yield result
    screenshots.put_away(result)


def unknown() -> LanguageUnknown:
    return LanguageUnknown(
        "The speech model {name} knows only {known}, not {spoken}.",
        language="de",
        name="whisper-tiny-en",
        known=LanguageName("en"),
        spoken=LanguageName("de"),
    )


def test_another_language_that_is_heard_is_reported_once_a_session(qtbot: QtBot, windows: Windows) -> None:
    for _ in range(3):
        windows.controller._on_status(GERMAN)
    (notice,) = windows.alerts.notices
    assert notice.times == 1
    assert "does not sound like English" in notice.text
    assert windows.overlay.strip.text.shown == "Not English? Words may be wrong"
    with qtbot.waitSignal(windows.controller.session_began):
        windows.controller.restart()
    windows.controller._on_status(GERMAN)
    assert windows.alerts.notices[0].times == 2


def test_where_there_is_no_model_for_it_the_models_page_is_offered(qtbot: QtBot, windows: Windows) -> None:
    windows.controller.failed.emit(unknown())
    assert windows.alert_window.offer.text() == "Choose a model…"
    qtbot.mouseClick(windows.alert_window.offer, Qt.MouseButton.LeftButton)
    assert windows.opener.open_models().isVisible()
    assert not windows.alerts.notices


def test_a_model_that_is_here_is_used_at_a_press(qtbot: QtBot, windows: Windows, tmp_path: Path) -> None:
    make_model(tmp_path / "bundled" / "whisper-tiny-en", "speech", languages=("en",))
    make_model(tmp_path / "bundled" / "base", "speech", languages=())
    windows.other_language._models = ModelStore(tmp_path / "bundled", tmp_path / "cache")
    windows.controller.failed.emit(unknown())
    assert windows.alert_window.offer.text() == "Use base"
    with qtbot.waitSignal(windows.controller.session_began):
        qtbot.mouseClick(windows.alert_window.offer, Qt.MouseButton.LeftButton)
    assert windows.preferences.settings.speech.model == "base"


def test_other_errors_offer_nothing(windows: Windows) -> None:
    windows.alerts.notify(Notice("The settings", "Something.", ""))
    assert not windows.alert_window.offer.isVisible()


def test_languages_are_called_in_the_language_of_the_window(qapp: QApplication) -> None:
    spoken = Language()
    spoken.use("de")
    try:
        assert said(unknown().what) == "Das Sprachmodell whisper-tiny-en kennt nur Englisch, nicht Deutsch."
    finally:
        spoken.use("en")
    assert str(unknown()) == "The speech model whisper-tiny-en knows only English, not German."
