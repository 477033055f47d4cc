"""The streaming benchmark: its figures from scripted recognition, and its table."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from captioner.audio.source import AudioSource
from captioner.bench.manifest import ManifestEntry, chosen, read
from captioner.bench.stream import measure, table
from captioner.errors import AudioFileError
from captioner.messages import SAMPLE_RATE
from captioner.pipeline import Parts
from captioner.speech.segmenter import Segmenter
from captioner.speech.whisper.transcriber import WHOLE_UTTERANCES, Streaming, Transcriber
from tests.audio_files import write_wav
from tests.fakes import ClockworkSpeaker, EnergyVoiceActivity, ScriptedRecognizer, UmTagger


def write_manifest(folder: Path, rows: str) -> Path:
    path = folder / "list.tsv"
    path.write_text(rows, encoding="utf-8")
    return path


@pytest.fixture
def recordings(tmp_path: Path) -> list[ManifestEntry]:
    """Four seconds of loudness in which the scripted speaker says w0 to w7, and a list that says so."""
    write_wav(tmp_path / "a.wav", np.full(4 * SAMPLE_RATE, 0.5, np.float32))
    return read(write_manifest(tmp_path, "file\ttranscript\na.wav\tw0 w1 w2 w3 w4 w5 w6 wrong\n"))


def parts_with(streaming: Streaming, source: AudioSource) -> Parts:
    transcriber = Transcriber(ScriptedRecognizer(ClockworkSpeaker()), streaming, clock=lambda: 0.0)
    return Parts(source, Segmenter(EnergyVoiceActivity()), transcriber, UmTagger())


def test_figures_of_a_scripted_speaker(recordings: list[ManifestEntry]) -> None:
    told: list[str] = []
    live = measure("captioner", recordings, lambda source: parts_with(Streaming(), source), told.append)
    whole = measure("whole", recordings, lambda source: parts_with(WHOLE_UTTERANCES, source), told.append)
    assert told == ["captioner: 1/1 a.wav", "whole: 1/1 a.wav"]
    for figures in (live, whole):
        assert figures.audio_s == pytest.approx(4.0)
        assert figures.words == 8
        assert figures.wer == pytest.approx(1 / 8)
        assert figures.peak_mb > 1
    assert live.retracted_per_min == whole.retracted_per_min == 0
    # a word is seen a hop and a block after its end, and all of them only at the end where nothing streams;
    # a ratio of one run, for a busy machine slows both
    assert live.first_seen["p50"] < whole.first_seen["p50"] / 2
    assert whole.first_seen["p50"] > 1.5
    assert live.said["p50"] <= live.cleaned["p50"] < whole.cleaned["p50"]
    assert live.cleaned_behind_said_s >= 0.0


def test_the_table_has_a_line_for_each_policy(recordings: list[ManifestEntry]) -> None:
    figures = asdict(
        measure("captioner", recordings, lambda source: parts_with(Streaming(), source), lambda line: None)
    )
    lines = table([figures, figures | {"policy": "other", "wer": None}]).splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("captioner")
    assert "0.125" in lines[1]


def test_a_recording_without_a_word_has_no_delays_in_the_table() -> None:
    nothing = {"p50": None, "p95": None}
    run = {"policy": "captioner", "words": 0, "cpu_per_audio_s": 0.0054, "first_seen": nothing}
    run["cleaned_behind_said_s"] = None
    line = table(
        [run | {"said": nothing, "cleaned": nothing, "wer": None, "retracted_per_min": 0.0, "peak_mb": 200.0}]
    ).splitlines()[1]
    assert line.split()[:4] == ["captioner", "0", "0.0054", "-"]


def test_an_invalid_list_is_reported(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match="cannot be read"):
        read(tmp_path / "none.tsv")
    with pytest.raises(AudioFileError, match="lists no recordings"):
        read(write_manifest(tmp_path, "name\tx\na\tb\n"))
    with pytest.raises(AudioFileError, match=r"gone\.wav"):
        read(write_manifest(tmp_path, "file\ttranscript\ngone.wav\tx\n"))


def test_nothing_to_measure_is_reported(recordings: list[ManifestEntry]) -> None:
    assert chosen(recordings, None) == recordings
    for nothing in (chosen, lambda _, limit: chosen([], limit)):
        with pytest.raises(AudioFileError, match="left to measure"):
            nothing(recordings, 0)
