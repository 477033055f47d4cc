"""Reads a CTranslate2 model's header without its weights: each variable's shape, and single numbers."""

from __future__ import annotations

import math
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FILE = "model.bin"
_OLDEST = 4
"""The oldest version of the format that this module reads."""
_MOST_VARIABLES = 10_000
_MOST_NAME = 1000
_BYTES = {0: 4, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2}
"""Kind of number (float32, int8, int16, int32, float16, bfloat16) to its size."""
_WHOLE = {1: "<b", 2: "<h", 3: "<i"}


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of a model."""

    shape: tuple[int, ...]
    value: int | None
    """the value of a single integer; None for anything else"""


def read(folder: Path) -> Mapping[str, Variable]:
    """The variables in the `model.bin` of a folder by name.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no such file, is truncated, or a variable's length does not fit its shape.
    """
    with (folder / FILE).open("rb") as file:
        length = os.fstat(file.fileno()).st_size
        try:
            return _variables(file, length)
        except struct.error as error:
            raise ValueError("cut off") from error


def _variables(file: BinaryIO, length: int) -> dict[str, Variable]:
    if _number(file, "<I") < _OLDEST:
        raise ValueError("an old format")
    _text(file)
    _number(file, "<I")
    found = {}
    count = _number(file, "<I")
    if count > _MOST_VARIABLES:
        raise ValueError("too many variables")
    for _ in range(count):
        name = _text(file)
        shape = tuple(_number(file, "<I") for _ in range(_number(file, "<B")))
        kind, size = _number(file, "<B"), _number(file, "<I")
        if kind not in _BYTES or math.prod(shape) * _BYTES[kind] != size or file.tell() + size > length:
            raise ValueError(f"{name} has another length than its shape says")
        value = _number(file, _WHOLE[kind]) if kind in _WHOLE and math.prod(shape) == 1 else None
        if value is None:
            file.seek(size, os.SEEK_CUR)
        found[name] = Variable(shape, value)
    return found


def _number(file: BinaryIO, form: str) -> int:
    return int(struct.unpack(form, file.read(struct.calcsize(form)))[0])


def _text(file: BinaryIO) -> str:
    length = _number(file, "<H")
    if not 0 < length <= _MOST_NAME:
        raise ValueError("no name")
    return file.read(length)[:-1].decode("utf-8")
