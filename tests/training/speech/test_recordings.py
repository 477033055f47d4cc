"""Held-out speech as recordings for the live pipeline."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from captioner.bench import manifest
from captioner.training.speech.corpus import Corpus, UncachedClip, write_shard
from captioner.training.speech.recordings import write_recordings


def spoken(length: int, text: str) -> UncachedClip:
    return UncachedClip(np.full(length, 1000, np.int16), text, "en-us", "kokoro")


def test_each_set_is_a_recording_with_pauses_between_its_utterances(tmp_path: Path) -> None:
    write_shard(tmp_path / "held-out", "main", [spoken(16_000, "One two."), spoken(8_000, "Three."), spoken(80, "No.")])
    write_shard(tmp_path / "held-out", "seen", [spoken(200_000, "Too long."), spoken(4_000, 'He said "four".')])
    listed = manifest.read(write_recordings(Corpus(tmp_path / "held-out"), tmp_path / "to", 2))
    assert [(one.kind, one.transcript) for one in listed] == [("main", "One two. Three."), ("seen", 'He said "four".')]
    with wave.open(str(listed[0].path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert np.count_nonzero(samples) == 24_000
    assert np.flatnonzero(np.diff(np.flatnonzero(samples)) > 16_000).tolist() == [15_999]


def test_only_the_sets_that_are_asked_for_are_written(tmp_path: Path) -> None:
    for name in ("answers", "kokoro"):
        write_shard(tmp_path / "held-out", name, [spoken(16_000, "Yes.")])
    listed = manifest.read(write_recordings(Corpus(tmp_path / "held-out"), tmp_path / "to", 2, {"answers"}))
    assert [one.kind for one in listed] == ["answers"]
