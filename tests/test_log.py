"""Who is told what by the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from captioner import log
from tests import log_handlers


@pytest.fixture(autouse=True)
def fresh_log() -> Iterator[None]:
    """Every test sets it up anew."""
    with log_handlers.taken_down():
        yield


def test_the_file_has_all_and_the_console_the_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = log.start(tmp_path / "logs")
    log.get("captioner.test").info("for the file")
    log.get("captioner.test").warning("for both")
    assert path is not None
    assert "for the file" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().err == "captioner: for both\n"


def test_a_traceback_goes_to_the_file_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = log.start(tmp_path)
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        log.get("captioner.test").exception("it failed")
    assert path is not None
    assert "Traceback" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


def test_verbose_says_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.start(tmp_path, verbose=True)
    log.get("captioner.test").debug("a detail")
    assert "a detail" in capsys.readouterr().err


def test_no_log_file_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert log.start(tmp_path / "file" / "logs") is None
    assert "no log file" in capsys.readouterr().err


def test_warnings_go_elsewhere_while_the_screen_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.start(tmp_path)
    told: list[str] = []
    with log.warnings_to(told.append):
        log.get("captioner.test").warning("the disk is slow")
        log.get("captioner.test").info("nothing")
    log.get("captioner.test").warning("afterwards")
    assert told == ["the disk is slow"]
    assert capsys.readouterr().err == "captioner: afterwards\n"
