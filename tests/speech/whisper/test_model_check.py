"""A model whose files do not belong together is refused before native code sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from captioner.errors import ModelDamaged
from captioner.models.manifest import read_manifest
from captioner.speech.whisper.model_check import check
from tests.speech.whisper import small_weights


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text("{}")
    small_weights.write(tmp_path)
    content = {"model": {"vocab": {"a": 0, "b": 1}}, "added_tokens": [{"id": 2, "content": "<|end|>"}]}
    (tmp_path / "tokenizer.json").write_text(json.dumps(content))
    (tmp_path / "vocabulary.json").write_text('["a", "b", "<|end|>"]')
    return tmp_path


def test_a_whole_model_passes(folder: Path) -> None:
    check(folder)


def test_a_vocabulary_may_hold_timestamps_that_the_tokenizer_lacks(folder: Path) -> None:
    (folder / "vocabulary.json").unlink()
    (folder / "vocabulary.txt").write_text("a\nb\n<|end|>\n<|0.00|>\n")
    small_weights.write(folder, pieces=4)
    check(folder)


@pytest.mark.parametrize("name", ["config.json", "model.bin", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelDamaged, match=name):
        check(folder)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "vocabulary.json"])
@pytest.mark.parametrize("content", ["", "7", "[" * 200_000])
def test_an_unreadable_file_is_named(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content)
    with pytest.raises(ModelDamaged, match=name):
        check(folder)


@pytest.mark.parametrize("vocabulary", ['["a"]', '["b", "a", "<|end|>"]'])
def test_the_tokenizer_of_another_model_is_refused(folder: Path, vocabulary: str) -> None:
    (folder / "vocabulary.json").write_text(vocabulary)
    with pytest.raises(ModelDamaged, match="another model"):
        check(folder)


@pytest.mark.parametrize("pieces", [2, 4])
def test_weights_of_another_vocabulary_are_refused(folder: Path, pieces: int) -> None:
    small_weights.write(folder, pieces=pieces)
    with pytest.raises(ModelDamaged, match="another model"):
        check(folder)


@pytest.mark.parametrize(
    "config",
    [
        {"alignment_heads": [[2, 0]]},
        {"alignment_heads": [[0, 4]]},
        {"alignment_heads": [[-1, 0]]},
        {"alignment_heads": [[0]]},
        {"alignment_heads": "all"},
        {"suppress_ids": [3]},
        {"suppress_ids": [1.5]},
        {"suppress_ids_begin": [-1]},
        {"lang_ids": [1 << 40]},
        {"lang_ids": [0]},
        {"lang_ids": 7},
    ],
)
def test_settings_that_name_what_the_weights_lack_are_refused(folder: Path, config: object) -> None:
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelDamaged, match="another model"):
        check(folder)


def test_settings_that_fit_the_weights_pass(folder: Path) -> None:
    config = {"alignment_heads": [[1, 3]], "suppress_ids": [0, 2], "suppress_ids_begin": [], "lang_ids": [2]}
    (folder / "config.json").write_text(json.dumps(config))
    check(folder, ["en"])


def test_a_language_that_a_model_cannot_know_is_refused(folder: Path) -> None:
    with pytest.raises(ModelDamaged, match="manifest"):
        check(folder, ["de"])


@pytest.mark.parametrize("weights", [{"heads": 3}, {"heads": 0}, {"layers": 0}])
def test_weights_that_are_no_whisper_are_refused(folder: Path, weights: dict[str, int]) -> None:
    small_weights.write(folder, **weights)
    with pytest.raises(ModelDamaged, match=r"model\.bin"):
        check(folder)


def test_weights_that_are_cut_off_are_refused(folder: Path) -> None:
    whole = (folder / "model.bin").read_bytes()
    for length in (0, 3, 20, 100, len(whole) - 1):
        (folder / "model.bin").write_bytes(whole[:length])
        with pytest.raises(ModelDamaged, match=r"model\.bin"):
            check(folder)


def test_the_models_at_hand_pass(speech_model: Path) -> None:
    check(speech_model)


@pytest.mark.parametrize(
    "properties",
    [
        [],
        [["beam_size", 1]],
        {"longest_window_s": 0},
        {"longest_window_s": "x"},
        {"longest_window_s": float("nan")},
        {"beam_size": -1},
        {"beam_size": 1.5},
    ],
)
def test_properties_out_of_bounds_are_damage(tmp_path: Path, properties: object) -> None:
    content = {"format": 1, "name": "x", "kind": "speech", "languages": [], "licence": "", "figures": {}, "files": {}}
    (tmp_path / "manifest.json").write_text(json.dumps({**content, "properties": properties}))
    with pytest.raises(ModelDamaged):
        read_manifest(tmp_path)
