"""Sentences cleaned by hand: what was said, the words to be removed in braces, and what a careful editor would show."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

ALTERNATIVES = " | "
"""Separates several correct cleaned texts."""
_MARKS = re.compile(r"[{}\[\]]")
_STUTTER = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")


class Fate(Enum):
    """The fate of a spoken word."""

    KEEP = "keep"
    REMOVE = "remove"
    EITHER = "either"
    """the beginning of something broken off, which may stay or go"""


@dataclass(frozen=True, slots=True)
class Gold:
    """One sentence.

    Attributes:
        id: its name, with the language first.
        kind: meetings, lectures, medicine, telephone, code, everyday; or that of a recording.
        marked: what is said, as a good verbatim recogniser writes it; {removed}, [may stay or go].
        cleaned: the correct texts.
        part: "dev" or "kept".
        phenomenon: "fluent", or the kind of disfluency.
    """

    id: str
    kind: str
    marked: str
    cleaned: tuple[str, ...]
    part: str
    phenomenon: str

    @property
    def said(self) -> str:
        """The spoken text, without the marks."""
        return _MARKS.sub("", self.marked)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The words for a synthesiser: stutters are split (`Th-that's` is `Th-`, `that's`), other hyphens stay."""
        text = "".join(
            _STUTTER.sub("- ", piece) + ("- " if joined else "") if removed else piece
            for piece, removed, joined in _pieces(self.marked)
        )
        return tuple(_MARKS.sub("", text).split())

    def fates(self) -> Iterator[tuple[str, Fate]]:
        """The pieces of the spoken text in order, each with its fate; a piece may end within a written word (`I-`)."""
        fate = [Fate.KEEP]
        for piece in re.split(r"([{}\[\]])", self.marked):
            if piece in ("{", "["):
                fate.append(Fate.REMOVE if piece == "{" else Fate.EITHER)
            elif piece in ("}", "]"):
                fate.pop()
            elif piece:
                yield piece, fate[-1]


def _pieces(marked: str) -> Iterator[tuple[str, bool, bool]]:
    """Text, whether it is in braces, and whether its last hyphen is glued to the word behind."""
    parts = re.split(r"(\{[^{}]*\})", marked)
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else ""
        removed = part.startswith("{")
        joined = removed and part.endswith("-}") and following[:1].isalpha()
        yield (part[:-2] if joined else part), removed, joined


def read(path: Path) -> tuple[Gold, ...]:
    """Read a file of gold sentences.

    Raises:
        ValueError: an id comes twice, or a line has marks that do not match.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = tuple(
        Gold(
            row["id"],
            row["kind"],
            row["marked"],
            tuple(one.strip() for one in f" {row['cleaned']} ".split(ALTERNATIVES)),
            row["part"],
            row["phenomenon"],
        )
        for row in rows
    )
    if len({one.id for one in found}) < len(found):
        raise ValueError(f"an id comes twice in {path}")
    for one in found:
        if one.marked.count("{") != one.marked.count("}") or one.marked.count("[") != one.marked.count("]"):
            raise ValueError(f"{one.id} in {path}: the marks do not match")
    return found
