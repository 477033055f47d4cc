"""Choosing a device: what works is used, what aborts is survived and told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from captioner.speech.whisper import device
from captioner.speech.whisper.device import ChildExit, Probe, choose, probe, threads

FOLDER = Path("model")


def child(works: dict[str, bool]) -> device.RunChild:
    """A child process in which the compute types work or not; one that is not named aborts."""

    def run(command: list[str], timeout_s: int) -> ChildExit:
        kind = command[-1]
        if kind not in works:
            return ChildExit(-6, "Could not load library libcudnn_ops_infer.so.8\nAborted")
        return ChildExit(0, "some noise\n" + json.dumps(asdict(Probe("cuda", kind, works[kind], "no"))))

    return run


def test_a_process_that_is_aborted_is_survived_and_told() -> None:
    found = probe(FOLDER, "cuda", "float16", child({}))
    assert not found.works
    assert "signal 6" in found.reason
    assert "Aborted" in found.reason


def test_the_first_type_that_works_is_chosen() -> None:
    found = choose(FOLDER, "cuda", run=child({"float16": False, "int8_float16": True}))
    assert (found.device, found.compute_type, found.works) == ("cuda", "int8_float16", True)


def test_a_gpu_that_was_asked_for_and_fails_is_not_replaced_silently() -> None:
    assert not choose(FOLDER, "cuda", run=child({})).works


def test_auto_without_a_driver_takes_the_cpu_without_a_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    if device.has_gpu_driver():
        pytest.skip("this machine has a GPU driver")
    assert choose(FOLDER) == Probe("cpu", "int8", works=True)


def test_the_cpu_needs_no_probe() -> None:
    assert choose(FOLDER, "cpu", "int16", run=child({})) == Probe("cpu", "int16", works=True)


def test_threads() -> None:
    assert threads(3) == 3
    assert threads(0, cores=1) == 1
    assert threads(0, cores=2) == 2
    assert threads(0, cores=64) == 4


class Notebook:
    """A memory."""

    def __init__(self) -> None:
        self.answers: dict[str, Mapping[str, Any]] = {}

    def get(self, question: str) -> Mapping[str, Any] | None:
        return self.answers.get(question)

    def put(self, question: str, answer: Mapping[str, Any]) -> None:
        self.answers[question] = answer


class Counted:
    """A child process whose starts are counted."""

    def __init__(self, works: dict[str, bool]) -> None:
        self._run = child(works)
        self.starts = 0

    def __call__(self, command: list[str], timeout_s: int) -> ChildExit:
        self.starts += 1
        return self._run(command, timeout_s)


def test_a_working_device_is_probed_once() -> None:
    run, memory = Counted({"float16": True}), Notebook()
    first = choose(FOLDER, "cuda", run=run, memory=memory)
    assert choose(FOLDER, "cuda", run=run, memory=memory) == first == Probe("cuda", "float16", works=True, reason="no")
    assert run.starts == 1
    choose(FOLDER, "cuda", "float16", run=run, memory=memory)
    assert run.starts == 2, "another question"


def test_another_model_is_checked_again(tmp_path: Path) -> None:
    run, memory = Counted({"float16": True}), Notebook()
    (tmp_path / "model.bin").write_bytes(b"old")
    choose(tmp_path, "cuda", run=run, memory=memory)
    (tmp_path / "model.bin").write_bytes(b"another")
    choose(tmp_path, "cuda", run=run, memory=memory)
    assert run.starts == 2


def test_a_failure_is_asked_again_after_a_day() -> None:
    run, memory, now = Counted({}), Notebook(), [0.0]
    for hours, starts in ((0, 3), (23, 3), (25, 6)):
        now[0] = hours * 3600
        assert not choose(FOLDER, "cuda", run=run, memory=memory, clock=lambda: now[0]).works
        assert run.starts == starts, "three types are tried each time"


def test_a_damaged_memory_is_checked_again() -> None:
    run, memory = Counted({"float16": True}), Notebook()
    choose(FOLDER, "cuda", run=run, memory=memory)
    memory.answers = {question: {"works": True} for question in memory.answers}
    assert choose(FOLDER, "cuda", run=run, memory=memory).works
    assert run.starts == 2


def test_a_real_child_tells_a_missing_model(tmp_path: Path) -> None:
    found = probe(tmp_path / "none", "cpu", "int8")
    assert not found.works
    assert "no model folder" in found.reason
