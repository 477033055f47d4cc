"""The built-in speech model captions where the chosen one is gone, says so, and never where it could not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from captioner.app import stages
from captioner.disfluency.tagger import DisfluencyTagger, PassthroughTagger
from captioner.errors import ModelDamaged, ModelMissing
from captioner.loading import load_models
from captioner.messages import SAMPLE_RATE, AudioChunk, State, Status
from captioner.models.store import BUILT_IN, ModelStore
from captioner.pipeline import Pipeline
from captioner.settings.declared import Disfluency, Settings
from captioner.speech.whisper.engine import WhisperModel
from tests.fakes import ListSource


@pytest.fixture
def store(speech_model: Path, tmp_path: Path) -> ModelStore:
    """The built-in model, and tiny.en as it lies in a package."""
    return ModelStore(speech_model.parent, tmp_path / "cache")


def chosen(model: str, language: str = "auto") -> Settings:
    settings = Settings()
    return replace(settings, speech=replace(settings.speech, model=model, language=language))


def test_a_package_that_was_uninstalled_leaves_captions(store: ModelStore) -> None:
    settings = chosen("tiny.en")
    models = load_models(settings, store=store, may_stand_in=True)
    assert isinstance(models.stands_in, ModelMissing)
    assert str(models.stands_in).endswith("The built-in model is used in its place.")
    assert "captioner models fetch tiny.en" in models.stands_in.remedy
    assert isinstance(models.speech, WhisperModel)
    assert models.speech.recognizer.longest_window == 28 * SAMPLE_RATE, "it is the built-in one"
    told: list[Status] = []
    source = ListSource([AudioChunk(0, np.zeros(SAMPLE_RATE, np.float32))])
    Pipeline(lambda: stages(models, settings, source), lambda update: None, told.append).run()
    assert any(status.stands_in is models.stands_in for status in told)
    assert {status.stand_in for status in told[1:]} == {BUILT_IN}
    assert told[1].state is State.LOADING, "it is told before there are words"


def test_a_damaged_model_leaves_captions_too(store: ModelStore, speech_model: Path) -> None:
    shutil.copytree(speech_model, store.cache / "mine")
    (store.cache / "mine" / "tokenizer.json").write_text("{}")
    models = load_models(chosen("mine"), store=store, may_stand_in=True)
    assert isinstance(models.stands_in, ModelDamaged)


@pytest.mark.parametrize("file", ["model.bin", "tokenizer.json", "config.json", "vocabulary.json"])
@pytest.mark.parametrize("live", [True, False])
def test_a_folder_of_the_users_own_is_checked_only_when_it_is_loaded(
    store: ModelStore, speech_model: Path, tmp_path: Path, file: str, live: bool
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(speech_model, folder, ignore=shutil.ignore_patterns("manifest.json"))
    if file == "model.bin":
        with (folder / file).open("rb+") as weights:
            weights.truncate(30_000_000)
    else:
        (folder / file).unlink()
    models = load_models(chosen(str(folder)), live=live, store=store, may_stand_in=True)
    assert isinstance(models.stands_in, ModelDamaged)
    assert models.stands_in.remedy == "Copy its files there again, or choose another model."


def test_a_folder_that_is_gone_leaves_captions(store: ModelStore, tmp_path: Path) -> None:
    models = load_models(chosen(str(tmp_path / "gone")), store=store, may_stand_in=True)
    assert isinstance(models.stands_in, ModelMissing)
    assert "Check the path." in models.stands_in.sentence()


def test_what_the_built_in_model_cannot_do_keeps_the_first_error(store: ModelStore) -> None:
    with pytest.raises(ModelMissing, match="base is not on this machine"):
        load_models(chosen("base"), live=False, task="translate", store=store, may_stand_in=True)


def test_a_disfluency_model_that_is_gone_leaves_clean_captions(store: ModelStore) -> None:
    settings = replace(chosen(BUILT_IN), disfluency=Disfluency(model="mine"))
    models = load_models(settings, store=store, may_stand_in=True)
    assert isinstance(models.stands_in, ModelMissing)
    assert models.stand_in == ""
    assert str(models.stands_in) == "There is no disfluency model mine. The model of the language is used in its place."
    assert isinstance(models.load_tagger("en"), DisfluencyTagger)
    with pytest.raises(ModelMissing):
        load_models(settings, store=store)


def test_a_damaged_disfluency_model_is_found_before_anything_is_read_and_leaves_captions(
    speech_model: Path, tmp_path: Path
) -> None:
    for name in (BUILT_IN, "disfluency-en"):
        shutil.copytree(speech_model.parent / name, tmp_path / "models" / name)
    (tmp_path / "models" / "disfluency-en" / "model.onnx").write_bytes(b"half of it")
    store = ModelStore(tmp_path / "models", tmp_path / "cache")
    with pytest.raises(ModelDamaged):
        load_models(chosen(BUILT_IN), store=store, live=False)
    models = load_models(chosen(BUILT_IN), store=store, may_stand_in=True)
    assert isinstance(models.stands_in, ModelDamaged)
    assert str(models.stands_in).endswith("Nothing is removed from captions.")
    assert isinstance(models.load_tagger("en"), PassthroughTagger)


def test_where_the_built_in_model_does_not_know_the_language_nothing_stands_in(store: ModelStore) -> None:
    with pytest.raises(ModelMissing, match="base is not on this machine"):
        load_models(chosen("base", "de"), store=store, may_stand_in=True)


def test_nothing_stands_in_for_a_model_that_was_asked_for_by_name(store: ModelStore) -> None:
    with pytest.raises(ModelMissing):
        load_models(chosen("tiny.en"), store=store)


def test_the_chosen_model_needs_no_other(store: ModelStore) -> None:
    assert load_models(chosen(BUILT_IN), store=store, may_stand_in=True).stands_in is None
