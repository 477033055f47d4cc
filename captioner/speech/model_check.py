"""Whether the files of a speech model belong together, asked before native code is: that ends the program instead."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from captioner.errors import ModelDamaged

_NEEDED = ("config.json", "model.bin", "tokenizer.json")
_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")


def check(folder: Path) -> None:
    """See that a CTranslate2 Whisper is complete and has its own tokenizer.

    Raises:
        ModelDamaged: a file is missing or cannot be read, or the tokenizer is that of another model.
    """
    for name in _NEEDED:
        if not (folder / name).is_file():
            raise ModelDamaged(
                "The model {name} is incomplete: {file} is missing in {folder}.",
                "Install the model again.",
                name=folder.name,
                file=name,
                folder=folder,
            )
    _read(folder, "config.json", dict)
    words = _known_to_tokenizer(folder)
    for name in _VOCABULARIES:
        if (folder / name).is_file() and _known_to_model(folder, name) != words:
            raise ModelDamaged(
                "The tokenizer of the model {name} is that of another model.",
                "Install the model again.",
                name=folder.name,
            )


def _known_to_tokenizer(folder: Path) -> int:
    """How many words the tokenizer has, the special ones among them."""
    content = _read(folder, "tokenizer.json", dict)
    try:
        numbers = {int(number) for number in content["model"]["vocab"].values()}
        return len(numbers | {int(each["id"]) for each in content.get("added_tokens", [])})
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _unreadable(folder, "tokenizer.json") from error


def _known_to_model(folder: Path, name: str) -> int:
    """How many words the model was made for."""
    if name.endswith(".json"):
        return len(_read(folder, name, list))
    try:
        return len((folder / name).read_bytes().rstrip(b"\n").split(b"\n"))
    except OSError as error:
        raise _unreadable(folder, name) from error


def _read(folder: Path, name: str, kind: type) -> Any:
    try:
        content = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(folder, name) from error
    if not isinstance(content, kind):
        raise _unreadable(folder, name)
    return content


def _unreadable(folder: Path, name: str) -> ModelDamaged:
    return ModelDamaged(
        "The model {name} is damaged: {file} in {folder} cannot be read.",
        "Install the model again.",
        name=folder.name,
        file=name,
        folder=folder,
    )
