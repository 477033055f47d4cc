"""Recordings transcribed one after the other; the engine has a script, all else is real."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from captioner.cli.console import Console
from captioner.cli.exit_codes import ExitCode
from captioner.cli.options import FORMATS
from captioner.cli.recordings.batch import Existing, LengthySource, RecordingBatch
from captioner.cli.recordings.collect import Found
from captioner.cli.recordings.transcript_files import Destination, destinations
from captioner.engine import Engine, MakeEngine
from captioner.errors import AudioFileError, ExportError, ModelMissing
from captioner.export.formats import Options
from captioner.messages import SAMPLE_RATE, CaptionUpdate, State, Status, View
from captioner.models import store as model_store
from captioner.settings.declared import Settings
from tests.cli.fakes import ScriptedEngine, update

GONE = ModelMissing("There is no model. The built-in one is used in its place.", "Fetch it.")


class FakeRecording:
    """Two seconds long."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.duration_s = 2.0
        self.other_tracks: tuple[str, ...] = ()


class Library:
    """Opens recordings whose names say what becomes of them."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def __call__(self, path: Path) -> tuple[LengthySource, MakeEngine]:
        self.opened.append(path.name)
        return FakeRecording(path), lambda on_update, on_status: self._engine(path, on_update, on_status)

    def _engine(
        self, path: Path, on_update: Callable[[CaptionUpdate], None], on_status: Callable[[Status], None]
    ) -> Engine:
        name = path.stem
        script = (
            Status(State.LOADING),
            replace(update(0, f"Um|h this is {name}.", ended=True), language="de"),
            replace(update(1, "Yes.", ended=True), language="en"),
            Status(State.LISTENING, 0.1, SAMPLE_RATE),
        )
        if name.startswith("replaced"):
            script = (Status(State.LOADING, stands_in=GONE, stand_in="whisper-tiny-en"), *script)
        if name == "endless":
            return InterruptingEngine(on_update, on_status, script)
        errors = {
            "broken": AudioFileError("It is broken."),
            "stdin": AudioFileError("{path} is broken.", path=path),
            "modelless": ModelMissing("There is no model."),
        }
        return ScriptedEngine(on_update, on_status, () if name == "silent" else script, error=errors.get(name))


class InterruptingEngine(ScriptedEngine):
    """Someone types Ctrl-C while it runs."""

    def __init__(
        self,
        on_update: Callable[[CaptionUpdate], None],
        on_status: Callable[[Status], None],
        script: tuple[CaptionUpdate | Status, ...],
    ) -> None:
        super().__init__(on_update, on_status, script, waits=True)

    def run(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        super().run()


def batch(library: Library, existing: Existing = Existing.REFUSE, *, view: View = View.CLEANED) -> RecordingBatch:
    return RecordingBatch(Console(), Settings(), Options(view), library, existing)


def planned(names: str | list[str], output: str | Path | None, *formats: str) -> list[Destination]:
    """Where recordings of these names go."""
    found = [Found(Path(name)) for name in ([names] if isinstance(names, str) else names)]
    return destinations(found, None if output is None else str(output), formats)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_to_stdout_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    code = batch(Library()).run(planned("one.wav", None))
    assert code == ExitCode.FINE
    assert capsys.readouterr().out == "This is one.\nYes.\n"


def test_both_views_in_one(capsys: pytest.CaptureFixture[str]) -> None:
    batch(Library(), view=View.MARKED).run(planned("one.wav", "-", "md"))
    assert "~~Um~~" in capsys.readouterr().out


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = ["one.wav", "broken.mp3", "two.wav"]
    code = batch(Library()).run(planned(sources, tmp_path, "srt"))
    assert code == ExitCode.AUDIO
    assert files(tmp_path) == ["one.srt", "two.srt"]
    assert "broken.mp3" in capsys.readouterr().err


def test_failures_of_several_kinds(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("mine")
    code = batch(Library()).run(planned(["one.wav", "broken.wav"], tmp_path))
    assert code == ExitCode.FAILED
    assert (tmp_path / "one.txt").read_text() == "mine"


def test_a_missing_model_stops_all(tmp_path: Path) -> None:
    library = Library()
    with pytest.raises(ModelMissing):
        batch(library).run(planned(["modelless.wav", "two.wav"], tmp_path))
    assert library.opened == ["modelless.wav"]


def test_another_model_in_place_of_the_chosen_one_is_told_once_and_reads_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = planned(["replaced1.wav", "replaced2.wav"], tmp_path, "json")
    chosen = replace(Settings(), speech=replace(Settings().speech, model="mine"))
    reading = RecordingBatch(Console(), chosen, Options(View.CLEANED), Library())
    assert reading.run(wanted) is ExitCode.FINE
    for name in ("replaced1.json", "replaced2.json"):
        assert json.loads((tmp_path / name).read_text(encoding="utf-8"))["speech_model"] == "whisper-tiny-en"
    assert capsys.readouterr().err.count(GONE.sentence()) == 1


def test_the_only_one_fails_with_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError):
        batch(Library()).run(planned("broken.wav", tmp_path / "x.txt"))
    assert files(tmp_path) == []


def test_messages_about_standard_input_do_not_name_its_temporary_file(tmp_path: Path) -> None:
    piped = Found(tmp_path / "captioner-stdin-x" / "stdin", home=tmp_path)
    with pytest.raises(AudioFileError, match=r"^stdin is broken\.$"):
        batch(Library()).run(destinations([piped], None))


def test_nothing_is_replaced_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "one.txt"
    target.write_text("mine")
    library = Library()
    with pytest.raises(ExportError, match="exists"):
        batch(library).run(planned("one.wav", target))
    assert library.opened == []
    assert target.read_text() == "mine"
    batch(library, Existing.REPLACE).run(planned("one.wav", target))
    assert target.read_text(encoding="utf-8") == "This is one.\nYes.\n"


def test_existing_files_can_be_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.txt").write_text("mine")
    library = Library()
    wanted = planned(["one.wav", "two.wav"], tmp_path, "txt", "srt")
    (tmp_path / "two.txt").write_text("mine")
    (tmp_path / "two.srt").write_text("mine")
    assert batch(library, Existing.SKIP).run(wanted) == ExitCode.FINE
    assert library.opened == ["one.wav"]
    assert files(tmp_path) == ["one.srt", "one.txt", "two.srt", "two.txt"]
    assert (tmp_path / "one.txt").read_text() == "mine"
    assert "two.wav has a transcript already" in capsys.readouterr().err


def test_several_formats_of_one_reading(tmp_path: Path) -> None:
    library = Library()
    batch(library).run(planned("one.wav", tmp_path, *FORMATS))
    assert library.opened == ["one.wav"]
    assert files(tmp_path) == sorted(f"one.{each}" for each in FORMATS)


def test_json_says_when_in_what_language_and_by_which_models(tmp_path: Path) -> None:
    batch(Library()).run(planned("one.wav", tmp_path, "json"))
    written = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert datetime.fromisoformat(written["started"]).utcoffset() is not None
    assert (written["source"], written["language"]) == ("one.wav", "de")
    assert written["speech_model"] == Settings().speech.model
    assert written["disfluency_model"] == model_store.default().disfluency_name("auto", "de") != "auto"


def test_silence_is_said_to_be_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = batch(Library()).run(planned("silent.wav", tmp_path / "x.txt"))
    assert code == ExitCode.FINE
    assert (tmp_path / "x.txt").read_text() == ""
    assert "No words were heard in silent.wav" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be made"):
        batch(Library()).run(planned("one.wav", str(tmp_path / "file" / "folder") + "/"))


def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    sources = ["one.wav", "endless.wav", "two.wav"]
    with pytest.raises(KeyboardInterrupt):
        batch(Library()).run(planned(sources, tmp_path))
    assert files(tmp_path) == ["one.txt"]
    assert signal.getsignal(signal.SIGINT) is before
