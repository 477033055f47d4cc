"""How much a Whisper network computes, read from its model, and how long a step with it takes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from captioner.messages import Hypothesis
from captioner.speech.whisper.step_time import Network, StepTime, network_of, time_step
from tests.fakes import ScriptedRecognizer

TINY, BASE, LARGE = Network(4, 384), Network(6, 512), Network(32, 1280)


def test_larger_networks_compute_more() -> None:
    assert TINY.gflop < BASE.gflop < LARGE.gflop
    assert 14 < TINY.gflop < 16, (
        "4 layers of 384 on 750 frames: 10.6 in matrices, 3.5 in attention, 0.9 in convolutions"
    )


def test_one_network_tells_what_another_takes() -> None:
    assert StepTime(0.5, TINY).seconds_of(TINY) == 0.5
    assert StepTime(0.5, TINY).seconds_of(LARGE) == pytest.approx(0.5 * LARGE.gflop / TINY.gflop)


def test_the_shortest_of_several_readings_counts() -> None:
    times = iter([0.0, 3.0, 3.0, 4.0, 4.0, 9.0])
    recognizer = ScriptedRecognizer(lambda start, end, committed: Hypothesis(()))
    assert time_step(recognizer, np.zeros(16_000, np.float32), lambda: next(times)) == 1.0
    assert len(recognizer.calls) == 3


def test_the_network_is_read_from_the_model(speech_model: Path) -> None:
    network = network_of(speech_model)
    assert network is not None
    assert network.layers >= 2
    assert network.width % 64 == 0, "Whisper's heads are 64 wide"


@pytest.mark.parametrize("content", [b"", b"weights", bytes(64), b"\xff" * 64])
def test_a_file_that_is_no_model_has_no_network(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.bin").write_bytes(content)
    assert network_of(tmp_path) is None
    assert network_of(tmp_path / "none") is None
