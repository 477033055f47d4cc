"""How far word times are from known ones."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from captioner.bench.speech import load
from captioner.bench.times import Errors, Said, Timed, figures, measure, read, table
from captioner.errors import AudioFileError
from captioner.messages import SAMPLE_RATE, Word
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer

pytestmark = pytest.mark.slow

HEADER = "file\tkind\tword\tstart\tend\n"


def word(text: str, start_s: float, end_s: float) -> Word:
    return Word(text, round(start_s * SAMPLE_RATE), round(end_s * SAMPLE_RATE), 1.0)


def test_words_are_matched_in_order_whatever_their_spelling() -> None:
    said = [Said("Well,", 0.0, 0.2), Said("the", 0.2, 0.3), Said("cat", 0.3, 0.6), Said("sat.", 0.6, 1.0)]
    errors = Errors()
    errors.take(said, [word("well", 0.1, 0.2), word("a", 0.2, 0.3), word("Cat,", 0.25, 0.5), word("sat", 0.6, 1.2)])
    assert errors.starts_ms == pytest.approx([100, -50, 0])
    assert errors.ends_ms == pytest.approx([0, -100, 200])


def test_figures_tell_distance_and_bias_apart() -> None:
    one = figures([-100.0, 100.0, 20.0])
    assert (one.words, one.median_ms, one.bias_ms) == (3, 100.0, 20.0)
    assert one.near == pytest.approx(1 / 3)
    assert math.isnan(figures([]).median_ms)


def test_a_list_of_words_is_read_by_recording(tmp_path: Path) -> None:
    listed = tmp_path / "words.tsv"
    listed.write_text(HEADER + "a.wav\treal\tSo\t0.1\t0.2\nb.wav\tmade\tyes\t1\t2\na.wav\treal\tso\t0.2\t0.4\n")
    assert read(listed) == [
        Timed(tmp_path / "a.wav", "real", (Said("So", 0.1, 0.2), Said("so", 0.2, 0.4))),
        Timed(tmp_path / "b.wav", "made", (Said("yes", 1.0, 2.0),)),
    ]


@pytest.mark.parametrize("content", ["", "file\tword\na.wav\tso\n", HEADER + "a.wav\treal\tso\tsoon\t1\n"])
def test_a_list_without_times_is_reported(tmp_path: Path, content: str) -> None:
    listed = tmp_path / "words.tsv"
    listed.write_text(content)
    if content:
        with pytest.raises(AudioFileError, match="cannot be read"):
            read(listed)
    else:
        assert read(listed) == []
    with pytest.raises(AudioFileError, match="cannot be read"):
        read(tmp_path / "none.tsv")


def test_a_model_agrees_with_itself_and_a_shift_is_a_bias(speech_model: Path, demo_recording: Path) -> None:
    recognizer = WhisperRecognizer(speech_model, Decoding(threads=1))
    samples = load(demo_recording)[: recognizer.longest_window]
    text = " ".join(each.text for each in recognizer.recognize(samples, 0, ()).words)
    known = recognizer.align(samples, text)
    early = tuple(Said(each.text, each.start / SAMPLE_RATE - 0.1, each.end / SAMPLE_RATE - 0.1) for each in known)
    found = measure(recognizer, [Timed(demo_recording, "demo", early)])
    aligned = found["demo", "known text"]
    assert figures(aligned.starts_ms).bias_ms == pytest.approx(100)
    assert figures(aligned.ends_ms).median_ms == pytest.approx(100)
    assert len(found["demo", "read"].starts_ms) >= 0.9 * len(known)
    assert "known text" in table(found)
