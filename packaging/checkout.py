"""A checkout and the environment in its `.venv`: what is installed, and whether it is complete."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path


class SetupFailed(Exception):
    """The environment cannot be set up; the text says why and what to do."""


@dataclass(frozen=True)
class Layer:
    """A set of packages that is installed together, on top of earlier layers.

    Attributes:
        locks: lock files in `packaging`, in the order of their installation.
    """

    name: str
    locks: tuple[str, ...]


PLAIN = Layer("plain", ("build.lock", "requirements.lock"))
EXTRAS = {"train": Layer("train", ("requirements-train.lock",))}


@dataclass(frozen=True)
class Checkout:
    """The places in one checkout."""

    root: Path

    @property
    def venv(self) -> Path:
        """The environment."""
        return self.root / ".venv"

    @property
    def bin(self) -> Path:
        """Its programs."""
        return self.venv / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.bin / ("python.exe" if os.name == "nt" else "python")

    @property
    def unfinished(self) -> Path:
        """Exists during an installation: if it exists at a start, the last one was interrupted."""
        return self.venv / ".captioner-unfinished"

    def stamp(self, layer: Layer) -> Path:
        """The stamp of a layer, written when the layer is complete."""
        return self.venv / f".captioner-{layer.name}.json"

    def identity(self) -> dict[str, str]:
        """The environment's place and interpreter; it must be rebuilt when they change."""
        return {"root": str(self.root), "python": sys.version, "base": os.path.realpath(sys.base_prefix)}

    def content(self, layer: Layer) -> str:
        """The hash of everything that decides what is installed."""
        digest = hashlib.sha256()
        for path in (self.root / "pyproject.toml", *(self.root / "packaging" / name for name in layer.locks)):
            digest.update(path.read_bytes() if path.is_file() else b"missing")
        return digest.hexdigest()

    def is_complete(self, layer: Layer) -> bool:
        """Whether a layer is installed as in the lock files, at this place, for this interpreter."""
        found = self.read_stamp(layer)
        return found == self.identity() | {"content": self.content(layer)} and self.python.exists()

    def is_usable(self) -> bool:
        """Whether packages can be added to the environment, so that it need not be rebuilt."""
        if self.unfinished.exists() or not self.python.exists():
            return False
        found = self.read_stamp(PLAIN)
        return found is not None and {key: found.get(key) for key in self.identity()} == self.identity()

    def is_ours(self) -> bool:
        """Whether this program made the environment, finished or not."""
        return self.unfinished.exists() or any(self.venv.glob(".captioner-*.json"))

    def read_stamp(self, layer: Layer) -> dict[str, str] | None:
        """The content of a layer's stamp, or None."""
        try:
            found = json.loads(self.stamp(layer).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def write_stamp(self, layer: Layer) -> None:
        """Declare a layer complete."""
        text = json.dumps(self.identity() | {"content": self.content(layer)})
        self.stamp(layer).write_text(text, encoding="utf-8")
