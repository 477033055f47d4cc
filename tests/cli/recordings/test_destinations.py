"""Where transcripts go."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.cli.exit_codes import UsageError
from captioner.cli.recordings.destinations import Destination, destinations


def test_one_recording_goes_to_stdout() -> None:
    assert destinations([Path("a/talk.mp3")], None, None) == [Destination(Path("a/talk.mp3"), None, "txt")]
    assert destinations([Path("talk.mp3")], None, "srt")[0] == Destination(Path("talk.mp3"), None, "srt")


def test_several_go_beside_themselves() -> None:
    found = destinations([Path("a/talk.mp3"), Path("b/talk.wav")], None, "srt")
    assert [each.path for each in found] == [Path("a/talk.srt"), Path("b/talk.srt")]


def test_a_file_says_its_format_by_its_ending() -> None:
    assert destinations([Path("talk.mp3")], "out.VTT", None) == [Destination(Path("talk.mp3"), Path("out.VTT"), "vtt")]
    assert destinations([Path("talk.mp3")], "out.dat", "json")[0].format == "json"


def test_an_unknown_ending_is_a_wrong_command_line() -> None:
    with pytest.raises(UsageError, match=r"out\.docx"):
        destinations([Path("talk.mp3")], "out.docx", None)


def test_a_folder_takes_all(tmp_path: Path) -> None:
    found = destinations([Path("a.mp3"), Path("b.mp3")], str(tmp_path), "vtt")
    assert [each.path for each in found] == [tmp_path / "a.vtt", tmp_path / "b.vtt"]
    assert destinations([Path("a.mp3")], "new/", None)[0].path == Path("new/a.txt")
    assert destinations([Path("a.mp3"), Path("b.mp3")], "new", None)[1].path == Path("new/b.txt")


def test_several_do_not_fit_into_one_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="only one"):
        destinations([Path("a.mp3"), Path("b.mp3")], "out.txt", None)


def test_names_that_meet_keep_their_endings() -> None:
    found = destinations([Path("talk.mp3"), Path("talk.wav"), Path("other.wav")], None, None)
    assert [each.path for each in found] == [Path("talk.mp3.txt"), Path("talk.wav.txt"), Path("other.txt")]


def test_names_that_meet_all_the_same_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="both"):
        destinations([Path("a/talk.mp3"), Path("b/talk.mp3")], str(tmp_path), None)


def test_a_source_is_never_a_destination() -> None:
    with pytest.raises(UsageError, match="recording"):
        destinations([Path("a.txt"), Path("b.mp3")], None, "txt")
    with pytest.raises(UsageError, match="recording"):
        destinations([Path("a.vtt")], "a.vtt", None)


@pytest.mark.parametrize("format", ["srt", "vtt", "json", "html"])
def test_formats_that_do_not_join_are_refused_on_stdout(format: str) -> None:
    with pytest.raises(UsageError, match=format):
        destinations([Path("a.mp3"), Path("b.mp3")], "-", format)


def test_texts_join_on_stdout() -> None:
    assert [each.path for each in destinations([Path("a.mp3"), Path("b.mp3")], "-", "md")] == [None, None]
