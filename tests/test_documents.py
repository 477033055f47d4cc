"""The documents name tests and files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

_FOLDERS = ("*.md", "docs/*.md", "models/*/*.md")
DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for pattern in _FOLDERS for path in ROOT.glob(pattern))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_named_test_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for path, function in re.findall(r"`(tests/[\w/]+(?:\.py)?)(?:::(\w+))?`", text):
        assert (ROOT / path).exists(), path
        assert not function or f"def {function}(" in (ROOT / path).read_text(encoding="utf-8"), function


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_named_module_exists(document: str) -> None:
    known = [path.as_posix() for path in ROOT.rglob("*.py") if ".venv" not in path.parts]
    for name in re.findall(r"`([\w/]+\.py)`", (ROOT / document).read_text(encoding="utf-8")):
        assert any(path.endswith(f"/{name}") for path in known), name


@pytest.mark.parametrize("document", ["docs/reliability.md", "SECURITY.md"])
def test_promises_name_their_tests(document: str) -> None:
    assert "`tests/" in (ROOT / document).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_resolves(document: str) -> None:
    file = ROOT / document
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (file.parent / Path(target)).exists(), target
