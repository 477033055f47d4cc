"""Reads `recipes.toml`: the runs that made the models that ship."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from captioner.training.text.config import RunConfig

_FILE = Path(__file__).with_suffix(".toml")


def read(text: str) -> dict[str, RunConfig]:
    """The recipes of a file, by name.

    Raises:
        KeyError: one is `like` another that is not before it.
        TypeError: a field is not in `RunConfig`.
    """
    recipes: dict[str, RunConfig] = {}
    for name, given in tomllib.loads(text).items():
        values: Mapping[str, Any] = {
            key: _frozen(value) for key, value in given.items() if key not in ("about", "like")
        }
        like = recipes[given["like"]] if "like" in given else None
        recipes[name] = dataclasses.replace(like, name=name, **values) if like else RunConfig(name=name, **values)
    return recipes


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


RECIPES = read(_FILE.read_text(encoding="utf-8"))
