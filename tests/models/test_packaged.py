"""Models in Python packages: found, used where they lie, and held by their checksums."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from captioner.errors import ModelDamaged
from captioner.models import packaged as packaged_models
from captioner.models.packaged import PackagedModel
from captioner.models.store import ModelStore


def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "bundled", tmp_path / "cache", tuple(packaged_models.installed()))


def test_a_package_that_is_not_installed_has_no_model() -> None:
    absent = dataclasses.replace(packaged_models.KNOWN[0], package="no_such_package_anywhere")
    assert absent.folder() is None
    assert dataclasses.replace(absent, package="captioner", inside="no_folder").folder() is None


def test_the_package_is_never_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made_package" / "model").mkdir(parents=True)
    (tmp_path / "made_package" / "__init__.py").write_text("raise SystemExit")
    monkeypatch.syspath_prepend(str(tmp_path))
    made = PackagedModel("made_package", "model", packaged_models.KNOWN[0].manifest)
    assert made.folder() == tmp_path / "made_package" / "model"


def test_stock_tiny_en_is_used_where_it_lies(stock_model: Path, tmp_path: Path) -> None:
    model = store(tmp_path).find("speech", "tiny.en")
    assert (model.folder, model.origin) == (stock_model, "package")
    model.verify()
    assert "tiny.en" not in [known.name for known in store(tmp_path).available()]


def test_other_weights_under_the_same_name_are_damage(stock_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(stock_model, folder)
    manifest = packaged_models.KNOWN[0].manifest
    (folder / "config.json").write_text("{}")
    model = ModelStore(tmp_path, tmp_path / "cache", ((folder, manifest),)).find("speech", "tiny.en")
    with pytest.raises(ModelDamaged, match=r"config\.json"):
        model.verify()
