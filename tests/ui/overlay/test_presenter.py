"""From updates to lines on the overlay: both views, retroactive; what has settled stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from captioner.errors import DeviceLost
from captioner.messages import CaptionUpdate, Channel, Label, View
from captioner.ui.actions import Actions
from captioner.ui.overlay.presenter import CaptionPresenter
from captioner.ui.overlay.window import OverlayWindow
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
        self.overlay = OverlayWindow(Actions(self.controller, self.preferences), self.preferences)
        self.qtbot.addWidget(self.overlay)
        self.presenter = CaptionPresenter(self.controller, self.overlay, self.preferences)
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
    stage.controller.set_view(View.MARKED)
    assert stage.lines() == ["Um we uh meet", "on Monday on Tuesday"]
    removed = [run.text for run in stage.overlay.captions.lines()[0].runs if run.removed is not None]
    assert [each.strip() for each in removed] == ["Um", "uh"]
    stage.controller.set_view(View.CLEANED)
    assert stage.lines() == ["We meet", "on Tuesday"]


def test_removed_labels_follow_the_settings_at_once(stage: Stage) -> None:
    stage.play(update("Um/h we meet", ended=True))
    stage.preferences.put("disfluency.remove_fillers", False)
    assert stage.lines() == ["Um we meet"]


def test_provisional_words_can_be_switched_off(stage: Stage) -> None:
    stage.preferences.put("captions.show_provisional", False)
    stage.play(update("We meet", "on Monday"))
    assert stage.lines() == ["We meet"]


def test_a_word_that_will_go_is_never_shown_struck_out_in_the_cleaned_view(stage: Stage) -> None:
    stage.play(update("We meet", "on/r on Monday"))
    runs = [run for line in stage.overlay.captions.lines() for run in line.runs]
    assert "".join(run.text for run in runs) == "We meet on Monday"
    assert all(run.removed is None for run in runs)


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
    assert "waiting" in stage.overlay.strip.text.shown
    assert stage.presenter._later.isActive()
    with stage.qtbot.waitSignal(stage.controller.session_ended):
        stage.controller.stop()
    assert stage.presenter._later.isActive(), "what was said last can still be read"
    stage.presenter.stop()


def test_listening_is_told_in_words_until_there_are_captions(stage: Stage) -> None:
    stage.play(update("Um/h"))
    assert stage.overlay.strip.text.shown == "Listening"
    stage.controller.take(update("we meet"))
    assert stage.overlay.strip.text.shown == ""


def test_a_failure_says_what_failed_at_the_size_of_captions(stage: Stage) -> None:
    stage.play()
    text = stage.overlay.strip.text
    with stage.qtbot.waitSignal(stage.controller.running_changed):
        stage.controller._on_failed(DeviceLost("It is gone."))
        stage.controller.stop()
    assert text.shown == "Stopped: The audio device is gone"
    with stage.qtbot.waitSignal(stage.controller.status_changed):
        stage.controller.start()
    assert "Stopped" not in text.shown


def test_the_controls_stay_in_sight_while_nothing_runs(stage: Stage) -> None:
    stage.play(update("We meet", ended=True))
    start = stage.overlay.strip.findChild(QToolButton, "start_stop")
    assert not start.isVisible()
    with stage.qtbot.waitSignal(stage.controller.running_changed):
        stage.controller.stop()
    assert start.isVisible()


def test_two_sources_have_a_colour_and_a_name_each(stage: Stage) -> None:
    stage.play(
        replace(update("hello", ended=True), channel=Channel.SYSTEM),
        replace(update("yes", utterance=1, ended=True), channel=Channel.MICROPHONE),
    )
    assert stage.lines() == ["Them: hello", "Me: yes"]
    style = stage.overlay.caption_style
    colours = [style.format(line.runs[0], line.channel).foreground().color() for line in stage.overlay.captions.lines()]
    assert colours == [style.settled, style.me]


def said_in_turn(count: int) -> list[CaptionUpdate]:
    return [update(f"line number {number}", utterance=number, ended=True) for number in range(count)]


def test_the_wheel_shows_earlier_lines_and_new_ones_do_not_move_them(stage: Stage) -> None:
    stage.play(*said_in_turn(6))
    wheel(stage.overlay, 2)
    assert stage.lines() == ["line number 2", "line number 3"]
    stage.controller.take(update("and one more", utterance=6, ended=True))
    assert stage.lines() == ["line number 2", "line number 3"]
    assert "3 newer" in stage.overlay.strip.text.shown
    back = stage.overlay.strip.findChild(QToolButton, "live")
    assert back is not None
    assert back.isVisible()
    wheel(stage.overlay, 100)
    assert stage.lines() == ["line number 0", "line number 1"]
    stage.presenter.show_live()
    assert stage.lines() == ["line number 5", "and one more"]
    assert not back.isVisible()
    assert stage.overlay.strip.text.shown == ""


def test_the_wheel_comes_back_to_live_captions(stage: Stage) -> None:
    stage.play(*said_in_turn(6))
    wheel(stage.overlay, 3)
    wheel(stage.overlay, -3)
    stage.controller.take(update("and one more", utterance=6, ended=True))
    assert stage.lines() == ["line number 5", "and one more"]


def test_a_touch_pad_sends_parts_of_a_line(stage: Stage) -> None:
    stage.play(*said_in_turn(6))
    for _ in range(3):
        wheel(stage.overlay, 0.4)
    assert stage.lines() == ["line number 3", "line number 4"]


def test_before_the_first_line_there_is_nothing_to_scroll_to(stage: Stage) -> None:
    stage.play(update("only one", ended=True))
    wheel(stage.overlay, 5)
    assert stage.lines() == ["only one"]
    stage.controller.take(update("and another", utterance=1, ended=True))
    assert stage.lines() == ["only one", "and another"]


def test_old_captions_fade_and_new_ones_come_alone(stage: Stage) -> None:
    stage.preferences.put("overlay.reduce_motion", "on")
    stage.play(*said_in_turn(3))
    faded(stage)
    assert stage.lines() == []
    assert stage.overlay.strip.text.shown == "Listening"
    stage.controller.take(update("here", utterance=3))
    stage.controller.take(update("we are", utterance=3))
    assert stage.lines() == ["here we are"]
    wheel(stage.overlay, 1)
    assert stage.lines() == ["line number 1", "line number 2"]


def test_faded_captions_can_be_read_again(stage: Stage) -> None:
    stage.preferences.put("overlay.reduce_motion", "on")
    stage.play(*said_in_turn(3))
    faded(stage)
    wheel(stage.overlay, 1)
    assert stage.lines() == ["line number 1", "line number 2"]
    wheel(stage.overlay, 1)
    assert stage.lines() == ["line number 0", "line number 1"]


def test_provisional_words_survive_fading(stage: Stage) -> None:
    stage.preferences.put("overlay.reduce_motion", "on")
    stage.play(update("we are", "slow"))
    faded(stage)
    stage.controller.take(update("", "slower"))
    assert stage.lines() == ["we are slower"]


def test_captions_that_are_to_stand_do_not_fade(stage: Stage) -> None:
    stage.preferences.put("captions.fade_after_s", 0)
    stage.play(*said_in_turn(3))
    assert not stage.overlay.captions._silence.isActive()


def test_lines_scrolled_back_to_do_not_fade(stage: Stage) -> None:
    stage.play(*said_in_turn(6))
    assert stage.overlay.captions._silence.isActive()
    wheel(stage.overlay, 2)
    assert not stage.overlay.captions._silence.isActive()
    stage.presenter.show_live()
    assert stage.overlay.captions._silence.isActive()


def wheel(overlay: OverlayWindow, notches: float) -> None:
    """Turn the wheel, up where `notches` is positive."""
    at = QPointF(overlay.rect().center())
    turned = QPoint(0, round(120 * notches))
    event = QWheelEvent(
        at,
        overlay.mapToGlobal(at),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(overlay, event)


def faded(stage: Stage) -> None:
    """Let the time of silence be over."""
    stage.preferences.put("captions.fade_after_s", 1)
    with stage.qtbot.waitSignal(stage.overlay.captions.faded):
        stage.overlay.captions._silence.start(1)


@pytest.mark.parametrize("shows_provisional", [True, False])
def test_in_the_view_of_all_words_a_word_is_certain_before_its_label(stage: Stage, shows_provisional: bool) -> None:
    stage.preferences.put("captions.show_provisional", shows_provisional)
    stage.play(update(), replace(update("We meet", "on/r Monday/r on"), committed=2))
    stage.controller.set_view(View.SAID)
    stage.controller.updated.emit(replace(update("on/r", "Monday/r on"), committed=1))
    (line,) = stage.overlay.captions.lines()
    rest = [(" on", False)] if shows_provisional else []
    assert [(run.text, run.is_settled) for run in line.runs] == [("We meet on Monday", True), *rest]
