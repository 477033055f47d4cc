"""What must hold of a file that is to be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.cli.recordings.output_files import check_output, make_folder
from captioner.errors import ExportError
from tests.cli.disks import read_only


def test_a_new_file_in_a_folder_is_fine(tmp_path: Path) -> None:
    check_output(tmp_path / "notes.txt", force=False)
    assert not (tmp_path / "notes.txt").exists()


def test_an_existing_file_needs_force(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    with pytest.raises(ExportError, match="exists already"):
        check_output(path, force=False)
    check_output(path, force=True)
    assert path.read_text() == "mine"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        check_output(tmp_path, force=True)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="does not exist"):
        check_output(tmp_path / "missing" / "notes.txt", force=False)


def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    with read_only(tmp_path / "disk") as folder:
        with pytest.raises(ExportError, match="permission to write"):
            check_output(folder / "notes.txt", force=False)
        with pytest.raises(ExportError, match="cannot be made"):
            make_folder(folder / "a" / "b")


def test_folders_are_made_with_those_above(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
