"""Which recordings a command line means."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from captioner.cli.exit_codes import UsageError
from captioner.cli.recordings.collect import Found, collect, named, standard_input
from captioner.errors import AudioFileError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.mp3", "a.WAV", "notes.txt", ".hidden.wav", "day 1/c.m4a", ".cache/d.wav"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    return tmp_path


def test_a_folder_stands_for_the_recordings_in_it_and_below(folder: Path) -> None:
    assert collect([folder]) == [
        Found(folder / "a.WAV"),
        Found(folder / "b.mp3"),
        Found(folder / "day 1" / "c.m4a", Path("day 1")),
    ]


def test_a_filter_chooses_among_the_files_of_folders(folder: Path) -> None:
    assert [each.path.name for each in collect([folder], ["*.wav", "*.TXT"])] == ["a.WAV", "notes.txt"]
    assert collect([Path("named.mp3")], ["*.wav"]) == [Found(Path("named.mp3"))]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    found = collect([folder / "b.mp3", folder, folder / "b.mp3"])
    assert [each.path.name for each in found] == ["b.mp3", "a.WAV", "c.m4a"]


def test_a_folder_without_recordings_is_reported(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"\*\.flac"):
        collect([folder], ["*.flac"])
    (folder / "empty").mkdir()
    with pytest.raises(UsageError, match="no recording"):
        collect([folder / "empty"])


class Pipe(io.TextIOWrapper):
    """Standard input with something piped to it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))


def test_standard_input_is_a_file_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe(b"sound"))
    with standard_input() as found:
        assert found.path.read_bytes() == b"sound"
        assert named(found.path) == "stdin"
        assert named(Path("stdin")) == "stdin"
        assert named(Path("a", "talk.mp3")) == str(Path("a", "talk.mp3"))
    assert not found.path.parent.exists()


def test_nothing_on_standard_input_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe(b""))
    with pytest.raises(AudioFileError, match="Nothing came"), standard_input():
        pass
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    with pytest.raises(UsageError, match="Nothing is piped"), standard_input():
        pass
