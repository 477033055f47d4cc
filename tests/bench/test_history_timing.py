"""The search of past sessions is typed into for real; only how long it takes is not judged here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from captioner.bench import history, history_timing
from captioner.cli.main import main


def test_every_key_press_is_timed(qtbot: QtBot) -> None:
    times = history_timing.measure(4, 5, ("the", "zq"))
    assert [each.typed for each in times.keys] == ["t", "th", "the", "z", "zq"]
    assert all(0 < each.first_ms <= each.all_ms for each in times.keys)
    assert times.keys[0].rows >= times.keys[2].rows > 0
    assert times.keys[-1].rows == 0
    assert times.index_s > 0


def test_the_command_writes_its_figures(qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "figures.json"
    assert main(["bench", "history", "--sessions", "2", "--utterances", "3", "--json", str(out)]) == 0
    assert "first row" in capsys.readouterr().out
    content = json.loads(out.read_text())
    assert content["sessions"] == 2
    assert len(content["keys"]) == sum(map(len, history.QUERIES))
