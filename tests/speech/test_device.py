"""Choosing a device: what works is used, what aborts is survived and told."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from captioner.speech import device
from captioner.speech.device import Outcome, Probe, choose, probe, threads

FOLDER = Path("model")


def child(works: dict[str, bool]) -> device.RunChild:
    """A child process in which the compute types work or not; one that is not named aborts."""

    def run(command: list[str], timeout_s: int) -> Outcome:
        kind = command[-1]
        if kind not in works:
            return Outcome(-6, "Could not load library libcudnn_ops_infer.so.8\nAborted")
        return Outcome(0, "some noise\n" + json.dumps(asdict(Probe("cuda", kind, works[kind], "no"))))

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


def test_a_real_child_tells_a_missing_model(tmp_path: Path) -> None:
    found = probe(tmp_path / "none", "cpu", "int8")
    assert not found.works
    assert "no model folder" in found.reason
