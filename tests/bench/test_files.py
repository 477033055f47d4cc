"""The measurement of recordings: tapes, turns and the table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from captioner.bench import files
from captioner.bench.manifest import ManifestEntry
from captioner.messages import SAMPLE_RATE
from tests.audio_files import write_wav


@pytest.fixture
def recordings(tmp_path: Path) -> list[ManifestEntry]:
    """Three recordings of 2 s, in each a number said."""
    for name in ("one", "two", "three"):
        write_wav(tmp_path / f"{name}.wav", np.full(2 * SAMPLE_RATE, 0.1, np.float32))
    return [ManifestEntry(tmp_path / f"{name}.wav", name) for name in ("one", "two", "three")]


def test_recordings_are_joined_in_order_to_tapes(recordings: list[ManifestEntry], tmp_path: Path) -> None:
    tapes = files.joined(recordings, 5.0, tmp_path)
    assert [tape.transcript for tape in tapes] == ["one two", "three"]
    assert [tape.seconds for tape in tapes] == pytest.approx([5.2, 2.6])
    assert len(files.load(tapes[0].path)) == pytest.approx(5.2 * SAMPLE_RATE, abs=2)


def test_each_tape_goes_to_each_program_and_another_comes_first(
    recordings: list[ManifestEntry], tmp_path: Path
) -> None:
    tapes = files.joined(recordings, 1.0, tmp_path)
    order: list[str] = []

    def program(name: str, text: str) -> files.Program:
        def transcribe(path: Path) -> str:
            order.append(name)
            return text

        return transcribe

    took = files.compare({"a": program("a", "one"), "b": program("b", "one two")}, tapes)
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert took["a"].errors == [0, 1, 1]
    assert took["b"].errors == [1, 1, 2]
    text = files.table(took, tapes)
    assert "3 tapes" in text
    assert "errors: 0.50" in text
