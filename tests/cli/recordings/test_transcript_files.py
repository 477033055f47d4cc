"""Where transcripts go."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.cli.exit_codes import UsageError
from captioner.cli.options import FORMATS
from captioner.cli.recordings.collect import Found
from captioner.cli.recordings.transcript_files import Destination, Output, destinations


def plan(names: list[str], output: str | Path | None, *formats: str, folder: Path | None = None) -> list[Destination]:
    """Where recordings of these names go."""
    return destinations([Found(Path(name)) for name in names], None if output is None else str(output), formats, folder)


def paths(found: list[Destination]) -> list[Path | None]:
    """All files in order."""
    return [each.path for destination in found for each in destination.outputs]


def test_one_recording_goes_to_stdout() -> None:
    assert plan(["a/talk.mp3"], None) == [Destination(Path("a/talk.mp3"), (Output(None, "txt"),))]
    assert plan(["talk.mp3"], None, "srt") == [Destination(Path("talk.mp3"), (Output(None, "srt"),))]


def test_several_go_beside_themselves() -> None:
    assert paths(plan(["a/talk.mp3", "b/talk.wav"], None, "srt")) == [Path("a/talk.srt"), Path("b/talk.srt")]


def test_several_formats_of_one_go_beside_it() -> None:
    assert paths(plan(["a/talk.mp3"], None, "srt", "txt")) == [Path("a/talk.srt"), Path("a/talk.txt")]
    assert len(paths(plan(["a/talk.mp3"], "out", *FORMATS))) == len(FORMATS)


def test_a_file_says_its_format_by_its_ending() -> None:
    assert plan(["talk.mp3"], "out.VTT") == [Destination(Path("talk.mp3"), (Output(Path("out.VTT"), "vtt"),))]
    assert plan(["talk.mp3"], "out.dat", "json")[0].outputs[0].format == "json"


def test_an_unknown_ending_is_a_wrong_command_line() -> None:
    with pytest.raises(UsageError, match=r"out\.docx"):
        plan(["talk.mp3"], "out.docx")


def test_a_folder_takes_all(tmp_path: Path) -> None:
    assert paths(plan(["a.mp3", "b.mp3"], tmp_path, "vtt")) == [tmp_path / "a.vtt", tmp_path / "b.vtt"]
    assert paths(plan(["a.mp3"], "new/")) == [Path("new/a.txt")]
    assert paths(plan(["a.mp3", "b.mp3"], "new")) == [Path("new/a.txt"), Path("new/b.txt")]
    assert paths(plan(["a.mp3"], None, folder=tmp_path / "made")) == [tmp_path / "made" / "a.txt"]


def test_folders_below_those_that_were_named_stay(tmp_path: Path) -> None:
    found = [Found(Path("in/talk.mp3"), Path()), Found(Path("in/b/talk.mp3"), Path("b"))]
    assert paths(destinations(found, None, ("srt",), tmp_path)) == [tmp_path / "talk.srt", tmp_path / "b" / "talk.srt"]
    assert paths(destinations(found, None)) == [Path("in/talk.txt"), Path("in/b/talk.txt")]


def test_standard_input_goes_to_the_folder_where_the_program_is() -> None:
    piped = Found(Path("/tmp/captioner-1/stdin"), home=Path())
    assert paths(destinations([piped], None, ("srt", "txt"))) == [Path("stdin.srt"), Path("stdin.txt")]
    assert paths(destinations([piped], None)) == [None]


def test_several_do_not_fit_into_one_file() -> None:
    with pytest.raises(UsageError, match="only one"):
        plan(["a.mp3", "b.mp3"], "out.txt")
    with pytest.raises(UsageError, match="only one"):
        plan(["a.mp3"], "out.txt", "txt", "srt")


def test_two_places_are_one_too_many(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two places"):
        plan(["a.mp3"], "out.txt", folder=tmp_path)


def test_names_that_meet_keep_their_endings() -> None:
    found = plan(["talk.mp3", "talk.wav", "other.wav"], None)
    assert paths(found) == [Path("talk.mp3.txt"), Path("talk.wav.txt"), Path("other.txt")]


def test_names_that_meet_all_the_same_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="both"):
        plan(["a/talk.mp3", "b/talk.mp3"], tmp_path)


def test_a_source_is_never_a_destination() -> None:
    with pytest.raises(UsageError, match="recording"):
        plan(["a.txt", "b.mp3"], None, "txt")
    with pytest.raises(UsageError, match="recording"):
        plan(["a.vtt"], "a.vtt")


@pytest.mark.parametrize("format", ["srt", "vtt", "tsv", "json", "html"])
def test_formats_that_do_not_join_are_refused_on_stdout(format: str) -> None:
    with pytest.raises(UsageError, match=format):
        plan(["a.mp3", "b.mp3"], "-", format)
    with pytest.raises(UsageError, match="Several formats"):
        plan(["a.mp3"], "-", "txt", format)


def test_texts_join_on_stdout() -> None:
    assert paths(plan(["a.mp3", "b.mp3"], "-", "md")) == [None, None]
