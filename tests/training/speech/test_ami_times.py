"""Turns of a meeting with the times of their words."""

from __future__ import annotations

import csv
import wave
from pathlib import Path

import numpy as np
import pytest

from captioner.messages import SAMPLE_RATE
from captioner.training.speech.ami_times import SpokenWord, read_words, undisturbed, write_turns

_XML = """<?xml version="1.0" encoding="ISO-8859-1"?>
<nite:root nite:id="M.{speaker}.words" xmlns:nite="http://nite.sourceforge.net/">
{words}</nite:root>
"""


def _said(speaker: str, text: str, start: float, each: float = 0.5) -> list[SpokenWord]:
    words = enumerate(text.split())
    return [SpokenWord(start + i * each, start + (i + 1) * each, speaker, word) for i, word in words]


def test_words_of_all_speakers_are_read_in_time_order_without_marks_and_noises(tmp_path: Path) -> None:
    said = {
        "A": '<w starttime="1.0" endtime="1.5">so</w><w starttime="1.5" endtime="1.5" punc="true">,</w>',
        "B": '<vocalsound starttime="0.1" endtime="0.2" type="laugh"/><w starttime="0.2" endtime="0.6">what</w>',
    }
    for speaker, words in said.items():
        (tmp_path / f"M.{speaker}.words.xml").write_text(_XML.format(speaker=speaker, words=words), encoding="latin-1")
    assert read_words(tmp_path, "M") == [SpokenWord(0.2, 0.6, "B", "what"), SpokenWord(1.0, 1.5, "A", "so")]
    with pytest.raises(FileNotFoundError, match="meeting N"):
        read_words(tmp_path, "N")


def test_a_turn_ends_where_somebody_talks_into_it_or_nobody_speaks() -> None:
    one = _said("A", "we should do it now", 0.0)
    other = _said("B", "yes", 1.7)  # over "it"
    later = _said("A", "and then we go", 9.0)
    words = sorted([*one, *other, *later], key=lambda word: word.start_s)
    assert [[word.text for word in turn] for turn in undisturbed(words)] == [
        ["we", "should", "do"],
        ["and", "then", "we", "go"],
    ]


def test_the_times_are_those_in_the_recording_of_the_turn(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    samples = (rng.standard_normal(10 * SAMPLE_RATE) * 1000).astype(np.int16)
    with wave.open(str(tmp_path / "part.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.tobytes())
    words = [*_said("A", "before the part begins", 95.0), *_said("A", "one two three", 104.0)]
    listed = write_turns(words, tmp_path / "part.wav", 100.0, tmp_path / "turns")
    with listed.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert [(row["word"], float(row["start"])) for row in rows] == [("one", 0.3), ("two", 0.8), ("three", 1.3)]
    with wave.open(str(tmp_path / "turns" / rows[0]["file"])) as file:
        turn = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    place = round(3.7 * SAMPLE_RATE)
    assert np.abs(turn.astype(int) - samples[place : place + len(turn)]).max() <= 1
