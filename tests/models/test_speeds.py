"""Which speech model is named where the chosen one is too slow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from captioner.machine_cache import MachineCache
from captioner.models.speeds import Speeds, faster
from captioner.models.store import BUILT_IN, ModelStore
from captioner.settings.declared import Settings

SPEECH = Settings().speech


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    """The built-in model and `small.en` for English, `base` and `large` for many languages."""
    for place, name, languages in (
        ("bundled", BUILT_IN, ["en"]),
        ("cache", "base", ["en", "de"]),
        ("cache", "large", ["en", "de"]),
        ("cache", "small.en", ["en"]),
    ):
        folder = tmp_path / place / name
        folder.mkdir(parents=True)
        (folder / "model.bin").write_bytes(b"weights")
        about = {"format": 1, "name": name, "kind": "speech", "languages": languages, "licence": "MIT"}
        about |= {"properties": {}, "figures": {}, "files": {}}
        (folder / "manifest.json").write_text(json.dumps(about), encoding="utf-8")
    return ModelStore(tmp_path / "bundled", tmp_path / "cache")


def named(store: ModelStore, chosen: str, language: str, **measured: float) -> str:
    speeds = Speeds(MachineCache(None))
    for name, factor in measured.items():
        speeds.put(store.find("speech", name.replace("_", "-")), SPEECH, factor)
    return faster(store, speeds, store.find("speech", chosen), SPEECH, language)


def test_without_measurements_it_is_the_built_in_one_where_that_knows_the_language(store: ModelStore) -> None:
    assert named(store, "large", "en") == BUILT_IN
    assert named(store, "large", "de") == ""
    assert named(store, "large", "") == "", "whoever lets the language be heard may not speak English"


def test_it_is_the_fastest_that_was_measured_and_knows_the_language(store: ModelStore) -> None:
    assert named(store, "large", "de", large=0.5, base=4.0) == "base"
    assert named(store, "large", "en", large=0.5, base=4.0, whisper_tiny_en=20.0) == BUILT_IN
    assert named(store, "large", "", large=0.5, base=4.0, whisper_tiny_en=20.0) == "base"


def test_a_model_that_is_not_clearly_faster_is_not_named(store: ModelStore) -> None:
    assert named(store, "large", "de", large=4.0, base=4.4) == ""
    assert named(store, "base", "en", base=4.0, whisper_tiny_en=4.1) == ""


def test_nothing_is_faster_than_the_built_in_one_unless_it_was_measured(store: ModelStore) -> None:
    assert named(store, BUILT_IN, "en") == ""
    assert named(store, BUILT_IN, "en", base=3.0) == ""
