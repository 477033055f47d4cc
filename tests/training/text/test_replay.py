"""Replaying a recogniser's increments."""

from __future__ import annotations

import gzip
from pathlib import Path

from captioner.disfluency.tagger import DisfluencyTagger
from captioner.training.text.replay import carried_labels, read_increments, replay, updates
from tests.disfluency.fakes import ScriptedModel

TEXT = """File: 1A
Time: 1.0
the\t0.0\t0.5
house\t0.5\t1.0

Time: 1.5
horse\t0.5\t1.2
um\t1.2\t1.5

Time: 4.0
go\t3.0\t4.0

File: 1B
Time: 1.0
yes\t0.5\t1.0
"""


def sides(tmp_path: Path) -> dict[str, list]:  # type: ignore[type-arg]
    path = tmp_path / "increments.txt.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(TEXT)
    return read_increments(path)


def test_increments_are_read_by_side(tmp_path: Path) -> None:
    found = sides(tmp_path)
    assert list(found) == ["1A", "1B"]
    assert [(one.time, [word.text for word in one.words]) for one in found["1A"]] == [
        (1.0, ["the", "house"]),
        (1.5, ["horse", "um"]),
        (4.0, ["go"]),
    ]
    assert found["1A"][0].words[1].start == 8000


def test_the_last_word_is_pending_and_a_pause_ends_the_utterance(tmp_path: Path) -> None:
    made = [
        (time, [w.text for w in update.committed], [w.text for w in update.pending], update.utterance_ended)
        for time, update in updates(sides(tmp_path)["1A"])
    ]
    assert made == [
        (1.0, ["the"], ["house"], False),
        (1.5, ["horse"], ["um"], False),
        (4.0, ["um"], [], True),
        (4.0, [], ["go"], False),
        (4.0, ["go"], [], True),
    ]


def test_a_revised_word_counts_as_retracted(tmp_path: Path) -> None:
    found = replay(DisfluencyTagger(ScriptedModel()), sides(tmp_path)["1A"])
    assert [word.text for word in found.words] == ["the", "horse", "um", "go"]
    assert "".join(found.labels) == "ffhf"
    assert found.retracted == 1  # `house`
    assert found.delays == [0.0, 0.5, 2.5, 0.0]  # its place was first filled at 1.0 s


def test_labels_are_carried_over_by_alignment() -> None:
    gold = carried_labels(["I", "don't", "see", "a", "cat"], ["i", "dont", "seen", "the", "cat"], [4, 0, 0, 1, 0])
    assert gold == [4, 0, 0, 1, 0]
    assert carried_labels(["so", "I", "see"], ["i", "see"], [4, 0]) == [None, 4, 0]
