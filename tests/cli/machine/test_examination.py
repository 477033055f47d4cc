from __future__ import annotations

import sys
from pathlib import Path

import pytest

from captioner.audio.devices import Device
from captioner.cli.machine import examination
from captioner.cli.machine.check import Verdict
from captioner.errors import LoopbackUnavailable
from captioner.models import manifest as model_manifest
from captioner.models.store import BUILT_IN, ModelStore
from captioner.settings import declared as settings
from captioner.settings.declared import Settings


def test_an_old_or_small_python_fails() -> None:
    assert examination.python().state is Verdict.OK
    assert examination.python((3, 10, 2)).state is Verdict.FAILED
    assert examination.python((3, 12, 0), is_64_bit=False).remedy.startswith("Install a 64-bit Python")


def test_the_libraries_are_all_installed() -> None:
    check = examination.versions()
    assert check.state is Verdict.OK, check.found
    assert "ctranslate2 " in check.found


def test_the_processor_is_described() -> None:
    assert "cores" in examination.cpu().found


def test_notices_about_the_settings_are_passed_on() -> None:
    assert examination.settings_file(()).state is Verdict.OK
    check = examination.settings_file(("The settings file was damaged.",))
    assert check.state is Verdict.WARNING
    assert "damaged" in check.found


def test_looking_at_the_transcripts_folder_does_not_make_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert examination.transcripts(folder).state is Verdict.OK
    assert not folder.exists()


def test_a_file_in_the_place_of_the_transcripts_folder_fails(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    check = examination.transcripts(tmp_path / "file" / "transcripts")
    assert check.state is Verdict.FAILED
    assert "general.transcripts_folder" in check.remedy


def test_without_models_there_are_no_captions(tmp_path: Path) -> None:
    store = ModelStore(tmp_path, tmp_path / "cache")
    assert [check.state for check in examination.disfluency_models(store)] == [Verdict.WARNING]
    checks = list(examination.speech(Settings(), store))
    assert [check.state for check in checks] == [Verdict.FAILED]
    assert checks[0].remedy


def test_a_damaged_speech_model_fails_before_it_is_run(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"weights")
    model_manifest.write_manifest(
        folder, name="mine", kind="speech", languages=("en",), licence="MIT", files=["model.bin"]
    )
    (folder / "model.bin").write_bytes(b"changed")
    chosen = settings.replace(Settings(), "speech.model", "mine")
    checks = list(examination.speech(chosen, ModelStore(tmp_path, tmp_path / "cache")))
    assert [(check.name, check.state) for check in checks] == [("speech model", Verdict.FAILED)]
    assert "has changed" in checks[0].found


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tiny.en", "broken"])
def test_a_speech_model_that_the_built_in_one_stands_in_for_is_no_failure(
    speech_model: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "model.bin").write_bytes(b"no weights at all")
    store = ModelStore(speech_model.parent, tmp_path)
    checks = list(examination.speech(settings.replace(Settings(), "speech.model", name), store))
    assert all(check.state is not Verdict.FAILED for check in checks)
    (told,) = (check for check in checks if "is used in its place" in check.found)
    assert told.state is Verdict.WARNING
    assert told.remedy
    assert any(check.found.startswith(f"{BUILT_IN} works") for check in checks)


def test_a_model_that_does_not_know_the_language_fails(speech_model: Path, tmp_path: Path) -> None:
    german = settings.replace(Settings(), "speech.language", "de")
    (check,) = examination.speech(german, ModelStore(speech_model.parent, tmp_path))
    assert check.state is Verdict.FAILED
    assert "knows only English, not German" in check.found


@pytest.mark.slow
def test_a_model_that_cannot_run_is_survived(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"no weights at all")
    chosen = settings.replace(Settings(), "speech.model", str(folder))
    checks = {check.name: check for check in examination.speech(chosen, ModelStore(tmp_path, tmp_path))}
    assert checks["recognition"].state is Verdict.FAILED
    assert checks["recognition"].found


def test_the_display_is_tried_in_a_child_process() -> None:
    display, shortcuts = examination.display({"QT_QPA_PLATFORM": "offscreen"})
    assert (display.name, display.state) == ("display", Verdict.WARNING)
    assert "shown nowhere" in display.found
    assert (shortcuts.name, shortcuts.state) == ("shortcuts", Verdict.WARNING)
    assert "own windows" in shortcuts.remedy


def test_a_display_that_does_not_answer_is_survived() -> None:
    (check,) = examination.display({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"})
    assert check.state is Verdict.WARNING
    assert "no window can be opened" in check.found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_no_display_at_all_is_reported() -> None:
    (check,) = examination.display({})
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in check.found


def test_sound_is_reported_with_its_remedy() -> None:
    def no_server() -> list[Device]:
        raise LoopbackUnavailable("The sound server does not answer.", "Start it.")

    headset = Device("Headset", "Headset|ALSA", False, "48000 Hz")
    desk = Device("Desk", "Desk|ALSA", True, "44100 Hz")
    microphone, system = examination.sound(lambda: [headset, desk], no_server)
    assert (microphone.state, microphone.found) == (Verdict.OK, "Desk (44100 Hz), and 1 more")
    assert (system.state, system.remedy) == (Verdict.WARNING, "Start it.")
    microphone, _ = examination.sound(lambda: [], no_server)
    assert microphone.remedy.startswith("Connect one")
