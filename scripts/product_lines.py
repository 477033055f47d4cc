#!/usr/bin/env python3
"""Compares the lines of the product with those at an earlier commit: `scripts/product_lines.py COMMIT [--grown N]`.

The product is `captioner` without `training`. Every line belongs to a piece: a function, a method, a field, a constant,
the head of a class, or the head of a module (docstring, imports). A piece is *the same* as one then if it has its name
in the file that descends from that one by renames, or, where a file was split, if half of its lines are equal. Nothing
tells whether a piece that is the same does the same: `--grown` lists those that have the most additional lines of code,
to be read.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import TypeAlias

_ALIKE = 0.5
"""share of equal lines from which a piece of a split or renamed file is the same"""
_RENAMED = "-M40%"
"""git's own threshold for renames is 50 %; files were moved and changed in one commit at first"""
HEAD = "(head)"
"""the name of a module's first piece"""
_COLUMNS = ("then", "same", "added", "files")


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive lines of a module, with the blank lines behind them."""

    path: str
    name: str
    """qualified by its class"""
    lines: tuple[str, ...]
    """without indentation"""

    @property
    def code(self) -> int:
        """Lines that are neither blank nor a comment nor a docstring."""
        text = re.sub(r'^"""(?:.|\n)*?"""$', "", "\n".join(self.lines), flags=re.MULTILINE)
        return sum(bool(line) and not line.startswith("#") for line in text.split("\n"))


Pair: TypeAlias = tuple[Piece, Piece]
"""A piece then, and the same now."""


def git(*arguments: str) -> str:
    """The output of git."""
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


def pieces(commit: str) -> dict[str, list[Piece]]:
    """The pieces of the product's files at a commit."""
    names = git("ls-tree", "-r", "--name-only", commit, "captioner").split()
    product = [name for name in names if name.endswith(".py") and "/training/" not in name]
    return {name: list(cut(name, git("show", f"{commit}:{name}"))) for name in product}


def cut(path: str, text: str) -> Iterator[Piece]:
    """The pieces of a module, in order."""
    lines = text.splitlines()
    starts = {0: HEAD} | dict(_starts(ast.parse(text).body, ""))
    places = sorted(starts)
    for first, end in zip(places, [*places[1:], len(lines)], strict=True):
        yield Piece(path, starts[first], tuple(line.strip() for line in lines[first:end]))


def _starts(body: Sequence[ast.stmt], inside: str) -> Iterator[tuple[int, str]]:
    """The index of the first line of each piece, and its name."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield min([node.lineno, *(each.lineno for each in node.decorator_list)]) - 1, inside + node.name
            if isinstance(node, ast.ClassDef):
                yield from _starts(node.body, f"{node.name}.")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield node.lineno - 1, inside + ast.unparse(target)


def descendants(commit: str) -> dict[str, str]:
    """The path today of each file at a commit, by the renames since."""
    now = {name: name for name in git("ls-tree", "-r", "--name-only", commit, "captioner").split()}
    for line in git("log", "--reverse", "--format=", "--name-status", _RENAMED, f"{commit}..", "--").splitlines():
        status, *paths = line.split("\t")
        if status.startswith("R"):
            now = {then: paths[1] if path == paths[0] else path for then, path in now.items()}
    return now


def matched(then: dict[str, list[Piece]], now: dict[str, list[Piece]], paths: dict[str, str]) -> list[Pair]:
    """The pieces that are the same.

    Args:
        paths: as `descendants` returns.
    """
    old = {piece: None for each in then.values() for piece in each}
    new = {piece: None for each in now.values() for piece in each}
    pairs: list[Pair] = []

    def pair(one: Piece, other: Piece) -> None:
        pairs.append((one, other))
        del old[one], new[other]

    for key in (_qualified, _plain):  # a class may have another name, too
        at: dict[tuple[str, str], list[Piece]] = defaultdict(list)
        for piece in new:
            at[piece.path, key(piece)].append(piece)
        for piece in list(old):
            if found := at[paths.get(piece.path, ""), key(piece)]:
                pair(piece, found.pop(0))
    for _, one, other in sorted(_alike(old, new), key=lambda each: -each[0]):
        if one in old and other in new:
            pair(one, other)
    return pairs


def _qualified(piece: Piece) -> str:
    return piece.name


def _plain(piece: Piece) -> str:
    return piece.name.rpartition(".")[2]


def _alike(old: dict[Piece, None], new: dict[Piece, None]) -> Iterator[tuple[float, Piece, Piece]]:
    holders: dict[str, list[Piece]] = defaultdict(list)
    for piece in new:
        for line in {line for line in piece.lines if len(line) > 12}:
            holders[line].append(piece)
    for piece in old:
        shared = Counter(other for line in set(piece.lines) for other in holders.get(line, ()))
        for other, _ in shared.most_common(5):
            ratio = SequenceMatcher(None, piece.lines, other.lines, autojunk=False).ratio()
            if ratio >= _ALIKE:
                yield ratio, piece, other


def room(path: str) -> str:
    """The package of a file below `captioner`."""
    parts = PurePosixPath(path).parts
    return parts[1] if len(parts) > 2 else "(root)"


def table(then: dict[str, list[Piece]], now: dict[str, list[Piece]], pairs: Sequence[Pair]) -> str:
    """The lines by room, as Markdown."""
    kept = {piece for _, piece in pairs}
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in pairs:
        rows[room(other.path)] += Counter(then=len(one.lines), same=len(other.lines))
    for path, each in now.items():
        is_new = kept.isdisjoint(piece for piece in each if piece.name != HEAD)
        added = sum(len(piece.lines) for piece in each if piece not in kept)
        rows[room(path)]["files" if is_new else "added"] += added
    lines = ["| room | then | the same now | added to its files | new files |", "|---|---|---|---|---|"]
    for name, row in [*sorted(rows.items()), ("all", sum(rows.values(), Counter()))]:
        lines.append(f"| {name} | " + " | ".join(f"{row[column]:,}" for column in _COLUMNS) + " |")
    known = {piece for piece, _ in pairs}
    gone = sum(len(piece.lines) for each in then.values() for piece in each if piece not in known)
    return "\n".join([*lines, "", f"Then there were {gone:,} more lines, in pieces that are gone."])


def grown(pairs: Sequence[Pair], most: int) -> str:
    """How many pieces that are the same are longer, and the `most` longest additions."""
    changes = sorted(((other.code - one.code, one, other) for one, other in pairs), key=lambda each: -each[0])
    longer, shorter = ([each for each, *_ in changes if each * sign > 0] for sign in (1, -1))
    lines = [
        f"Lines of code in the same pieces: {sum(one.code for one, _ in pairs):,} then, "
        f"{sum(other.code for _, other in pairs):,} now. {len(longer)} pieces are longer (by {sum(longer)} lines), "
        f"{len(shorter)} shorter (by {-sum(shorter)}), {len(pairs) - len(longer) - len(shorter):,} as long."
    ]
    lines += [
        f"{change:+4} {one.code:>4} {other.code:>4}  {other.path}: {other.name}"
        for change, one, other in changes[:most]
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the table, and what has grown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commit")
    parser.add_argument("--grown", type=int, default=0, metavar="N", help="also list the N pieces that grew most")
    chosen = parser.parse_args()
    then, now = pieces(chosen.commit), pieces("HEAD")
    pairs = matched(then, now, descendants(chosen.commit))
    print(table(then, now, pairs))
    print(grown(pairs, chosen.grown))


if __name__ == "__main__":
    main()
