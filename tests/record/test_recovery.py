"""Sessions that a crash ended."""

from __future__ import annotations

from pathlib import Path

from captioner.record import journal
from captioner.record.journal import Journal
from captioner.record.recovery import close_broken_off
from captioner.record.transcript import SessionInfo
from tests.ui.fakes import update


def broken_off(folder: Path) -> Path:
    """A journal whose program died in the middle of a line."""
    book = Journal(folder / "a.jsonl", SessionInfo())
    book.append(update("Hello world.", ended=True))
    with book.path.open("a") as file:
        file.write('{"utterance": 1, "wor')
    return book.path


def test_a_session_that_broke_off_is_closed_once_and_keeps_its_words(tmp_path: Path) -> None:
    path = broken_off(tmp_path)
    later = path.stat().st_mtime + 3600
    assert close_broken_off(tmp_path, later) == [path]
    assert close_broken_off(tmp_path, later) == []
    kept = journal.recover(path)
    assert kept.is_finished
    assert [word.word.text for word in kept.transcript.entries[0].words] == ["Hello", "world."]


def test_a_session_that_may_still_run_is_left_alone(tmp_path: Path) -> None:
    path = broken_off(tmp_path)
    assert close_broken_off(tmp_path, path.stat().st_mtime + 5) == []
    assert journal.unfinished(tmp_path) == [path]


def test_no_folder_is_no_error(tmp_path: Path) -> None:
    assert close_broken_off(tmp_path / "missing") == []
