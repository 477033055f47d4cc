"""Journals of past sessions on the command line, also of those that broke off."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from captioner import paths
from captioner.cli.exit_codes import ExitCode
from captioner.cli.main import main
from captioner.record import journal
from captioner.record.journal import Journal
from captioner.record.transcript import SessionInfo
from tests.cli.fakes import update


def kept(started: str, text: str, *, is_closed: bool = True, age_s: float = 3600) -> Path:
    """The journal of a session, as it lies on the disk; one that is not closed ends in half a line."""
    book = Journal(
        journal.new_path(paths.transcripts_dir(), started), SessionInfo(started=started, source="talk\x1b[2J")
    )
    book.append(update(0, text, ended=True))
    whole = book.path.read_bytes()
    book.close()
    if not is_closed:
        book.path.write_bytes(whole + b'{"utter')
    moment = book.path.stat().st_mtime - age_s
    os.utime(book.path, (moment, moment))
    return book.path


def test_the_newest_comes_first_and_what_broke_off_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    kept("2026-03-01T09:30:05+01:00", "We um|h left.")
    kept("2026-03-02T09:30:05+01:00", "It rained.", is_closed=False)
    assert main(["transcripts"]) == ExitCode.FINE
    newest, oldest = capsys.readouterr().out.splitlines()
    assert newest.split()[:4] == ["1", "2026-03-02", "09:30", "2"]
    assert "not closed" in newest
    assert "not closed" not in oldest
    assert "\x1b" not in newest
    assert main(["transcripts", "list", "--json"]) == ExitCode.FINE
    assert [each["finished"] for each in json.loads(capsys.readouterr().out)] == [False, True]


def test_an_empty_folder_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcripts"]) == ExitCode.FINE
    assert "no transcripts" in capsys.readouterr().err


def test_an_interrupted_session_is_closed_with_all_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    broken = kept("2026-03-01T09:30:05+01:00", "We left.", is_closed=False)
    running = kept("2026-03-01T10:30:05+01:00", "We stay.", is_closed=False, age_s=0)
    assert main(["transcripts", "recover"]) == ExitCode.FINE
    said = capsys.readouterr().err
    assert "2 words, 1 lines could not be read" in " ".join(said.split())
    assert journal.recover(broken).is_finished
    assert not journal.recover(running).is_finished, "it may belong to a program that runs"
    assert main(["transcripts", "recover", running.stem]) == ExitCode.FINE
    assert journal.recover(running).is_finished
    capsys.readouterr()
    assert main(["transcripts", "recover"]) == ExitCode.FINE
    assert "Nothing to recover" in capsys.readouterr().err


def test_a_session_becomes_text_by_number_name_or_path(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = kept("2026-03-01T09:30:05+01:00", "We um|h left.", is_closed=False)
    for which in ("1", path.name, path.stem, str(path)):
        assert main(["transcripts", "export", which]) == ExitCode.FINE
        assert capsys.readouterr().out == "We left.\n"
    output = tmp_path / "talk.srt"
    assert main(["transcripts", "export", "1", "-o", str(output), "--view", "said"]) == ExitCode.FINE
    assert "We um left." in output.read_text(encoding="utf-8")
    assert main(["transcripts", "export", "1", "-o", str(output)]) == ExitCode.FAILED, "it exists"
    assert main(["transcripts", "export", "1", "-o", str(output), "--force"]) == ExitCode.FINE


@pytest.mark.parametrize("which", ["0", "2", "none"])
def test_a_session_that_is_not_there_is_a_usage_error(which: str, capsys: pytest.CaptureFixture[str]) -> None:
    kept("2026-03-01T09:30:05+01:00", "We left.")
    assert main(["transcripts", "export", which]) == ExitCode.USAGE
    assert "transcripts` lists" in capsys.readouterr().err
