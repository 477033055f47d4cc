"""A file is written whole or not at all, and the user is told why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from captioner.errors import ExportError
from captioner.record import storage


def test_writes_and_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "Übung 猫.txt"
    storage.write_whole(path, "one\n")
    storage.write_whole(path, "zwei ü\n")
    assert path.read_bytes() == "zwei ü\n".encode()
    assert set(os.listdir(tmp_path)) == {"home", path.name}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "target.txt")
    storage.write_whole(link, "text")
    assert link.is_symlink()
    assert (tmp_path / "target.txt").read_text() == "text"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_device_is_written_to_and_not_replaced() -> None:
    storage.write_whole(Path("/dev/null"), "text")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nowhere/out.txt", "The folder .* does not exist"),
        ("home", "is a folder"),
        ("file/out.txt", "is not a folder"),
        ("x" * 300 + ".txt", "is too long"),
    ],
)
def test_impossible_places_are_named(tmp_path: Path, path: str, sentence: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match=sentence) as caught:
        storage.write_whole(tmp_path / path, "text")
    assert caught.value.remedy
    assert caught.value.__cause__ is not None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(ExportError, match="permission to write"):
        storage.write_whole(folder / "out.txt", "text")


def test_a_read_only_disk(read_only_disk: Path) -> None:
    with pytest.raises(ExportError, match="permission to write"):
        storage.write_whole(read_only_disk / "out.txt", "text")


def test_a_full_disk_keeps_the_old_file_and_leaves_no_rest(small_disk: Path) -> None:
    path = small_disk / "out.txt"
    storage.write_whole(path, "old")
    with pytest.raises(ExportError, match="no room on the disk") as caught:
        storage.write_whole(path, "new" * 100_000)
    assert "Free some space" in caught.value.sentence()
    assert path.read_text() == "old"
    assert os.listdir(small_disk) == ["out.txt"]
