from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from captioner.errors import DownloadFailed
from captioner.models import hub as model_hub
from captioner.models.hub import ModelHub, Progress, exclusive_fetch
from captioner.models.store import KNOWN, KnownModel, ModelStore
from tests.hub_server import FakeHub

TINY = KNOWN[0]
WEIGHTS = bytes(range(256)) * 4096
"""1 MiB, four blocks of the download"""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    files = {
        "README.md": b"not wanted",
        "config.json": b"{}",
        "tokenizer.json": b'{"pieces": []}',
        "vocabulary.txt": b"a\nb\n",
        "model.bin": WEIGHTS,
    }
    with FakeHub(files).serving() as serving:
        yield serving


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(bundled=tmp_path / "bundled", cache=tmp_path / "cache" / "models")


class Fetching:
    """One user who fetches, watches and may lose patience."""

    def __init__(self, hub: FakeHub, store: ModelStore, patience: int | None = None) -> None:
        self.seen: list[Progress] = []
        self.pauses: list[float] = []
        self._hub = ModelHub(hub.address, pause=self.pauses.append)
        self._store = store
        self._patience = patience

    def fetch(self, known: KnownModel = TINY) -> bool:
        """Whether a model came."""
        return self._hub.fetch(self._store, known, self.seen.append, self._is_out_of_patience) is not None

    def _is_out_of_patience(self) -> bool:
        return self._patience is not None and bool(self.seen) and self.seen[-1].done >= self._patience


def test_a_model_comes_whole_verified_and_described(hub: FakeHub, store: ModelStore) -> None:
    fetching = Fetching(hub, store)
    assert fetching.fetch()
    model = store.find("speech", "tiny.en")
    model.verify()
    assert model.origin == "cache"
    assert model.manifest is not None
    assert model.manifest.languages == ("en",)
    assert set(model.manifest.files) == {"config.json", "tokenizer.json", "vocabulary.txt", "model.bin"}
    assert (model.folder / "model.bin").read_bytes() == WEIGHTS
    assert [each.name for each in store.cache.iterdir()] == ["tiny.en"]
    assert TINY not in store.available()


def test_progress_only_grows_and_ends_at_the_total(hub: FakeHub, store: ModelStore) -> None:
    fetching = Fetching(hub, store)
    fetching.fetch()
    done = [each.done for each in fetching.seen]
    assert done == sorted(done)
    assert fetching.seen[-1].done == fetching.seen[-1].total == sum(map(len, hub.files.values())) - len(b"not wanted")


def test_a_broken_connection_is_taken_up_where_it_stopped(hub: FakeHub, store: ModelStore) -> None:
    hub.files = dict(reversed(hub.files.items()))
    hub.cut_after = [300_000, 400_000]
    fetching = Fetching(hub, store)
    assert fetching.fetch()
    ranges = [wanted for path, wanted in hub.asked if path.endswith("model.bin")]
    assert ranges == ["", "bytes=300000-", "bytes=700000-"]
    assert (store.cache / "tiny.en" / "model.bin").read_bytes() == WEIGHTS
    assert fetching.pauses == [0.0, 0.0]


def test_data_from_before_a_failure_is_not_fetched_again(hub: FakeHub, store: ModelStore) -> None:
    hub.files = dict(reversed(hub.files.items()))
    hub.cut_after = [300_000, 0, 0, 0]
    with pytest.raises(DownloadFailed, match="was lost") as caught:
        Fetching(hub, store).fetch()
    assert "part that was fetched is kept" in caught.value.sentence()
    assert list(store.installed()) == []
    hub.asked.clear()
    assert Fetching(hub, store).fetch()
    assert [wanted for path, wanted in hub.asked if path.endswith("model.bin")] == ["bytes=300000-"]


def test_cancelling_keeps_what_has_come_and_a_later_call_continues(hub: FakeHub, store: ModelStore) -> None:
    assert not Fetching(hub, store, patience=500_000).fetch()
    assert list(store.installed()) == []
    kept = (store.cache / "tiny.en.part" / "model.bin.part").stat().st_size
    assert 0 < kept < len(WEIGHTS)
    hub.asked.clear()
    assert Fetching(hub, store).fetch()
    assert [path.rsplit("/", 1)[-1] + wanted for path, wanted in hub.asked[1:]] == [f"model.binbytes={kept}-"]


def test_a_server_that_knows_no_ranges_starts_over(hub: FakeHub, store: ModelStore) -> None:
    Fetching(hub, store, patience=500_000).fetch()
    hub.ignores_range = True
    assert Fetching(hub, store).fetch()
    store.find("speech", "tiny.en").verify()


def test_a_half_of_another_version_is_thrown_away(hub: FakeHub, store: ModelStore) -> None:
    Fetching(hub, store, patience=500_000).fetch()
    part = store.cache / "tiny.en.part" / "model.bin.part"
    part.write_bytes(b"x" * part.stat().st_size)
    assert Fetching(hub, store).fetch()
    store.find("speech", "tiny.en").verify()


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
def test_a_wrong_checksum_is_never_installed(hub: FakeHub, store: ModelStore, name: str) -> None:
    hub.swapped = {name: bytes(len(hub.files[name]))}
    with pytest.raises(DownloadFailed, match="checksum is wrong"):
        Fetching(hub, store).fetch()
    assert list(store.installed()) == []
    assert not (store.cache / "tiny.en.part" / name).exists()
    hub.swapped = {}
    assert Fetching(hub, store).fetch()


def test_a_longer_answer_is_cut_and_refused(hub: FakeHub, store: ModelStore) -> None:
    hub.swapped = {"config.json": b"{} and more"}
    Fetching(hub, store).fetch()
    assert (store.cache / "tiny.en" / "config.json").read_bytes() == b"{}"


def test_an_unknown_model_is_told_apart_from_no_network(hub: FakeHub, store: ModelStore) -> None:
    absent = KnownModel("absent", "nobody/absent", 1, 4, 384, is_english_only=True)
    with pytest.raises(DownloadFailed, match="has no "):
        Fetching(hub, store).fetch(absent)


def test_without_a_network_there_is_a_sentence(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with FakeHub({}).serving() as gone:
        pass
    with pytest.raises(DownloadFailed, match="cannot be reached") as caught:
        Fetching(gone, store).fetch()
    assert "need no network" in caught.value.sentence()


@pytest.mark.parametrize("listing", [b"<html>log in</html>", b"[]", b'{"sha": "c0ffee", "siblings": [{}]}'])
def test_an_unexpected_answer_is_a_sentence(hub: FakeHub, store: ModelStore, listing: bytes) -> None:
    hub.broken_listing = listing
    with pytest.raises(DownloadFailed, match="unexpected"):
        Fetching(hub, store).fetch()


def test_a_listing_beyond_all_size_is_not_read_to_its_end(hub: FakeHub, store: ModelStore) -> None:
    hub.broken_listing = b" " * (17 << 20)
    with pytest.raises(DownloadFailed, match="was lost"):
        Fetching(hub, store).fetch()


def test_a_repository_without_a_model_is_a_sentence(hub: FakeHub, store: ModelStore) -> None:
    del hub.files["model.bin"]
    with pytest.raises(DownloadFailed, match="no complete model"):
        Fetching(hub, store).fetch()


def test_a_file_name_cannot_lead_out_of_the_folder(hub: FakeHub, store: ModelStore, tmp_path: Path) -> None:
    listing = json.loads(hub.listing())
    listing["siblings"].append({"rfilename": "../../evil", "size": 1, "blobId": "0" * 40})
    hub.broken_listing = json.dumps(listing).encode()
    assert Fetching(hub, store).fetch()
    assert not list(tmp_path.rglob("evil"))


def test_a_model_too_large_for_the_disk_is_refused_before_it_is_fetched(hub: FakeHub, store: ModelStore) -> None:
    listing = json.loads(hub.listing())
    listing["siblings"][-1]["size"] = 10**18
    hub.broken_listing = json.dumps(listing).encode()
    with pytest.raises(DownloadFailed, match=r"52 MB to spare, and \d+ MB are free"):
        Fetching(hub, store).fetch()
    assert len(hub.asked) == 1


def test_a_cache_that_cannot_be_made_is_a_sentence(hub: FakeHub, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DownloadFailed, match="cannot be made"):
        Fetching(hub, ModelStore(tmp_path, tmp_path / "file" / "models")).fetch()


def test_the_address_of_a_mirror_is_taken_from_the_environment(
    hub: FakeHub, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", hub.address + "/")
    assert ModelHub().fetch(store, TINY, lambda progress: None) is not None


def test_fetching_again_replaces_the_model(hub: FakeHub, store: ModelStore) -> None:
    Fetching(hub, store).fetch()
    os.remove(store.cache / "tiny.en" / "model.bin")
    assert Fetching(hub, store).fetch()
    store.find("speech", "tiny.en").verify()


def test_every_known_model_is_found_by_its_name() -> None:
    assert {each.name for each in KNOWN} >= {
        "tiny",
        "tiny.en",
        "base",
        "small",
        "medium",
        "large-v3",
        "distil-large-v3",
    }
    assert all(model_hub.known(each.name) is each for each in KNOWN)
    assert model_hub.known("huge") is None


def test_a_model_is_fetched_once_at_a_time(tmp_path: Path) -> None:
    with (
        exclusive_fetch(tmp_path / "models", "tiny"),
        pytest.raises(DownloadFailed, match="being fetched already"),
        exclusive_fetch(tmp_path / "models", "tiny"),
    ):
        pass
    with exclusive_fetch(tmp_path / "models", "tiny"):
        pass
