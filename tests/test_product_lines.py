"""The script that compares the product's lines with those at an earlier commit."""

from __future__ import annotations

from pathlib import Path

from scripts import product_lines

ROOT = Path(__file__).resolve().parent.parent
LONG = """def far(path):
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    return [line for line in lines if line]
"""


def cut(path: str, text: str) -> list[product_lines.Piece]:
    return list(product_lines.cut(path, text))


def test_every_line_of_the_product_is_in_one_piece() -> None:
    for path in sorted((ROOT / "captioner").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found = [line for piece in cut(path.name, text) for line in piece.lines]
        assert found == [line.strip() for line in text.splitlines()]


def test_pieces_are_the_same_by_name_and_where_a_file_was_split_by_their_lines() -> None:
    then = {"old.py": cut("old.py", f"class Old:\n    def near(self):\n        return 1\n\n\n{LONG}")}
    now = {
        "new.py": cut("new.py", "class New:\n    def near(self):\n        return 2\n\n\ndef added():\n    return 3\n"),
        "split.py": cut("split.py", LONG.replace("far", "_far")),
    }
    pairs = product_lines.matched(then, now, {"old.py": "new.py"})
    named = {(one.name, other.path, other.name) for one, other in pairs}
    assert {("Old.near", "new.py", "New.near"), ("far", "split.py", "_far")} <= named
    assert "added" not in {other for _, _, other in named}


def test_lines_of_code_are_neither_blank_nor_documentation() -> None:
    piece = cut("a.py", '"""Says\n\nmuch."""\n\n# why\nimport os\n')[0]
    assert piece.code == 1
