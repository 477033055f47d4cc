"""The main loop of captions in a terminal."""

from __future__ import annotations

import os
import signal

import pytest

from captioner.captions.substitution import Substitution
from captioner.cli.terminal import caption_loop
from captioner.cli.terminal.engine_thread import EngineThread
from captioner.cli.terminal.keys import NoKeys
from captioner.errors import DeviceLost, ExportError, ModelMissing
from captioner.messages import CaptionUpdate, State, Status, View
from captioner.record.transcript import Transcript
from tests.cli.fakes import RecordingDisplay, ScriptedEngine, TypedKeys, update

SCRIPT = (Status(State.LISTENING), update(0, "one um|h", "two"), update(0, "two", ended=True))


class Stage:
    """An engine with a script, and all that the loop needs beside it."""

    def __init__(self, script: tuple[CaptionUpdate | Status, ...] = SCRIPT, **settings: object) -> None:
        self.display = RecordingDisplay()
        self.record = Transcript()
        self.engine: ScriptedEngine
        self._script = script
        self._settings = settings
        self.thread = EngineThread(self._make)

    def _make(self, on_update: object, on_status: object) -> ScriptedEngine:
        self.engine = ScriptedEngine(on_update, on_status, self._script, **self._settings)  # type: ignore[arg-type]
        return self.engine


def test_all_that_the_engine_says_is_recorded_and_shown() -> None:
    stage = Stage()
    outcome = caption_loop.caption(stage.thread, stage.record, stage.display, NoKeys())
    assert outcome == caption_loop.SessionOutcome(View.CLEANED, None)
    assert stage.display.updates == [each for each in SCRIPT if isinstance(each, CaptionUpdate)]
    assert [word.word.text for word in stage.record.entries[0].words] == ["one", "um", "two"]


def test_words_are_shown_by_the_users_rules_and_recorded_as_they_were_heard() -> None:
    stage = Stage()
    caption_loop.caption(stage.thread, stage.record, stage.display, NoKeys(), Substitution({"one": "1"}))
    assert stage.display.updates[0].settled[0].word.text == "1"
    assert stage.record.entries[0].words[0].word.text == "one"


def test_another_language_is_reported_once() -> None:
    stage = Stage(script=2 * (Status(State.LISTENING, foreign_to="en"),))
    caption_loop.caption(stage.thread, stage.record, stage.display, NoKeys())
    (warning,) = stage.display.warnings
    assert "does not sound like English" in warning
    assert "--model base" in warning


def test_a_model_that_stands_in_is_reported_once() -> None:
    gone = ModelMissing("The speech model tiny.en is not on this machine.", "Fetch it.")
    stage = Stage(script=2 * (Status(State.LISTENING, stands_in=gone),))
    caption_loop.caption(stage.thread, stage.record, stage.display, NoKeys())
    assert stage.display.warnings == [gone.sentence()]


def test_keys_switch_pause_and_end() -> None:
    stage = Stage(waits=True)
    outcome = caption_loop.caption(stage.thread, stage.record, stage.display, TypedKeys(["", "r", "p", "xp", "P", "Q"]))
    assert outcome.view is View.MARKED
    assert stage.engine.pauses == [True, False, True]
    assert stage.engine.was_stopped


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_in_order(number: signal.Signals) -> None:
    class SignallingKeys:
        """Sends the signal where a key would be read."""

        def pressed(self) -> str:
            if stage.display.updates and not stage.engine.was_stopped:
                os.kill(os.getpid(), number)
            return ""

    stage = Stage(waits=True)
    before = signal.getsignal(number)
    outcome = caption_loop.caption(stage.thread, stage.record, stage.display, SignallingKeys())
    assert outcome.error is None
    assert len(stage.record.entries) == 1
    assert signal.getsignal(number) is before


def test_an_error_comes_after_the_words_before_it() -> None:
    error = DeviceLost("The microphone is gone.")
    stage = Stage(error=error)
    outcome = caption_loop.caption(stage.thread, stage.record, stage.display, NoKeys())
    assert outcome.error is error
    assert len(stage.record.entries) == 1


def test_an_unforeseen_error_becomes_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    stage = Stage(error=ZeroDivisionError("by zero"))
    outcome = caption_loop.caption(stage.thread, stage.record, stage.display, NoKeys())
    assert outcome.error is not None
    assert "ZeroDivisionError" in outcome.error.sentence()
    assert "log" in outcome.error.sentence()
    assert caplog.records[0].exc_info is not None


def test_a_full_disk_is_reported_and_captions_continue() -> None:
    class FullDisk(Transcript):
        """Refuses the first update."""

        def append(self, update: CaptionUpdate) -> None:
            super().append(update)
            if not self.entries[0].is_complete:
                raise ExportError("There is no room.", "Free some.")

    stage = Stage()
    stage.record = FullDisk()
    outcome = caption_loop.caption(stage.thread, stage.record, stage.display, NoKeys())
    assert outcome.error is None
    assert stage.display.warnings == ["There is no room. Free some."]
    assert len(stage.display.updates) == 2


def test_a_terminal_that_is_gone_ends_the_session_and_loses_nothing() -> None:
    stage = Stage(waits=True)
    stage.display = RecordingDisplay(is_gone=True)
    caption_loop.caption(stage.thread, stage.record, stage.display, NoKeys())
    assert stage.engine.was_stopped
    assert len(stage.record.entries[0].words) == 3
