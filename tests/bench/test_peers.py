"""Recordings played by several programs, and figures of other runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from captioner.bench.peer_programs.figures import PeerTape
from captioner.bench.peer_programs.process import PeerError
from captioner.bench.peer_programs.word_ends import Played, ProgramOutput
from captioner.bench.peers import compare, figures_beside

SAID = (("we", 0.5), ("see", 1.0), ("ships", 1.5))


def played(text: str, at: float = 2.0) -> Played:
    return Played(1.0, (ProgramOutput(at, tuple(text.split()), ()),))


def test_every_program_plays_every_recording_as_often_and_none_is_always_first() -> None:
    order: list[str] = []

    def program(name: str) -> Played:
        order.append(name)
        return played("we")

    tapes = [PeerTape(Path("a"), SAID, 2.0), PeerTape(Path("b"), SAID, 2.0)]
    figures = compare({"x": lambda _: program("x"), "y": lambda _: program("y")}, tapes, times=2)
    assert order == ["x", "y", "y", "x", "y", "x", "x", "y"]
    assert figures["x"].errors == [2, 2]


def test_a_program_stands_where_its_medians_and_its_share_of_wrong_words_are(tmp_path: Path) -> None:
    one = {"words": 20, "errors": [1, 2], "said_s": [[1.0], [2.0, 3.0]], "cleaned_s": [[2.0], [3.0, 5.0]]}
    path = tmp_path / "figures.json"
    path.write_text(json.dumps({"ours": one, "faster-whisper, whole": one}), encoding="utf-8")
    (point,) = figures_beside(path).values()
    assert (point.name, point.said_s, point.cleaned_s, point.error_rate) == ("ours", 2.0, 3.0, 0.15)


@pytest.mark.parametrize("content", ["", "[]", '{"ours": {}}'])
def test_missing_figures_are_reported(tmp_path: Path, content: str) -> None:
    path = tmp_path / "figures.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PeerError, match="cannot be read"):
        figures_beside(path)
    with pytest.raises(PeerError, match="cannot be read"):
        figures_beside(tmp_path / "none.json")
    assert figures_beside(None) == {}
