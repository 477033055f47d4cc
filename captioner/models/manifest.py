"""A model folder's description of itself, `manifest.json`, with the checksum of every file of the model."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from captioner.errors import ModelDamaged, ModelMismatch, ModelMissing

NAME = "manifest.json"
FORMAT = 1
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "longest_window_s": (1.0, 30.0),
    "padding_s": (0.0, 30.0),
    "beam_size": (1, 100),
    "guess_below": (-math.inf, 0.0),
    "time_shift_s": (-0.5, 0.5),
    "window_s": (0.5, 5.0),
    "other_below": (-1.0, 1.0),
}
"""Whisper reads 30 s at once; a window without length would never end."""
Kind: TypeAlias = Literal["speech", "disfluency", "speaker"]
DEFAULT_ENGINE = "whisper"
"""The engine of speech models whose manifest names none, or that have no manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One model's own description.

    Attributes:
        properties: values for the stage that runs it. For speech models `variable_context` (bool: trained on audio of
        any length), `padding_s` (seconds of silence that such a model needs behind the audio),
        `longest_window_s` (seconds of audio it can take at once), `verbatim` (bool), `start_tokens` (list of str),
        `takes_prompt` (bool), `beam_size` (hypotheses kept while decoding, also live), `knows_silence` (bool: its
        probability of no speech is trusted alone), `guess_below` (mean log probability below which its text
        is a guess), `time_shift_s` (seconds to add to its word times, which are early by that). For speaker
        models `window_s` (seconds of speech that are compared) and `other_below` (cosine below which it is another
        voice). For disfluency models `rule` (the fields of `captioner.disfluency.reading.Rule`).
        figures: measured quality, name to number.
    """

    name: str
    kind: Kind
    languages: tuple[str, ...]
    licence: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """file name to SHA-256, as hexadecimal digits"""
    engine: str = DEFAULT_ENGINE
    """the engine of a speech model: the name of a folder in `captioner.speech`"""


def write_manifest(
    folder: Path,
    *,
    name: str,
    kind: Kind,
    languages: Iterable[str],
    licence: str,
    files: Iterable[str],
    properties: Mapping[str, Any] | None = None,
    figures: Mapping[str, float] | None = None,
    engine: str = DEFAULT_ENGINE,
) -> Manifest:
    """Write `manifest.json` for the model in `folder`, with the checksums of `files` (names inside it)."""
    manifest = Manifest(
        name=name,
        kind=kind,
        languages=tuple(languages),
        licence=licence,
        properties=dict(properties or {}),
        figures=dict(figures or {}),
        files={file: sha256(folder / file) for file in sorted(files)},
        engine=engine,
    )
    content = {
        "format": FORMAT,
        "name": manifest.name,
        "kind": manifest.kind,
        "languages": list(manifest.languages),
        "licence": manifest.licence,
        "properties": manifest.properties,
        "figures": manifest.figures,
        "files": manifest.files,
        **({"engine": engine} if engine != DEFAULT_ENGINE else {}),
    }
    (folder / NAME).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return manifest


def read_manifest(folder: Path) -> Manifest | None:
    """Read `folder/manifest.json`; None if there is none (another model, given by its folder).

    Raises:
        ModelMissing: there is no such folder.
        ModelDamaged: the manifest cannot be read.
        ModelMismatch: it was written for another version of this program.
    """
    if not folder.is_dir():
        raise ModelMissing(
            "There is no model folder {folder}.",
            "Check the path, or fetch a model with `captioner models fetch`.",
            folder=folder,
        )
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ModelMismatch(
                "The model {name} has manifest format {found}; this program reads format {known}.",
                "Fetch the model again, or update Captioner.",
                name=folder.name,
                found=content["format"],
                known=FORMAT,
            )
        return Manifest(
            name=str(content["name"]),
            kind=content["kind"],
            languages=tuple(content["languages"]),
            licence=str(content["licence"]),
            properties=_checked(content["properties"]),
            figures=_mapping(content["figures"]),
            files=_mapping(content["files"]),
            engine=_name(content.get("engine", DEFAULT_ENGINE)),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelDamaged(
            "The description of the model {name} cannot be read ({path}).",
            "Install the model again.",
            name=folder.name,
            path=path,
        ) from error


def _mapping(value: object) -> dict[str, Any]:
    """A JSON object; ValueError for anything else: `dict` would also accept a list of pairs."""
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _name(value: object) -> str:
    """The name of a Python package; ValueError for anything else."""
    if not isinstance(value, str) or not value.isidentifier():
        raise ValueError("not a name")
    return value


def _checked(value: object) -> dict[str, Any]:
    """The properties; ValueError if a number that a stage computes with is out of bounds."""
    properties = _mapping(value)
    for name, (lowest, highest) in _BOUNDS.items():
        number = properties.get(name, lowest)
        if isinstance(number, bool) or not isinstance(number, int | float) or not lowest <= number <= highest:
            raise ValueError(f"{name} is {number!r}")
    if not isinstance(properties.get("beam_size", 1), int):
        raise ValueError("beam_size is no whole number")
    return properties


def verify(folder: Path) -> Manifest | None:
    """Check every file in the manifest of `folder`; a folder without a manifest is accepted.

    Raises:
        ModelMissing, ModelMismatch: as `read_manifest`.
        ModelDamaged: a file is missing or its checksum is wrong.
    """
    manifest = read_manifest(folder)
    if manifest is not None:
        verify_files(folder, manifest)
    return manifest


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Check every file in `manifest`.

    Raises:
        ModelDamaged: a file is missing or its checksum is wrong.
    """
    for file, expected in manifest.files.items():
        path = folder / file
        if not path.is_file():
            raise ModelDamaged(
                "The model {name} is incomplete: {file} is missing in {folder}.",
                "Install the model again.",
                name=manifest.name,
                file=file,
                folder=folder,
            )
        if sha256(path) != expected:
            raise ModelDamaged(
                "The model {name} is damaged: {file} in {folder} has changed.",
                "Install the model again.",
                name=manifest.name,
                file=file,
                folder=folder,
            )


def sha256(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
