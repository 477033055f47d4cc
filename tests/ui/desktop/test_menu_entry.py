"""The entry in the applications menu."""

from __future__ import annotations

import configparser
import os
import shlex
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from captioner.ui.desktop import menu_entry


def read(entry: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(entry.read_text(encoding="utf-8"))
    return parser["Desktop Entry"]


def test_a_menu_entry_has_the_needed_fields(tmp_path: Path) -> None:
    entry, icon = menu_entry.add(tmp_path, ["/opt/a folder/python", "-m", "captioner"])
    assert entry == tmp_path / "applications" / "captioner.desktop"
    found = read(entry)
    assert found["Type"] == "Application"
    assert found["Name"] == "Captioner"
    assert found["Icon"] == str(icon)
    assert shlex.split(found["Exec"]) == ["/opt/a folder/python", "-m", "captioner"]
    picture = QImage(str(icon))
    assert (picture.width(), picture.height()) == (256, 256)
    drawn = sum(picture.pixelColor(x, y).alpha() > 0 for x in range(0, 256, 8) for y in range(0, 256, 8))
    assert 50 < drawn < 700


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20))
def test_an_argument_comes_back_as_it_was(argument: str) -> None:
    written = menu_entry.quoted(argument).replace("%%", "%")
    assert shlex.split(written.replace("\\`", "`").replace("\\$", "$")) == [argument]


def test_removed_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    written = menu_entry.add(tmp_path, ["captioner"])
    menu_entry.add(tmp_path, ["captioner"])
    assert menu_entry.remove(tmp_path) == list(written)
    assert not any(path.exists() for path in written)
    assert menu_entry.remove(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_reported(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(menu_entry.NoMenuEntry, match="could not be written"):
        menu_entry.add(tmp_path, ["captioner"])


def test_a_file_in_the_way_is_reported(tmp_path: Path) -> None:
    (tmp_path / "applications").write_text("", encoding="utf-8")
    with pytest.raises(menu_entry.NoMenuEntry, match="could not be written: File exists"):
        menu_entry.add(tmp_path, ["captioner"])
