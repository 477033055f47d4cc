"""`captioner menu`."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from captioner.cli.main import main


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "platform", "linux")
    folder = tmp_path / "data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


@pytest.mark.skipif(os.name == "nt", reason="desktop entries are for Linux")
def test_the_entry_starts_this_program(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["menu", "add"]) == 0
    entry = data / "applications" / "captioner.desktop"
    assert str(entry) in capsys.readouterr().out
    (line,) = [line for line in entry.read_text(encoding="utf-8").splitlines() if line.startswith("Exec=")]
    command = [*shlex.split(line.removeprefix("Exec=")), "--version"]
    said = subprocess.run(command, cwd=data, check=True, capture_output=True, text=True).stdout
    assert said.startswith("captioner ")


def test_taken_out_once_and_not_twice(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["menu", "add"])
    capsys.readouterr()
    assert main(["menu", "remove"]) == 0
    assert "no longer" in capsys.readouterr().out
    assert main(["menu", "remove"]) == 0
    assert "It was not there." in capsys.readouterr().out
    assert not [path for path in data.rglob("*") if path.is_file()]


def test_elsewhere_it_says_what_to_do_instead(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert main(["menu", "add"]) == 1
    assert "for Linux desktops" in capsys.readouterr().err
    assert not data.exists()
