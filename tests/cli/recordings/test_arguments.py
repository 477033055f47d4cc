"""Options as people know them from Whisper's own command."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from captioner.cli.console import Console
from captioner.cli.exit_codes import ExitCode, UsageError
from captioner.cli.main import main, parser
from captioner.cli.options import FORMATS
from captioner.cli.recordings.arguments import as_whisper_writes, chosen_formats, chosen_options, load_settings
from captioner.messages import View
from captioner.settings.declared import Settings


def parsed(*words: str) -> argparse.Namespace:
    return parser(["transcribe"]).parse_args(["transcribe", "talk.wav", *as_whisper_writes(words)])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("--output_dir out --output_format srt", "--output-dir out --output-format srt"),
        ("--word_timestamps True a.wav", "--word-timestamps a.wav"),
        ("--highlight_words=False a.wav", "a.wav"),
        ("--highlight_words False --verbose", "--verbose"),
        ("--word-timestamps talk_1.wav", "--word-timestamps talk_1.wav"),
        ("--initial_prompt=a_b -- --x_y", "--initial-prompt=a_b -- --x_y"),
    ],
)
def test_whispers_spelling_is_ours(written: str, meant: str) -> None:
    assert as_whisper_writes(written.split()) == meant.split()


def test_formats() -> None:
    assert chosen_formats(parsed("-f", "all")) == FORMATS
    assert chosen_formats(parsed("-f", "srt", "--format", "txt", "-f", "srt")) == ("srt", "txt")
    assert chosen_formats(parsed()) == ()


def test_options_become_what_is_wanted_of_the_export() -> None:
    words = ["--view", "marked", "--highlight_words", "True", "--max_line_width", "30", "--max_line_count", "1"]
    wanted = chosen_options(parsed(*words), Settings())
    assert wanted.view is View.MARKED
    assert (wanted.subtitles.shape.columns, wanted.subtitles.shape.lines) == (30, 1)
    assert wanted.subtitles.highlights_words and not wanted.subtitles.has_word_times
    usual = chosen_options(parsed("--word-timestamps"), Settings()).subtitles
    assert (usual.shape.columns, usual.shape.lines, usual.has_word_times) == (42, 2, True)


def test_options_become_settings() -> None:
    options = {"--hotwords": "Captioner", "--threads": "3", "--device": "cpu", "--compute_type": "int8"}
    speech = load_settings(parsed(*(word for pair in options.items() for word in pair)), Console()).speech
    assert (speech.vocabulary, speech.threads, speech.device, speech.compute_type) == ("Captioner", 3, "cpu", "int8")


@pytest.mark.parametrize("words", ["--threads 1000", "--compute_type int3"])
def test_values_out_of_range_are_a_wrong_command_line(words: str) -> None:
    with pytest.raises(UsageError):
        load_settings(parsed(*words.split()), Console())


def test_a_model_of_one_language_does_not_translate(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["transcribe", str(tmp_path / "talk.wav"), "--task", "translate"]) == ExitCode.USAGE
    shown = capfd.readouterr().err
    assert "whisper-tiny-en" in shown and "--model base" in shown
