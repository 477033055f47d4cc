"""Reading the corpora."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from captioner.training.text.corpora import NO_REPAIR, NOT_FLUENT, joined, read_labelled, read_unlabelled
from captioner.training.text.streaming import read_file


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_switchboards_edit_terms_are_split_by_the_word(tmp_path: Path) -> None:
    path = write(
        tmp_path / "switchboard" / "x.jsonl.gz", {"id": "2005A:7", "words": ["uh", "well", "i"], "labels": "eei"}
    )
    (utterance,) = read_labelled(path)
    assert utterance.targets == (1, 2, 3)
    assert utterance.speaker == "2005A"


def test_amis_fragments_are_reparanda_and_its_abbreviations_one_word(tmp_path: Path) -> None:
    row = {"id": "ES2002a.B:62", "words": ["th-", "the", "X_M_L_"], "labels": "sff", "repair_onset": [1, -1, -1]}
    (utterance,) = read_labelled(write(tmp_path / "ami" / "x.jsonl.gz", row))
    assert utterance.targets == (4, 0, 0)
    assert utterance.words[2] == "XML"
    assert utterance.speaker == "ES2002a.B"
    assert utterance.repair_onset == (1, NO_REPAIR, NO_REPAIR)


def test_a_corpus_without_kinds_says_not_fluent(tmp_path: Path) -> None:
    (utterance,) = read_labelled(write(tmp_path / "disco" / "x.jsonl.gz", {"words": ["um", "go"], "labels": "df"}))
    assert utterance.targets == (NOT_FLUENT, 0)
    assert not utterance.is_fluent


def test_kinds_are_guessed_where_disco_leaves_no_doubt(tmp_path: Path) -> None:
    row = {"words": ["Spiel,", "ähm", "spiel", "Musik"], "labels": "ddff", "type": "R"}
    path = write(tmp_path / "disco" / "x.jsonl.gz", row, row | {"type": "C"})
    repetition, correction = read_labelled(path, guess_kinds=True)
    assert repetition.targets == (4, 1, 0, 0)
    assert correction.targets == (NOT_FLUENT, 1, 0, 0)
    assert read_labelled(path)[0].targets == (NOT_FLUENT, NOT_FLUENT, 0, 0)


def test_unlabelled_text_is_cut_into_sentences(tmp_path: Path) -> None:
    path = write(tmp_path / "u.jsonl.gz", {"id": "a", "words": ["I", "see.", "Go", "on"]})
    assert read_unlabelled(path) == [("I", "see."), ("Go", "on")]


def test_joining_moves_the_repair_onsets(tmp_path: Path) -> None:
    rows = [
        {"id": "A.A:1", "words": ["so"], "labels": "f", "repair_onset": [-1]},
        {"id": "A.A:2", "words": ["the", "the"], "labels": "rf", "repair_onset": [1, -1]},
    ]
    run = joined(read_labelled(write(tmp_path / "ami" / "x.jsonl.gz", *rows)))
    assert run.words == ("so", "the", "the")
    assert run.repair_onset == (NO_REPAIR, 2, NO_REPAIR)


def test_unsegmented_speech_is_cut_at_pauses(tmp_path: Path) -> None:
    row = {
        "speaker": "4519A", "words": ["your", "turn", "well"], "labels": "ffe", "utt": [0, 0, 1],
        "start": [0.0, 0.4, 1.5], "end": [0.3, 0.9, 1.7],
    }  # fmt: skip
    cut = read_file(write(tmp_path / "switchboard" / "dev_timed.jsonl.gz", row))
    assert [utterance.words for utterance in cut] == [("your", "turn"), ("well",)]
    assert cut[1].targets == (2,)
