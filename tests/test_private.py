"""What the program keeps is for the user alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from captioner import log, private
from captioner.export import formats as export
from captioner.messages import CaptionUpdate
from captioner.record.history import History
from captioner.record.journal import Journal
from captioner.record.transcript import SessionInfo, Transcript
from captioner.settings import file as settings_file
from captioner.settings.declared import Settings

if os.name != "posix":
    pytest.skip("rights of files are a POSIX thing", allow_module_level=True)


def test_stored_files_are_for_the_user_alone(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    log.start(home / "log")
    settings_file.save(Settings(), home / "settings" / "settings.json")
    book = Journal(home / "transcripts" / "one.jsonl", SessionInfo())
    book.append(CaptionUpdate(0, (), (), True))
    book.close()
    History(home / "data" / "history.sqlite").update(home / "transcripts")
    export.write(Transcript(), home / "transcripts" / "one.txt", is_private=True)
    for path in (tmp_path / "a", *(tmp_path / "a").rglob("*")):
        wanted = private.FOLDER if path.is_dir() else private.FILE
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_an_export_to_a_place_of_the_users_keeps_the_umask(tmp_path: Path) -> None:
    export.write(Transcript(), tmp_path / "mine.txt")
    (tmp_path / "other").touch()
    assert (tmp_path / "mine.txt").stat().st_mode == (tmp_path / "other").stat().st_mode
