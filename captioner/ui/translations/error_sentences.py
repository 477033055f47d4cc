"""Collects the error messages from the source, for the translations and the test that none is missing.

A message is a literal in the call of an error class or of `errors.sentence`, so all can be found without running
anything.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import captioner
from captioner import errors

_PACKAGE = Path(captioner.__file__).parent
_TERMINAL = {"cli", "bench", "training"}
"""Packages whose messages are shown in a terminal, in English."""
_MAKER = errors.sentence.__name__


def sources() -> Iterator[str]:
    """Every English text of an error or notice that a window may show."""
    for _, call in calls():
        for argument in arguments(call):
            yield from literals(argument)


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call that makes an error or a message, with the name of its module."""
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in makers():
                yield module, node


def arguments(call: ast.Call) -> list[ast.expr]:
    """The arguments of such a call that are texts: what happened, and what to do."""
    return call.args[: 1 if _name(call.func) == _MAKER else 2]


def literals(argument: ast.expr) -> list[str]:
    """The possible texts of an argument; those made elsewhere, by `errors.sentence`, are found there."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value] if argument.value else []
    if isinstance(argument, ast.IfExp):
        return literals(argument.body) + literals(argument.orelse)
    return []


@cache
def modules() -> dict[str, ast.Module]:
    """The parsed modules whose errors can reach a window, by name."""
    found = {}
    for path in sorted(_PACKAGE.rglob("*.py")):
        parts = path.relative_to(_PACKAGE).with_suffix("").parts
        if parts[0] not in _TERMINAL:
            found[".".join(parts)] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def makers() -> set[str]:
    """The names of all error classes, and of the function that makes a message."""
    return {name for name, value in vars(errors).items() if isinstance(value, type) and _is_error(value)} | {_MAKER}


def _is_error(kind: type) -> bool:
    return issubclass(kind, errors.CaptionerError)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
