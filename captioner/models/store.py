"""The known models, those on this machine, and their folders."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from captioner import paths
from captioner.errors import ModelDamaged, ModelError, ModelMismatch, ModelMissing, Sentence, sentence
from captioner.models import manifest as model_manifest
from captioner.models import packaged as packaged_models
from captioner.models.manifest import Kind, Manifest
from captioner.models.packaged import PackagedModel

Origin: TypeAlias = Literal["bundled", "cache", "package", "path"]
SPEAKER_CHANGES = "speaker-changes"
"""The model that detects speaker changes."""
_SPEECH_FILE = "model.bin"
_DISFLUENCY_FILE = "model.onnx"
_KINDS = {
    "speech": sentence("speech model"),
    "disfluency": sentence("disfluency model"),
    "speaker": sentence("speaker model"),
}


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A speech model that can be fetched."""

    name: str
    repository: str
    """owner/name on the hub"""
    megabytes: int
    """approximate size for the user's decision; the hub has the exact one"""
    encoder_layers: int
    encoder_width: int
    """numbers for each frame; width and layers decide the time of a step of live captions"""
    is_english_only: bool
    time_shift_s: float = 0.0
    """seconds to add to its word times, if we have measured that they are early: base's are by 0.12 s
    (docs/speech.md)"""
    wer: tuple[float, float] | None = None
    """word error rates for read and spontaneous speech, if we have measured them (docs/speech.md)"""

    @property
    def languages(self) -> str:
        """For people."""
        return "English" if self.is_english_only else "about 100 languages"


@dataclass(frozen=True, slots=True)
class Model:
    """A model on this machine."""

    name: str
    kind: Kind
    folder: Path
    manifest: Manifest | None
    """None for another model, given by its folder"""
    origin: Origin

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(each.stat().st_size for each in self.folder.rglob("*") if each.is_file())

    @property
    def came_from(self) -> Sentence:
        """Where it comes from."""
        properties = self.manifest.properties if self.manifest else {}
        packages, repository = properties.get("packages"), properties.get("repository")
        if self.origin == "bundled":
            return sentence("came with Captioner")
        if self.origin == "path":
            return sentence("in a folder of your own")
        if self.origin == "package":
            return sentence("installed in the Python package {packages}", packages=packages)
        if packages:
            return sentence("made of the Python packages {packages}", packages=packages)
        return sentence("fetched from {repository}", repository=repository) if repository else sentence("fetched")

    def verify(self) -> None:
        """Check every file against its checksum.

        Raises:
            ModelDamaged: a file is missing or has changed.
        """
        if self.manifest is not None:
            with self.repairable():
                model_manifest.verify_files(self.folder, self.manifest)

    @contextmanager
    def repairable(self) -> Iterator[None]:
        """Let a `ModelDamaged` from the block say how this model is repaired."""
        with _repairable(self.name, self.origin):
            yield


BUILT_IN = "whisper-tiny-en"
"""The bundled speech model."""
_OURS = "Systran/faster-whisper-"
KNOWN = (
    KnownModel("tiny.en", _OURS + "tiny.en", 78, 4, 384, is_english_only=True, wer=(0.127, 0.488)),
    KnownModel("tiny", _OURS + "tiny", 78, 4, 384, is_english_only=False),
    KnownModel("base.en", _OURS + "base.en", 148, 6, 512, is_english_only=True),
    KnownModel("base", _OURS + "base", 148, 6, 512, is_english_only=False, time_shift_s=0.12, wer=(0.107, 0.531)),
    KnownModel("small.en", _OURS + "small.en", 486, 12, 768, is_english_only=True),
    KnownModel("small", _OURS + "small", 486, 12, 768, is_english_only=False),
    KnownModel("medium", _OURS + "medium", 1531, 24, 1024, is_english_only=False),
    KnownModel("large-v3", _OURS + "large-v3", 3091, 32, 1280, is_english_only=False),
    KnownModel("large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1621, 32, 1280, is_english_only=False),
    KnownModel("distil-large-v3", "Systran/faster-distil-whisper-large-v3", 1516, 32, 1280, is_english_only=True),
)
"""CTranslate2 conversions of Whisper, better ones for live captions later; of equal size, the fastest decoder."""


@dataclass(frozen=True, slots=True)
class ModelStore:
    """The folders that hold models; uses no network."""

    bundled: Path
    """came with the program"""
    cache: Path
    """fetched by the user"""
    packaged: tuple[tuple[Path, Manifest], ...] = ()
    """models in installed Python packages: the folder and the manifest"""
    in_parts: tuple[PackagedModel, ...] = ()
    """models in several packages each, installed or not: joined in `cache` at the first use"""

    def installed(self, kind: Kind | None = None) -> Iterator[Model]:
        """The models of a kind, or all, by name; unreadable ones are left out and listed by `damaged`."""
        for origin, folder in self._folders():
            try:
                model = _open(folder, origin)
            except ModelError:
                continue
            if kind is None or model.kind == kind:
                yield model
        for folder, manifest in self.packaged:
            if kind is None or manifest.kind == kind:
                yield Model(manifest.name, manifest.kind, folder, manifest, "package")

    def damaged(self) -> Iterator[tuple[Path, ModelError]]:
        """Folders in the store without a usable model, with the reason."""
        for origin, folder in self._folders():
            try:
                _open(folder, origin)
            except ModelError as error:
                yield folder, error

    def available(self) -> tuple[KnownModel, ...]:
        """The speech models that can be fetched and are not here."""
        have = {model.name for model in self.installed("speech")}
        return tuple(each for each in KNOWN if each.name not in have)

    def find(self, kind: Kind, chosen: str) -> Model:
        """The model of a name or a folder; uses no network.

        Args:
            chosen: a path if it has a separator or is an existing folder with a model, otherwise a name. A name is
                looked
                up among the bundled models, then in the cache, then in installed packages.

        Raises:
            ModelMissing: it is not on this machine.
            ModelMismatch: it is of another kind.
            ModelDamaged: its description cannot be read. Its files are checked by `Model.verify`.
        """
        if _is_path(chosen):
            folder = paths.from_user(chosen)
            if not folder.is_dir():
                raise ModelMissing("There is no model folder {folder}.", "Check the path.", folder=folder)
            model = _open(folder, "path")
        else:
            model = self._named(kind, chosen)
        if model.kind != kind:
            raise ModelMismatch(
                "{name} is a {found}, not a {kind}.",
                "Choose another.",
                name=model.name,
                found=_KINDS[model.kind],
                kind=_KINDS[kind],
            )
        return model

    def disfluency_models(self) -> dict[str, Model]:
        """The default disfluency model of each language that has one, by language code."""
        found: dict[str, Model] = {}
        for model in self.installed("disfluency"):
            for language in model.manifest.languages if model.manifest else ():
                if language not in found or model.name == f"disfluency-{language}":
                    found[language] = model
        return found

    def disfluency_name(self, chosen: str, language: str) -> str:
        """The name of the disfluency model for a language; `none` if nothing is removed.

        Args:
            chosen: the value of the setting, `auto` for the language's own.
            language: two-letter code.
        """
        if chosen != "auto":
            return chosen
        model = self.disfluency_models().get(language)
        return model.name if model else "none"

    def remove(self, model: Model) -> None:
        """Delete a fetched model.

        Raises:
            ModelError: it did not come from the hub, or cannot be deleted.
        """
        if model.origin != "cache":
            raise ModelError(
                "{name} was not fetched, so it is not deleted.",
                "It is in {folder}.",
                name=model.name,
                folder=model.folder,
            )
        try:
            shutil.rmtree(model.folder)
        except OSError as error:
            raise ModelError("{name} cannot be deleted: {reason}.", name=model.name, reason=error) from error

    def _named(self, kind: Kind, name: str) -> Model:
        """The model of a name."""
        for origin, folder in self._folders():
            if folder.name == name:
                return _open(folder, origin)
        for folder, manifest in self.packaged:
            if manifest.name == name:
                return Model(name, manifest.kind, folder, manifest, "package")
        for parts in self.in_parts:
            if (parts.manifest.kind, parts.manifest.name) == (kind, name) and (joined := parts.join(self.cache)):
                return _open(joined, "cache")
        known = next((each for each in KNOWN if each.name == name), None)
        if kind == "speech" and known is not None:
            raise ModelMissing(
                "The speech model {name} is not on this machine.",
                "Fetch it with `captioner models fetch {name}` (about {megabytes} MB).",
                name=name,
                megabytes=known.megabytes,
            )
        names = [model.name for model in self.installed(kind)]
        names += [each.name for each in KNOWN] if kind == "speech" else []
        near = difflib.get_close_matches(name, names, n=1)
        raise ModelMissing(
            "There is no {kind} {name}.",
            "Did you mean {near}?" if near else "See `captioner models list`.",
            kind=_KINDS[kind],
            name=name,
            near=near[0] if near else "",
        )

    def _folders(self) -> Iterator[tuple[Origin, Path]]:
        """Every folder that should hold a model, the bundled ones first."""
        places: tuple[tuple[Origin, Path], ...] = (("bundled", self.bundled), ("cache", self.cache))
        for origin, place in places:
            if place.is_dir():
                yield from ((origin, each) for each in sorted(place.iterdir()) if each.is_dir() and _is_finished(each))


def default() -> ModelStore:
    """The store of this user."""
    packages = tuple(packaged_models.installed())
    return ModelStore(paths.bundled("models"), paths.cache_dir() / "models", packages, packaged_models.in_parts())


def _is_finished(folder: Path) -> bool:
    """Whether the folder is a complete model, not one being fetched or hidden."""
    return not folder.name.startswith((".", "_")) and folder.suffix != ".part"


def _is_path(chosen: str) -> bool:
    """Whether the text is a path."""
    separators = {"/", os.sep, os.altsep or os.sep}
    return chosen.startswith(("~", ".")) or any(each in chosen for each in separators)


@contextmanager
def _repairable(name: str, origin: Origin) -> Iterator[None]:
    """Let a `ModelDamaged` from the block say how a model from there is repaired."""
    try:
        yield
    except ModelDamaged as error:
        raise ModelDamaged(error.what, _repair(name, origin)) from error


def _repair(name: str, origin: Origin) -> Sentence:
    if origin == "bundled":
        return sentence("Install Captioner again.")
    if origin != "path" and any(each.name == name for each in KNOWN):
        return sentence("Fetch it again with `captioner models fetch {name}`.", name=name)
    return sentence("Copy its files there again, or choose another model.")


def _open(folder: Path, origin: Origin) -> Model:
    """The model in a folder.

    Raises:
        ModelDamaged: it cannot be read, or is missing.
        ModelMismatch: it was written for another version of this program.
    """
    with _repairable(folder.name, origin):
        manifest = model_manifest.read_manifest(folder)
    if manifest is not None:
        return Model(folder.name if origin != "path" else manifest.name, manifest.kind, folder, manifest, origin)
    if (folder / _SPEECH_FILE).is_file():
        return Model(folder.name, "speech", folder, None, origin)
    if (folder / _DISFLUENCY_FILE).is_file():
        return Model(folder.name, "disfluency", folder, None, origin)
    raise ModelDamaged(
        "The folder {folder} holds no model: neither manifest.json nor {speech} nor {disfluency}.",
        "Choose the folder that holds these files, or fetch the model again.",
        folder=folder,
        speech=_SPEECH_FILE,
        disfluency=_DISFLUENCY_FILE,
    )
