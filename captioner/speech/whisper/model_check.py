"""Whether the files of a speech model belong together, asked before native code is: that ends the program instead."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from captioner.errors import ModelDamaged

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
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
    pieces = _pieces(folder)
    for name in _VOCABULARIES:
        if (folder / name).is_file() and not _agree(pieces, _vocabulary(folder, name)):
            raise ModelDamaged(
                "The tokenizer of the model {name} is that of another model.",
                "Install the model again.",
                name=folder.name,
            )


def _pieces(folder: Path) -> dict[int, str]:
    """The tokenizer's word pieces by id, the special ones among them."""
    content = _read(folder, "tokenizer.json", dict)
    try:
        pieces = {int(number): str(piece) for piece, number in content["model"]["vocab"].items()}
        return pieces | {int(each["id"]): str(each["content"]) for each in content.get("added_tokens", [])}
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _unreadable(folder, "tokenizer.json") from error


def _agree(pieces: dict[int, str], vocabulary: list[str]) -> bool:
    """Whether each piece has its id in the vocabulary, too; that of stock models also holds the timestamps."""
    return all(0 <= id < len(vocabulary) and vocabulary[id] == piece for id, piece in pieces.items())


def _vocabulary(folder: Path, name: str) -> list[str]:
    """The pieces that the model was made for, by id."""
    if name.endswith(".json"):
        return [str(piece) for piece in _read(folder, name, list)]
    try:
        return (folder / name).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
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
