"""What several plays of a recording come to."""

from __future__ import annotations

from pathlib import Path

from captioner.bench.peer_programs.figures import PeerFigures, PeerTape, tables
from captioner.bench.peer_programs.word_ends import Played, ProgramOutput
from captioner.bench.peers import compare

SAID = (("we", 0.5), ("see", 1.0), ("ships", 1.5))


def played(text: str, at: float = 2.0) -> Played:
    return Played(1.0, (ProgramOutput(at, tuple(text.split()), ()),))


def test_one_play_in_three_that_runs_away_is_reported_and_does_not_decide_the_errors() -> None:
    figures = PeerFigures()
    figures.add([played("we see chips"), played("we see ships"), played("we see ships " * 5)], SAID)
    assert figures.errors == [1]
    assert figures.runaways == [1]
    assert len(figures.cleaned_s[0]) == 2 + 3 + 3


def test_recordings_of_each_kind_have_a_table_of_their_own_before_that_of_all() -> None:
    tapes = [PeerTape(Path(name), SAID, 2.0, kind) for name, kind in (("a", "read"), ("b", "told"), ("c", "read"))]
    texts = {Path("a"): "we see ships", Path("b"): "we", Path("c"): "we see"}
    figures = compare(dict.fromkeys(("ours", "theirs"), lambda path: played(texts[path])), tapes)
    parts = [part for part in tables(figures, tapes).split("\n\n") if "recordings" in part]
    assert [part.splitlines()[0] for part in parts] == [
        "read: 2 recordings, 4 s, 6 words",
        "told: 1 recordings, 2 s, 3 words",
        "3 recordings, 6 s, 9 words",
    ]
    rates = [part.splitlines()[2].split()[-3] for part in parts]
    assert rates == ["0.167", "0.667", "0.333"]
    of_one_kind = tables({name: one.of([0, 2]) for name, one in figures.items()}, [tapes[0], tapes[2]])
    assert of_one_kind.count("recordings") == 1


def test_words_held_back_by_a_disfluency_model_are_certain_as_said_earlier() -> None:
    figures = PeerFigures()
    before = (ProgramOutput(2.0, ("we", "see", "ships"), ()),)
    figures.add([Played(1.0, (ProgramOutput(3.0, ("we", "see", "ships"), ()),), before)], SAID)
    assert figures.said_s == [[1.5, 1.0, 0.5]]
    assert figures.cleaned_s == [[2.5, 2.0, 1.5]]
