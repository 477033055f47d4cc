"""What was found out about a machine is there at the next start, and nothing about it can stop the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.machine_cache import MachineCache, stamp


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "machine.json"


def test_an_answer_is_there_at_the_next_start(path: Path) -> None:
    MachineCache(path).put("how fast", {"factor": 3.5})
    assert MachineCache(path).get("how fast") == {"factor": 3.5}
    assert MachineCache(path).get("how slow") is None


def test_two_parts_of_the_program_keep_each_others_answers(path: Path) -> None:
    first, second = MachineCache(path), MachineCache(path)
    first.get("a")
    second.put("a", {"is": 1})
    first.put("b", {"is": 2})
    assert MachineCache(path).get("a") == {"is": 1}


def test_without_a_file_answers_last_as_long_as_the_program() -> None:
    memory = MachineCache(None)
    memory.put("a", {"is": 1})
    assert memory.get("a") == {"is": 1}


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff", b'{"a": 1}'])
def test_a_damaged_file_is_an_empty_one(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    memory = MachineCache(path)
    assert memory.get("a") is None
    memory.put("a", {"is": 1})
    assert MachineCache(path).get("a") == {"is": 1}


def test_a_folder_that_takes_nothing_is_survived(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    memory = MachineCache(tmp_path / "file" / "machine.json")
    memory.put("a", {"is": 1})
    assert memory.get("a") == {"is": 1}, "while the program runs"
    assert MachineCache(tmp_path / "file" / "machine.json").get("a") is None


def test_the_oldest_answers_go(path: Path) -> None:
    memory = MachineCache(path)
    for number in range(205):
        memory.put(str(number), {"is": number})
    assert memory.get("4") is None
    assert memory.get("5") == {"is": 5}


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    assert stamp(file) == ""
    file.write_bytes(b"one")
    before = stamp(file)
    file.write_bytes(b"three")
    assert stamp(file) != before
