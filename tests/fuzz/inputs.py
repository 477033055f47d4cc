"""Files and values that anybody may have written, and where a property puts them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from captioner.errors import CaptionerError

NUMBERS = st.one_of(st.integers(-(1 << 70), 1 << 70), st.floats(), st.booleans())
ANYTHING = st.recursive(
    st.one_of(st.none(), NUMBERS, st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def mutated(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with bytes changed, cut out, doubled, or cut off."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        if not content:
            break
        place = draw(st.integers(0, len(content) - 1))
        length = draw(st.integers(1, 64))
        kind = draw(st.sampled_from(["set", "insert", "delete", "double", "cut"]))
        if kind == "set":
            content[place] = draw(st.integers(0, 255))
        elif kind == "insert":
            content[place:place] = draw(st.binary(max_size=16))
        elif kind == "delete":
            del content[place : place + length]
        elif kind == "double":
            content[place:place] = content[place : place + length]
        else:
            del content[place:]
    return bytes(content)


@st.composite
def replaced(draw: st.DrawFn, whole: Any) -> Any:
    """A JSON value with one part of it, anywhere, replaced by anything."""
    if isinstance(whole, dict) and whole and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(whole)))
        return {**whole, key: draw(replaced(whole[key]))}
    if isinstance(whole, list) and whole and draw(st.booleans()):
        index = draw(st.integers(0, len(whole) - 1))
        return [*whole[:index], draw(replaced(whole[index])), *whole[index + 1 :]]
    return draw(ANYTHING)


@cache
def scratch() -> Path:
    """A folder of this process; no fixture, for a fuzzer calls a property without pytest."""
    folder = Path(tempfile.mkdtemp(prefix="captioner-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def emptied(name: str) -> Path:
    """A folder of this name in it, without what the last example left."""
    folder = scratch() / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def in_a_sentence(read: Callable[[], object]) -> None:
    """Whatever is wrong with the file, the user is told."""
    try:
        read()
    except CaptionerError as error:
        assert error.sentence()
