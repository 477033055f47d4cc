"""Models in packages, which are wheels that others made: the model that is meant, or a sentence."""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import sys
import zipfile
from io import BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from captioner.errors import CaptionerError, ModelError
from captioner.models.index import _unpack
from captioner.models.manifest import Manifest
from captioner.models.packaged import PackagedModel, Wheel
from captioner.models.store import ModelStore
from tests.fuzz.inputs import emptied, mutated

WHOLE = {"model.bin": b"one and two", "config.json": b"{}"}
SUMS = {name: hashlib.sha256(content).hexdigest() for name, content in WHOLE.items()}
CONTENTS = {
    "captioner_fuzz_part1/data/model.bin.part1": b"one and",
    "captioner_fuzz_part1/data/config.json": b"{}",
    "captioner_fuzz_part2/data/model.bin.part2": b" two",
    "captioner_fuzz_whole/data/model.bin": b"one and two",
    "captioner_fuzz_whole/data/config.json": b"{}",
}
KINDS = ["right"] * 4 + ["changed", "missing", "folder", "outside", "loop", "pipe", "file"]


def model(name: str, *packages: str) -> PackagedModel:
    wheels = tuple(Wheel(f"captioner-fuzz-{package}", "1", 1, "") for package in packages)
    return PackagedModel(wheels, "data", Manifest(name, "speech", (), "MIT", files=SUMS))


def put(data: st.DataObject, path: Path, content: bytes) -> None:
    """A file as the package has it, or what else may stand there; or its folder is something else."""
    kind = data.draw(st.sampled_from(KINDS))
    if kind == "file":
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.touch()
        return
    if path.parent.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "outside":
        path.symlink_to("/etc/passwd")
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "pipe" and hasattr(os, "mkfifo"):
        os.mkfifo(path)
    elif kind != "missing":
        path.write_bytes(data.draw(mutated(content)) if kind == "changed" else content)


@given(st.data())
def test_packages_with_models(data: st.DataObject) -> None:
    site = emptied("site")
    if str(site) not in sys.path:
        sys.path.insert(0, str(site))
    for name, content in CONTENTS.items():
        put(data, site / name, content)
    for package in {Path(name).parts[0] for name in CONTENTS}:
        if data.draw(st.integers(0, 5)):
            beginning = site / package / "__init__.py"
            beginning.parent.mkdir(exist_ok=True)
            beginning.write_text("raise SystemExit")
    importlib.invalidate_caches()
    cache = emptied("joined")
    one, parts = model("tiny.en", "whole"), model("base", "part1", "part2")
    folder = one.folders()[0]
    store = ModelStore(site / "bundled", cache, ((folder, one.manifest),) if folder else (), (parts,))
    for name in ("base", "tiny.en"):
        try:
            found = store.find("speech", name)
            found.verify()
        except ModelError as error:
            assert error.sentence()
        else:
            assert {each: (found.folder / each).read_bytes() for each in WHOLE} == WHOLE
    assert {path.name for path in cache.iterdir()} <= {"base"}


def wheel(compression: int) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        for name, content in CONTENTS.items():
            if "whole" in name:
                file.writestr(name, content)
        file.writestr("../outside", "escaped")
    return buffer.getvalue()


WHEELS = [wheel(zipfile.ZIP_STORED), wheel(zipfile.ZIP_DEFLATED)]


@given(st.data())
def test_wheels(data: st.DataObject) -> None:
    home = emptied("wheels")
    part, cache = home / "base.part", home / "models"
    part.mkdir()
    meant = model("base", "whole")
    (part / meant.wheels[0].file).write_bytes(data.draw(mutated(data.draw(st.sampled_from(WHEELS)))))
    try:
        _unpack(meant, part, cache)
    except CaptionerError as error:
        assert error.sentence()
        assert not cache.exists() or not list(cache.iterdir())
    else:
        assert {each: (cache / "base" / each).read_bytes() for each in WHOLE} == WHOLE
    assert {path.name for path in home.iterdir()} <= {"base.part", "models"}
