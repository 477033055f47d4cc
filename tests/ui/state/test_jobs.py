"""One job at a time: what it tells is heard on this thread, until it is dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from captioner.errors import CaptionerError, DownloadFailed
from captioner.ui.state.jobs import Jobs


class Work:
    """Tells that it has begun, and waits to be let go or cancelled."""

    def __init__(self, result: object = "fine", error: CaptionerError | None = None) -> None:
        self.go_on = threading.Event()
        self.thread: int | None = None
        self._result, self._error = result, error

    def __call__(self, progress: Callable[[Any], None], cancelled: Callable[[], bool]) -> object:
        self.thread = threading.get_ident()
        progress("begun")
        while not self.go_on.wait(0.01) and not cancelled():
            pass
        if self._error is not None:
            raise self._error
        return None if cancelled() else self._result


class Heard:
    """Keeps what was told, and on which threads."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self.threads: set[int] = set()

    def __call__(self, told: object) -> None:
        self.told.append(told)
        self.threads.add(threading.get_ident())


@pytest.fixture
def jobs(qapp: QCoreApplication) -> Jobs:
    """A child of what lives on: an ended job is deleted by the event loop, not before."""
    return Jobs(qapp)


def test_a_second_job_waits_for_nobody_and_is_refused(qtbot: QtBot, jobs: Jobs) -> None:
    work, heard = Work(), Heard()
    assert jobs.start(work, done=heard, progressed=heard)
    assert jobs.is_busy
    assert not jobs.start(Work())
    qtbot.waitUntil(lambda: heard.told == ["begun"])
    with qtbot.waitSignal(jobs.changed):
        work.go_on.set()
    assert not jobs.is_busy
    assert heard.told == ["begun", "fine"]
    assert heard.threads == {threading.get_ident()} != {work.thread}


def test_a_cancelled_job_has_no_result(qtbot: QtBot, jobs: Jobs) -> None:
    heard = Heard()
    jobs.start(Work(), done=heard)
    with qtbot.waitSignal(jobs.changed):
        jobs.cancel()
    assert heard.told == [None]


def test_a_failed_job_tells_its_error_only(qtbot: QtBot, jobs: Jobs) -> None:
    done, failed = Heard(), Heard()
    error = DownloadFailed("The hub cannot be reached.")
    work = Work(error=error)
    work.go_on.set()
    jobs.start(work, done=done, failed=failed)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert (done.told, failed.told) == ([], [error])


def test_a_dropped_job_is_heard_no_more_and_the_next_begins_at_once(qtbot: QtBot, jobs: Jobs) -> None:
    dropped, heard = Heard(), Heard()
    jobs.start(Work(), done=dropped, progressed=dropped)
    jobs.drop()
    assert not jobs.is_busy
    work = Work("the next one")
    work.go_on.set()
    assert jobs.start(work, done=heard)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert (dropped.told, heard.told) == ([], ["the next one"])
