"""The edge of a thread: what is known passes, what nobody foresaw becomes a sentence and is logged, a signal stops."""

from __future__ import annotations

import pytest

from captioner.engine import guarded
from captioner.errors import ModelMissing, ProgramError


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
