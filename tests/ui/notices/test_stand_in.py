"""The built-in model in the place of one that is gone: one notice a session, from which the models page opens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from captioner.bench import screenshots
from captioner.errors import ModelMissing, sentence
from captioner.messages import State, Status
from captioner.ui.windows import Windows
from tests.ui.fakes import session

GONE = sentence("The speech model {name} is not on this machine.", name="tiny.en")
STATUS = Status(
    State.LISTENING,
    stands_in=ModelMissing(
        sentence("{problem} The built-in model is used in its place.", problem=GONE),
        "Fetch it with `captioner models fetch {name}` (about {megabytes} MB).",
        name="tiny.en",
        megabytes=78,
    ),
)


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    result = screenshots.windows(qapp, "dark")
    result.controller._open_session = session
    yield result
    screenshots.put_away(result)


def test_it_is_reported_once_a_session_and_the_models_page_is_one_press_away(qtbot: QtBot, windows: Windows) -> None:
    for _ in range(3):
        windows.controller._on_status(STATUS)
    (notice,) = windows.alerts.notices
    assert notice.text == "The speech model tiny.en is not on this machine. The built-in model is used in its place."
    assert notice.offer is not None and notice.offer.text == "Models…"
    assert notice.times == 1
    with qtbot.waitSignal(windows.controller.session_began):
        windows.controller.restart()
    windows.controller._on_status(STATUS)
    assert windows.alerts.notices[0].times == 2
