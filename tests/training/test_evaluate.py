"""The evaluation command: a model that is a table, on a corpus of three utterances."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="onnx comes with the extra `train`")

from captioner.training import evaluate
from captioner.training.evaluate import removed_kept_words, wrongly_removed
from captioner.training.text.corpora import Utterance
from captioner.training.text.streaming import read_file
from tests.disfluency.test_onnx_model import METADATA, write_model

SCORES = {"stream_p", "stream_r", "stream_f1", "final_p", "final_r", "final_f1"}
FIGURES = {
    "rm", "rm+im", "all", "eo", "ttd", "ftd", "awt", "coverage", "removed_fluent", "utterances", "words", "parameters",
    "bytes", "ms_p50", "ms_p95",
}  # fmt: skip


def figures(tmp_path: Path, *rows: dict[str, object]) -> dict[str, object]:
    folder = write_model(tmp_path / "model", METADATA)
    data = tmp_path / "data.jsonl.gz"
    with gzip.open(data, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    out = tmp_path / "out.json"
    assert evaluate.main(["--model", str(folder), "--data", str(data), "--json", str(out)]) == 0
    found: dict[str, object] = json.loads(out.read_text())
    return found


def test_the_documented_figures_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(
        tmp_path,
        {"id": "1A:1", "words": ["um", "go", "home"], "labels": "eff", "repair_onset": [-1, -1, -1]},
        {"id": "1A:2", "words": ["um", "home"], "labels": "ff", "repair_onset": [-1, -1]},
        {"id": "1A:3", "words": ["home"], "labels": "f", "repair_onset": [-1]},
    )
    assert set(found) == FIGURES
    assert all(set(found[name]) == SCORES for name in ("rm", "rm+im", "all"))  # type: ignore[call-overload]
    # after 1, 2, 3 words the first `um` is right each time; the second one is a false alarm after 1 and 2 words
    assert found["all"]["stream_p"] == 3 / 5  # type: ignore[index]
    assert found["all"]["final_p"] == 1 / 2  # type: ignore[index]
    assert found["rm"]["final_f1"] is None  # type: ignore[index]
    # `go` waits after two words and is labelled after three, when the utterance ends
    assert found["awt"] == pytest.approx(1 / 6)
    assert found["coverage"] == pytest.approx(9 / 10)
    assert found["removed_fluent"] == pytest.approx(1 / 3)  # of the two fluent utterances
    assert (found["utterances"], found["words"], found["parameters"]) == (3, 6, 54)
    assert "| all |" in capsys.readouterr().out


def test_a_corpus_without_kinds_is_measured_as_a_whole(tmp_path: Path) -> None:
    found = figures(tmp_path, {"words": ["um", "home"], "labels": "df", "type": "F"})
    assert found["rm+im"]["stream_f1"] is None  # type: ignore[index]
    assert found["all"]["final_f1"] == 1.0  # type: ignore[index]
    assert found["ttd"] == 0.0


def test_read_recordings_of_a_list_are_fluent_text(tmp_path: Path) -> None:
    lines = ["file\tlanguage\tkind\ttranscript", "a\ten\tread\tUm go. Home!", "b\ten\tmusic\t", "c\tde\tread\tum"]
    (tmp_path / "list.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [one.words for one in read_file(tmp_path / "list.tsv")] == [("Um", "go."), ("Home!",)]
    assert all(one.is_fluent for one in read_file(tmp_path / "list.tsv"))


def test_mended_utterances_hold_the_fluent_words_alone() -> None:
    whole = Utterance(("um", "go", "the", "the", "house"), (1, 0, 4, 0, 0))
    assert evaluate.mended([whole, Utterance(("um",), (1,))]) == [Utterance(("go", "the", "house"), (0, 0, 0))]


def test_disfluencies_are_made_in_fluent_utterances_only() -> None:
    fluent = Utterance(("we", "go", "to", "the", "house"), (0,) * 5)
    disfluent = Utterance(("um", "another", "kind", "of", "story"), (1, 0, 0, 0, 0))
    found = evaluate.made([fluent, disfluent], 40)
    assert found == evaluate.made([fluent, disfluent], 40)
    assert any(not one.is_fluent for one in found)
    kept = {word for one in found for word, target in zip(one.words, one.targets, strict=True) if target == 0}
    assert set(fluent.words) <= kept
    assert not kept & set(disfluent.words)


def test_words_that_annotators_kept_count_without_fillers() -> None:
    utterance = Utterance(("Um,", "I", "I", "like", "tea"), (0, 4, 0, 0, 0))
    labels = np.array([1, 4, 0, 2, 0], np.int8)
    assert removed_kept_words([utterance] * 2, [labels] * 2) == (2, 6)


def test_sentences_that_lose_kept_words_are_marked_word_by_word() -> None:
    utterance = Utterance(("So", "um", "go", "I", "go"), (0, 1, 0, 4, 0))
    assert wrongly_removed(utterance, np.array([2, 1, 0, 0, 0], np.int8)) == "<So> (um) go [I] go"
    assert wrongly_removed(utterance, np.array([0, 1, 0, 4, 0], np.int8)) == ""
