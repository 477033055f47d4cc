"""Finds a device by the name that the user gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

_Found = TypeVar("_Found")


def by_name(found: Sequence[_Found], wanted: str, names: Callable[[_Found], Sequence[str]]) -> _Found | None:
    """The first of `found` with exactly this name, else the first with a name that contains it in any case."""
    exact = (each for each in found if wanted in names(each))
    folded = wanted.casefold()
    part = (each for each in found if any(folded in name.casefold() for name in names(each)))
    return next(exact, None) or next(part, None)
