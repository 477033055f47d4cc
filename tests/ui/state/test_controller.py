"""Start, stop, pause, views and the session, with a scripted engine on a real thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from captioner.errors import CaptionerError, ExportError
from captioner.messages import State, View
from captioner.record.session import Session
from captioner.ui.state.controller import Controller
from tests.ui.fakes import EngineShop, FullDisk, failure, session, update

Make = Callable[..., Controller]


@pytest.fixture
def make(qapp: object) -> Iterator[Make]:
    """Controllers that are shut down at the end of the test."""
    made: list[Controller] = []

    def build(shop: EngineShop, open_session: Callable[[], Session] = session) -> Controller:
        made.append(Controller(shop, open_session))
        return made[-1]

    yield build
    for each in made:
        assert each.shut_down()


def said(controller: Controller) -> str:
    """The record as text."""
    assert controller.session is not None
    return " ".join(word.word.text for entry in controller.session.transcript.entries for word in entry.words)


def test_updates_reach_the_session_and_then_the_windows(qtbot: QtBot, make: Make) -> None:
    first, second = update("hello", "world"), update("world", ended=True)
    controller = make(EngineShop(first, second))
    seen = []
    controller.updated.connect(lambda each: seen.append((each, said(controller))))
    controller.start()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [(first, "hello"), (second, "hello world")]


def test_updates_arrive_on_the_gui_thread(qtbot: QtBot, make: Make) -> None:
    controller = make(EngineShop(update("hello")))
    threads = []
    controller.updated.connect(lambda each: threads.append(threading.current_thread()))
    controller.start()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_stop_lets_the_engine_settle_what_waits(qtbot: QtBot, make: Make) -> None:
    last = update("the end", ended=True)
    controller = make(EngineShop(at_stop=(last,)))
    with qtbot.waitSignal(controller.status_changed):
        controller.start()
    assert controller.is_running
    with qtbot.waitSignal(controller.session_ended):
        controller.stop()
    qtbot.waitUntil(lambda: not controller.is_running)
    assert said(controller) == "the end"
    assert controller.status.state is State.ENDED


def test_shut_down_keeps_the_last_words(qtbot: QtBot, make: Make) -> None:
    last = update("the end", ended=True)
    controller = make(EngineShop(at_stop=(last,)))
    controller.start()
    assert controller.shut_down()
    assert said(controller) == "the end"
    assert not controller.is_running


def test_an_error_ends_the_session_but_loses_no_caption(qtbot: QtBot, make: Make) -> None:
    heard, error = update("heard"), failure()
    controller = make(EngineShop(heard, error=error))
    failures: list[CaptionerError] = []
    controller.failed.connect(failures.append)
    with qtbot.waitSignal(controller.session_ended):
        controller.start()
    assert failures == [error]
    assert said(controller) == "heard"
    assert not controller.is_running


def test_an_unforeseen_error_becomes_a_sentence(qtbot: QtBot, make: Make, caplog: pytest.LogCaptureFixture) -> None:
    controller = make(EngineShop(error=ZeroDivisionError("by zero")))
    with qtbot.waitSignal(controller.failed) as caught:
        controller.start()
    assert "ZeroDivisionError" in caught.args[0].sentence()
    assert caught.args[0].remedy
    qtbot.waitUntil(lambda: not controller.is_running)


def test_pause_is_reported_once_and_ends_with_the_session(qtbot: QtBot, make: Make) -> None:
    shop = EngineShop()
    controller = make(shop)
    told: list[bool] = []
    controller.paused_changed.connect(told.append)
    controller.set_paused(True)
    assert told == [], "nothing to pause yet"
    controller.start()
    controller.set_paused(True)
    controller.set_paused(True)
    assert shop.made[0].pauses == [True]
    with qtbot.waitSignal(controller.running_changed):
        controller.stop()
    assert told == [True, False]


def test_restart_begins_a_new_session(qtbot: QtBot, make: Make) -> None:
    shop = EngineShop()
    controller = make(shop)
    sessions: list[Session] = []
    controller.session_began.connect(sessions.append)
    controller.start()
    controller.restart()
    qtbot.waitUntil(lambda: len(shop.made) == 2)
    assert len(sessions) == 2
    assert sessions[0] is not sessions[1]


def test_a_view_is_announced_only_when_it_changes(make: Make) -> None:
    controller = make(EngineShop())
    told: list[View] = []
    controller.view_changed.connect(told.append)
    for view in (View.MARKED, View.MARKED, View.CLEANED):
        controller.set_view(view)
    assert told == [View.MARKED, View.CLEANED]


def test_a_full_disk_is_reported_once_and_loses_no_words(qtbot: QtBot, make: Make) -> None:
    disk = FullDisk()
    controller = make(EngineShop(update("one"), update("two"), update("three")), lambda: session(disk))
    failures: list[CaptionerError] = []
    controller.failed.connect(failures.append)
    controller.start()
    qtbot.waitUntil(lambda: said(controller) == "one two three")
    assert len(failures) == 1
    assert disk.tries == 3


def test_where_no_session_can_be_opened_nothing_starts(qtbot: QtBot, make: Make) -> None:
    def cannot() -> Session:
        raise ExportError("The folder is read-only.", "Choose another.")

    controller = make(EngineShop(), cannot)
    with qtbot.waitSignal(controller.failed):
        controller.start()
    assert not controller.is_running


def test_a_correction_is_announced_and_lies_beside_the_record(qtbot: QtBot, make: Make) -> None:
    controller = make(EngineShop(update("helo world", ended=True)))
    with qtbot.waitSignal(controller.updated):
        controller.start()
    with qtbot.waitSignal(controller.corrected) as caught:
        controller.correct(0, 0, "hello")
    assert caught.args == [0]
    assert said(controller) == "helo world"
    assert controller.session.transcript.corrected(0).words[0].word.text == "hello"


def test_starting_twice_starts_once(qtbot: QtBot, make: Make) -> None:
    shop = EngineShop()
    controller = make(shop)
    controller.start()
    controller.start()
    assert len(shop.made) == 1


def test_a_failure_is_kept_until_captions_start_again(qtbot: QtBot, make: Make) -> None:
    controller = make(EngineShop(error=failure()))
    assert controller.status.state is State.READY
    controller.start()
    qtbot.waitUntil(lambda: not controller.is_running)
    assert controller.status.state is State.FAILED
    assert str(controller.failure) == "It broke."
    controller.start()
    assert controller.failure is None
