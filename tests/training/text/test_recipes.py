"""The recipes' file: every value is of its field's type, and a field or a recipe that there is not is refused."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest

from captioner.training.text.config import RunConfig
from captioner.training.text.recipes import RECIPES, read


@pytest.mark.parametrize("name", RECIPES)
def test_every_value_is_of_its_fields_type(name: str) -> None:
    assert RECIPES[name].name == name
    for field, kind in typing.get_type_hints(RunConfig).items():
        value = getattr(RECIPES[name], field)
        assert isinstance(value, typing.get_origin(kind) or kind), field
        for part in value if isinstance(value, tuple) else ():
            expected = typing.get_args(kind)[0]
            assert isinstance(part, typing.get_origin(expected) or expected), field


def test_a_recipe_takes_from_another_what_it_does_not_give() -> None:
    found = read('[one]\nsteps = 7\ncorpora = [["a", 1.0]]\n[two]\nabout = "of one"\nlike = "one"\nseed = 3\n')
    assert found["two"] == RunConfig(name="two", steps=7, corpora=(("a", 1.0),), seed=3)


def test_an_unknown_field_and_an_unknown_recipe_are_refused() -> None:
    with pytest.raises(TypeError, match="stepps"):
        read("[one]\nstepps = 7\n")
    with pytest.raises(KeyError, match="none"):
        read('[one]\nlike = "none"\n')


def test_a_run_that_called_hard_negatives_otherwise_is_read(tmp_path: Path) -> None:
    config = RunConfig(name="old", corpora=(), hard_negatives=3, synthetic_from=("ami/train", "hard_negatives"))
    config.save(tmp_path)
    file = tmp_path / "config.json"
    file.write_text(file.read_text(encoding="utf-8").replace("hard_negatives", "meant"), encoding="utf-8")
    assert RunConfig.load(tmp_path) == config
