"""A model whose files do not belong together is refused before native code sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from captioner.errors import ModelDamaged
from captioner.models.manifest import read_manifest
from captioner.speech.whisper.model_check import check


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.bin").write_bytes(b"")
    content = {"model": {"vocab": {"a": 0, "b": 1}}, "added_tokens": [{"id": 2, "content": "<|end|>"}]}
    (tmp_path / "tokenizer.json").write_text(json.dumps(content))
    (tmp_path / "vocabulary.json").write_text('["a", "b", "<|end|>"]')
    return tmp_path


def test_a_whole_model_passes(folder: Path) -> None:
    check(folder)


def test_a_vocabulary_may_hold_timestamps_that_the_tokenizer_lacks(folder: Path) -> None:
    (folder / "vocabulary.json").unlink()
    (folder / "vocabulary.txt").write_text("a\nb\n<|end|>\n<|0.00|>\n")
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
