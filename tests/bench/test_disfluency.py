"""Models timed side by side."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from captioner import paths
from captioner.bench.disfluency import UPDATE_WORDS, add_parser, compare, table
from captioner.disfluency.reading import Reading, Rule, Thoroughness


class Remembering:
    """A model that notes what it was given to read, in a list that several may share."""

    def __init__(self, name: str, log: list[tuple[str, int]]) -> None:
        self.name, self.log = name, log

    @property
    def rule(self) -> Rule:
        return Rule(dict.fromkeys(Thoroughness, 0.5))

    def read(self, words: Sequence[str], *, complete: bool) -> Reading:
        self.log.append((self.name, len(words)))
        return Reading(np.zeros((len(words), 5), np.float32), np.zeros(len(words), np.float32), 0)


def test_the_models_take_turns_over_the_same_number_of_words() -> None:
    log: list[tuple[str, int]] = []
    costs = compare({"a": (Remembering("a", log), 8), "b": (Remembering("b", log), 8)}, ["so", "um"], updates=3)
    lengths = {name: [length for each, length in log if each == name] for name in "ab"}
    assert lengths["a"] == lengths["b"]
    assert max(lengths["a"]) < UPDATE_WORDS, "what is settled long ago is not read again"
    turns = [name for name, _ in log]
    assert turns == sorted(turns[: len(turns) // 13]) * 13, "one after the other at each of ten and three updates"
    assert list(costs) == ["a", "b"]
    assert costs["a"].ratio == 1.0
    assert [line.split()[0] for line in table(costs).splitlines()] == ["model", "a", "b"]


def test_the_command_measures_the_models_that_come_with_the_program(tmp_path: Path) -> None:
    parser = ArgumentParser()
    add_parser(parser.add_subparsers())
    chosen = parser.parse_args(["disfluency", "--updates", "2", "--json", str(tmp_path / "out")])
    assert chosen.run(chosen) == 0
    found = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    assert set(found) == {folder.name for folder in paths.bundled("models").glob("disfluency-*")}
