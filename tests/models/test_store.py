from __future__ import annotations

from pathlib import Path

import pytest

from captioner import paths
from captioner.errors import ModelDamaged, ModelError, ModelMismatch, ModelMissing
from captioner.models import manifest as model_manifest
from captioner.models import store as model_store
from captioner.models.manifest import Kind
from captioner.models.store import ModelStore


def make(place: Path, name: str, kind: Kind = "speech", languages: tuple[str, ...] = ("en",)) -> Path:
    """A model folder with a manifest and two files."""
    folder = place / name
    folder.mkdir(parents=True)
    weights = "model.bin" if kind == "speech" else "model.onnx"
    (folder / weights).write_bytes(b"weights of " + name.encode())
    (folder / "config.json").write_text("{}")
    model_manifest.write_manifest(
        folder, name=name, kind=kind, languages=languages, licence="Apache-2.0", files=[weights, "config.json"]
    )
    return folder


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    bundled, cache = tmp_path / "bundled", tmp_path / "cache"
    make(bundled, "whisper-tiny-en")
    make(bundled, "disfluency-en", "disfluency")
    make(bundled, "disfluency-en-swbd", "disfluency")
    make(bundled, "disfluency-de", "disfluency", ("de",))
    make(cache, "tiny.en")
    make(cache, "whisper-tiny-en")
    make(cache, "small.part")
    return ModelStore(bundled, cache)


def test_a_name_is_looked_for_among_the_bundled_models_first(store: ModelStore) -> None:
    model = store.find("speech", "whisper-tiny-en")
    assert model.origin == "bundled"
    assert model.folder == store.bundled / "whisper-tiny-en"
    assert store.find("speech", "tiny.en").origin == "cache"


def test_a_path_is_taken_as_it_is(store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path / "elsewhere", "mine")
    assert store.find("speech", str(folder)).origin == "path"
    monkeypatch.chdir(tmp_path)
    assert store.find("speech", "./elsewhere/mine").name == "mine"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert store.find("speech", "~/elsewhere/mine").name == "mine"


def test_a_model_from_elsewhere_needs_no_manifest(store: ModelStore, tmp_path: Path) -> None:
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "model.bin").touch()
    model = store.find("speech", str(folder))
    assert model.manifest is None
    assert model.kind == "speech"
    model.verify()


def test_a_folder_without_a_model_is_a_sentence(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match="holds no model"):
        store.find("speech", str(tmp_path))
    with pytest.raises(ModelMissing, match="no model folder"):
        store.find("speech", str(tmp_path / "none"))


def test_a_known_model_that_is_not_here_says_how_to_fetch_it(store: ModelStore) -> None:
    with pytest.raises(ModelMissing) as caught:
        store.find("speech", "small")
    assert "captioner models fetch small" in caught.value.sentence()


def test_an_unknown_name_is_answered_with_the_nearest(store: ModelStore) -> None:
    with pytest.raises(ModelMissing) as caught:
        store.find("speech", "large-v3-tubro")
    assert "Did you mean large-v3-turbo?" in caught.value.sentence()
    with pytest.raises(ModelMissing) as caught:
        store.find("disfluency", "disfluency-e")
    assert "Did you mean disfluency-" in caught.value.sentence()


def test_a_model_of_the_other_kind_is_a_mismatch(store: ModelStore) -> None:
    with pytest.raises(ModelMismatch, match="is a disfluency model"):
        store.find("speech", "disfluency-en")


@pytest.mark.parametrize("file", ["model.bin", "config.json"])
def test_a_missing_file_is_found(store: ModelStore, file: str) -> None:
    model = store.find("speech", "tiny.en")
    (model.folder / file).unlink()
    with pytest.raises(ModelDamaged, match=file):
        model.verify()


def test_one_changed_byte_is_found(store: ModelStore) -> None:
    model = store.find("speech", "tiny.en")
    content = bytearray((model.folder / "model.bin").read_bytes())
    content[3] ^= 1
    (model.folder / "model.bin").write_bytes(content)
    with pytest.raises(ModelDamaged, match="has changed"):
        model.verify()


def test_installed_models_are_listed_without_incomplete_ones(store: ModelStore) -> None:
    names = [(model.name, model.origin) for model in store.installed("speech")]
    assert names == [("whisper-tiny-en", "bundled"), ("tiny.en", "cache"), ("whisper-tiny-en", "cache")]
    assert "tiny.en" not in [each.name for each in store.available()]
    assert "small" in [each.name for each in store.available()]


def test_a_damaged_folder_hides_no_other_model(store: ModelStore) -> None:
    (store.cache / "broken").mkdir()
    (store.cache / "tiny.en" / "manifest.json").write_text("{")
    assert [model.name for model in store.installed("speech")] == ["whisper-tiny-en", "whisper-tiny-en"]
    assert [folder.name for folder, _ in store.damaged()] == ["broken", "tiny.en"]
    with pytest.raises(ModelDamaged, match="cannot be read") as caught:
        store.find("speech", "tiny.en")
    assert caught.value.remedy == "Fetch it again with `captioner models fetch tiny.en`."


def test_each_language_has_its_default_disfluency_model(store: ModelStore) -> None:
    found = store.disfluency_models()
    assert {language: model.name for language, model in found.items()} == {
        "en": "disfluency-en",
        "de": "disfluency-de",
    }


def test_only_what_was_fetched_is_removed(store: ModelStore) -> None:
    store.remove(store.find("speech", "tiny.en"))
    assert not (store.cache / "tiny.en").exists()
    with pytest.raises(ModelError, match="was not fetched"):
        store.remove(store.find("speech", "whisper-tiny-en"))
    assert (store.bundled / "whisper-tiny-en").exists()


def test_a_store_without_folders_is_empty(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "none", tmp_path / "nothing")
    assert list(store.installed()) == []
    assert list(store.damaged()) == []


def test_the_default_store_is_that_of_this_user(own_home: Path) -> None:
    store = model_store.default()
    assert store.bundled == paths.bundled("models")
    assert store.cache.is_relative_to(own_home)
