"""The edge of a thread: what is known passes, what nobody foresaw becomes a sentence and is logged, a signal stops."""

from __future__ import annotations

import pytest

from captioner.engine import guarded, subscribed
from captioner.errors import ModelMissing, ProgramError
from captioner.messages import CaptionUpdate, State, Status
from tests.cli.fakes import ScriptedEngine


def test_work_that_goes_well_leaves_no_error() -> None:
    done = []
    assert guarded(lambda: done.append(1)) is None
    assert done == [1]


def test_an_error_for_the_user_stays_the_same() -> None:
    error = ModelMissing("Gone.")

    def work() -> None:
        raise error

    assert guarded(work) is error


def test_an_unforeseen_error_is_named_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    error = guarded(lambda: {}["missing"])
    assert isinstance(error, ProgramError)
    assert "KeyError" in str(error)
    assert "log file" in error.remedy
    assert caplog.records[0].exc_info is not None


def test_ctrl_c_is_not_held_up() -> None:
    def work() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(work)


class Notes:
    """A subscriber that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def begin(self, source: str) -> None:
        """Note it."""
        self.told.append(source)

    def take(self, update: CaptionUpdate) -> None:
        """Note it."""
        self.told.append(update)

    def tell(self, status: Status) -> None:
        """Note it."""
        self.told.append(status)


def test_subscribers_get_each_update_after_the_view() -> None:
    shown: list[object] = []
    script = (Status(State.LISTENING), CaptionUpdate(0, (), (), True))
    first, second = Notes(), Notes()
    make = subscribed(
        lambda on_update, on_status: ScriptedEngine(on_update, on_status, script), lambda: "mic", [first, second]
    )
    make(shown.append, shown.append).run()
    assert shown == [*script, Status(State.ENDED)]
    assert first.told == second.told == ["mic", *shown]
