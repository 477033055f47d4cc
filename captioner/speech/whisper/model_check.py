"""Checks that a speech model's files belong together, because native code would crash the program."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from captioner.errors import ModelDamaged
from captioner.speech.whisper import weights
from captioner.speech.whisper.weights import Variable

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
_POSITIONS = 448
"""Word pieces that Whisper's decoder can see at once."""
_FRAMES = 1500
"""Encoder frames of 30 s."""
_MULTILINGUAL = 51_865
"""Number of word pieces from which CTranslate2 treats a Whisper as multilingual."""
_LISTS = ("suppress_ids", "suppress_ids_begin", "lang_ids")
"""Lists that native code uses as ids of word pieces without a check."""


def check(folder: Path, languages: Sequence[str] = ()) -> None:
    """Check that a CTranslate2 Whisper is complete, that its settings fit its weights, and that its tokenizer belongs
    to it.

    Args:
        languages: codes of the languages in its manifest; empty where it names none.

    Raises:
        ModelDamaged: a file is missing or cannot be read, or two of them are of different models.
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
    config = _read(folder, "config.json", dict)
    pieces = _pieces(folder)
    vocabularies = [_vocabulary(folder, name) for name in _VOCABULARIES if (folder / name).is_file()]
    if not all(_agree(pieces, each) for each in vocabularies):
        raise ModelDamaged(
            "The model {name} has the tokenizer of another model.",
            "Install the model again.",
            name=folder.name,
        )
    try:
        variables = weights.read(folder)
    except (OSError, ValueError) as error:
        raise _unreadable(folder, weights.FILE) from error
    size = _vocabulary_size(folder, variables)
    if max(pieces, default=0) >= size or any(len(each) != size for each in vocabularies):
        raise _foreign(folder, "tokenizer.json")
    if not _fits(config, variables, size) or not _are_languages(config, pieces):
        raise _foreign(folder, "config.json")
    if size < _MULTILINGUAL and not set(languages) <= {"en"}:
        raise _foreign(folder, "manifest.json")


def _vocabulary_size(folder: Path, variables: Mapping[str, Variable]) -> int:
    """The number of word pieces in the weights, after a check that they are a Whisper's."""
    try:
        size, width = variables["decoder/embeddings/weight"].shape
        heads = _heads(variables)
        positions = variables["decoder/position_encodings/encodings"].shape
        frames = variables["encoder/position_encodings/encodings"].shape
        mels = variables["encoder/conv1/weight"].shape
        is_whisper = (
            _layers(variables) > 0
            and heads > 0
            and width % heads == 0
            and len(mels) == 3
            and positions[0] >= _POSITIONS
            and frames[0] >= _FRAMES
            and positions[1:] == frames[1:] == (width,)
        )
    except (KeyError, ValueError, IndexError) as error:
        raise _unreadable(folder, weights.FILE) from error
    if not is_whisper:
        raise _unreadable(folder, weights.FILE)
    return size


def _fits(config: Mapping[str, Any], variables: Mapping[str, Variable], size: int) -> bool:
    """Whether every layer, head and word piece of the settings exists."""
    ids = [id for name in _LISTS for id in _listed(config.get(name) or [])]
    if not all(_is_below(id, size) for id in ids):
        return False
    layers, heads = _layers(variables), _heads(variables)
    return all(
        isinstance(pair, list) and len(pair) == 2 and _is_below(pair[0], layers) and _is_below(pair[1], heads)
        for pair in _listed(config.get("alignment_heads") or [])
    )


def _are_languages(config: Mapping[str, Any], pieces: Mapping[int, str]) -> bool:
    """Whether the language ids of the settings are marks such as `<|de|>` and not words."""
    return all(pieces.get(id, "<|").startswith("<|") for id in config.get("lang_ids") or [])


def _listed(value: object) -> list[object]:
    """The values of a list; for anything else, a value that fails every check."""
    return value if isinstance(value, list) else [None]


def _is_below(value: object, limit: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < limit


def _layers(variables: Mapping[str, Variable]) -> int:
    count = 0
    while f"decoder/layer_{count}/self_attention/linear_0/weight" in variables:
        count += 1
    return count


def _heads(variables: Mapping[str, Variable]) -> int:
    return variables["decoder/num_heads"].value or 0


def _pieces(folder: Path) -> dict[int, str]:
    """The tokenizer's word pieces by id, the special ones among them."""
    content = _read(folder, "tokenizer.json", dict)
    try:
        pieces = {int(number): str(piece) for piece, number in content["model"]["vocab"].items()}
        return pieces | {int(each["id"]): str(each["content"]) for each in content.get("added_tokens", [])}
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _unreadable(folder, "tokenizer.json") from error


def _agree(pieces: dict[int, str], vocabulary: list[str]) -> bool:
    """Whether each piece has the same id in the vocabulary; stock models' vocabulary also has the timestamps."""
    return all(0 <= id < len(vocabulary) and vocabulary[id] == piece for id, piece in pieces.items())


def _vocabulary(folder: Path, name: str) -> list[str]:
    """The model's own word pieces by id."""
    if name.endswith(".json"):
        return [str(piece) for piece in _read(folder, name, list)]
    try:
        return (folder / name).read_text(encoding="utf-8").removesuffix("\n").split("\n")
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


def _foreign(folder: Path, file: str) -> ModelDamaged:
    return ModelDamaged(
        "The model {name} is damaged: {file} in {folder} belongs to another model.",
        "Install the model again.",
        name=folder.name,
        file=file,
        folder=folder,
    )
