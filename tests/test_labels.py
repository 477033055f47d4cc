"""The table of labels: one more row is all that a label takes, and only few modules name one."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import captioner
from captioner.labels import DISFLUENT, Label
from captioner.settings.declared import Disfluency

MAY_NAME = {
    "labels": "the table",
    "disfluency/labels": "the rules of repairs ask for them by number",
    "ui/overlay/caption_preview": "the sample sentence has a filler and a repair in it",
}


def test_a_label_is_equal_to_its_letter_and_says_why_its_words_go() -> None:
    assert len({str(label) for label in Label}) == len(Label)
    assert Label("r") is Label.REPARANDUM
    assert not Label.FLUENT.row.removed_by
    for label in DISFLUENT:
        assert hasattr(Disfluency(), label.row.removed_by)
        assert label.row.words and label.row.reason.endswith(".")


def test_few_modules_name_a_label() -> None:
    package = Path(captioner.__file__).parent
    naming = set()
    for path in package.rglob("*.py"):
        module = path.relative_to(package).with_suffix("").as_posix()
        if module.startswith("training/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_label = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Label"
            if is_label and node.attr in Label.__members__ and node.attr != "FLUENT":
                naming.add(module)
    assert naming | {"labels"} == set(MAY_NAME)


@pytest.mark.parametrize("windows", [False, True], ids=["terminal", "windows"])
def test_another_label_is_one_more_row(windows: bool) -> None:
    if windows:
        pytest.importorskip("PySide6.QtWidgets", reason="needs PySide6", exc_type=ImportError)
    command = [sys.executable, "-m", "tests.with_another_label", *["--windows"] * windows]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
    assert done.stdout.strip() == "fine", done.stderr
