"""From updates to lines on the overlay: both views, retroactive; what has settled stays where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from captioner.messages import CaptionUpdate, Label, View
from captioner.ui.actions import Actions
from captioner.ui.overlay.feed import Feed
from captioner.ui.overlay.window import Overlay
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from tests.ui.fakes import EngineShop, session, update


class Stage:
    """An overlay with its feed, behind a controller that plays scripted updates."""

    def __init__(self, qtbot: QtBot, preferences: Preferences) -> None:
        self.qtbot = qtbot
        self.preferences = preferences
        self.controllers: list[Controller] = []

    def play(self, *updates: CaptionUpdate) -> None:
        self.controller = Controller(EngineShop(*updates), session)
        self.controllers.append(self.controller)
        self.overlay = Overlay(Actions(self.controller, self.preferences), self.preferences)
        self.qtbot.addWidget(self.overlay)
        self.feed = Feed(self.controller, self.overlay, self.preferences)
        self.overlay.show()
        seen: list[CaptionUpdate] = []
        self.controller.updated.connect(seen.append)
        self.controller.start()
        self.qtbot.waitUntil(lambda: len(seen) == len(updates))

    def lines(self) -> list[str]:
        return [each.text for each in self.overlay.captions.lines()]


@pytest.fixture
def stage(qtbot: QtBot, preferences: Preferences) -> Iterator[Stage]:
    result = Stage(qtbot, preferences)
    yield result
    assert all(each.shut_down() for each in result.controllers)


def test_settled_and_provisional_words_stand_in_one_line(stage: Stage) -> None:
    stage.play(update("We meet", "on Monday"))
    (line,) = stage.overlay.captions.lines()
    assert [(run.text, run.is_settled) for run in line.runs] == [("We meet", True), (" on Monday", False)]


def test_raw_and_cleaned_are_retroactive(stage: Stage) -> None:
    stage.play(update("Um/h we uh/h meet", ended=True), update("on/r Monday/r on Tuesday", utterance=1, ended=True))
    assert stage.lines() == ["We meet", "on Tuesday"]
    stage.controller.set_view(View.RAW)
    assert stage.lines() == ["Um we uh meet", "on Monday on Tuesday"]
    removed = [run.text for run in stage.overlay.captions.lines()[0].runs if run.removed is not None]
    assert [each.strip() for each in removed] == ["Um", "uh"]
    stage.controller.set_view(View.CLEANED)
    assert stage.lines() == ["We meet", "on Tuesday"]


def test_what_counts_as_removed_follows_the_settings_at_once(stage: Stage) -> None:
    stage.play(update("Um/h we meet", ended=True))
    stage.preferences.put("disfluency.remove_fillers", False)
    assert stage.lines() == ["Um we meet"]


def test_provisional_words_can_be_switched_off(stage: Stage) -> None:
    stage.preferences.put("captions.show_provisional", False)
    stage.play(update("We meet", "on Monday"))
    assert stage.lines() == ["We meet"]


def test_a_word_about_to_be_removed_is_shown_as_leaving(stage: Stage) -> None:
    stage.play(update("We meet", "on/r on Monday"))
    leaving = [run for run in stage.overlay.captions.lines()[0].runs if run.removed is Label.REPARANDUM]
    assert [run.text.strip() for run in leaving] == ["on"]
    assert not leaving[0].is_settled


def test_another_font_size_keeps_the_words(stage: Stage) -> None:
    stage.play(update("We meet on Monday at the station", ended=True))
    stage.preferences.put("overlay.font_size", 40)
    assert " ".join(stage.lines()) == "We meet on Monday at the station"


def test_a_new_session_begins_with_an_empty_overlay(stage: Stage) -> None:
    stage.play(update("We meet", ended=True))
    with stage.qtbot.waitSignal(stage.controller.session_ended):
        stage.controller.stop()
    assert stage.lines() == ["We meet"], "what was said can still be read"
    stage.qtbot.waitUntil(lambda: not stage.controller.is_running)
    stage.controller.start()
    assert stage.lines() == []


def test_which_labels_the_settings_remove(preferences: Preferences) -> None:
    assert preferences.settings.disfluency.removed == frozenset(Label) - {Label.FLUENT}
    preferences.put("disfluency.remove_repairs", False)
    assert preferences.settings.disfluency.removed == {Label.FILLED_PAUSE, Label.DISCOURSE_MARKER}


def test_a_reading_rate_holds_lines_back_and_says_so(stage: Stage) -> None:
    stage.preferences.put("captions.limit_reading_rate", True)
    stage.preferences.put("captions.reading_rate", 8)
    stage.play(*(update("These are some words.", utterance=number, ended=True) for number in range(6)))
    assert len(stage.lines()) == 2
    assert stage.overlay.strip._state._backlog
    assert stage.feed._later.isActive()
    with stage.qtbot.waitSignal(stage.controller.session_ended):
        stage.controller.stop()
    assert stage.feed._later.isActive(), "what was said last can still be read"
    stage.feed.stop()


def test_the_controls_stay_in_sight_while_nothing_runs(stage: Stage) -> None:
    stage.play(update("We meet", ended=True))
    start = stage.overlay.strip.findChild(QToolButton, "start_stop")
    assert not start.isVisible()
    with stage.qtbot.waitSignal(stage.controller.running_changed):
        stage.controller.stop()
    assert start.isVisible()
