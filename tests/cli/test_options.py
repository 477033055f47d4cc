"""What the command line makes of the settings."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest

from captioner import paths
from captioner.cli.exit_codes import UsageError
from captioner.cli.options import FORMATS, VIEWS, add_verbatim, check_recording, chosen_settings, format_of
from captioner.errors import AudioFileError
from captioner.export.formats import Format
from captioner.messages import View
from captioner.settings import declared as settings
from captioner.settings import file as settings_file
from captioner.settings.declared import Settings


def never(sentence: str) -> None:
    raise AssertionError(sentence)


def test_formats_are_those_that_can_be_written() -> None:
    assert tuple(Format) == FORMATS


def test_options_that_are_not_given_come_from_the_settings_file() -> None:
    settings_file.save(settings.replace(Settings(), "general.view", "marked"), paths.settings_file())
    assert chosen_settings(Namespace(view=None, model=None), never).general.view == "marked"
    assert chosen_settings(Namespace(view="cleaned"), never).general.view == "cleaned"
    assert chosen_settings(Namespace(view="said"), never).general.view == "said"


def test_options_stand_for_settings() -> None:
    chosen = chosen_settings(Namespace(source="talk.wav", model="tiny", language="de", device="USB"), never)
    assert (chosen.audio.source, chosen.speech.model, chosen.speech.language) == ("talk.wav", "tiny", "de")
    assert (chosen.audio.device, chosen.audio.system_device) == ("USB", "")


@pytest.mark.parametrize(("said", "wanted"), [("on", True), ("off", False)])
def test_verbatim_is_on_or_off(said: str, wanted: bool) -> None:
    parser = ArgumentParser()
    add_verbatim(parser)
    assert chosen_settings(parser.parse_args(["--verbatim", said]), never).speech.verbatim_prompt is wanted
    settings_file.save(settings.replace(Settings(), "speech.verbatim_prompt", not wanted), paths.settings_file())
    assert chosen_settings(parser.parse_args([]), never).speech.verbatim_prompt is not wanted
    with pytest.raises(SystemExit):
        parser.parse_args(["--verbatim", "yes"])


def test_a_device_of_the_system_is_an_output() -> None:
    chosen = chosen_settings(Namespace(source="system", device="HDMI"), never)
    assert (chosen.audio.device, chosen.audio.system_device) == ("", "HDMI")


def test_a_damaged_settings_file_is_reported_and_stops_nothing() -> None:
    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text("{")
    told: list[str] = []
    assert chosen_settings(Namespace(), told.append) == Settings()
    assert len(told) == 1


def test_endings_name_formats() -> None:
    assert format_of(Path("a/b.SRT")) == "srt"
    for name in ("notes", "notes.docx", ".srt"):
        with pytest.raises(UsageError):
            format_of(Path(name))


def test_a_misspelt_recording_is_noticed_at_once(tmp_path: Path) -> None:
    check_recording(settings.replace(Settings(), "audio.source", "mic"))
    check_recording(settings.replace(Settings(), "audio.source", str(tmp_path)))
    with pytest.raises(AudioFileError, match=r"tlak\.wav"):
        check_recording(settings.replace(Settings(), "audio.source", "tlak.wav"))


def test_the_views_of_the_command_line_are_those_that_there_are() -> None:
    assert set(VIEWS) == {view.value for view in View}
    assert set(VIEWS) == set(settings.find("general.view").choices)
