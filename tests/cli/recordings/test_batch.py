"""Recordings transcribed one after the other; the engine has a script, all else is real."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from captioner.cli.console import Console
from captioner.cli.exit_codes import ExitCode
from captioner.cli.recordings.batch import Batch, Recording
from captioner.cli.recordings.destinations import destinations
from captioner.engine import Engine, MakeEngine
from captioner.errors import AudioFileError, ExportError, ModelMissing
from captioner.export.formats import ExportView, Options
from captioner.messages import SAMPLE_RATE, CaptionUpdate, State, Status
from captioner.settings.declared import Settings
from tests.cli.fakes import ScriptedEngine, update


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

    def __call__(self, path: Path) -> tuple[Recording, MakeEngine]:
        self.opened.append(path.name)
        return FakeRecording(path), lambda on_update, on_status: self._engine(path.stem, on_update, on_status)

    def _engine(
        self, name: str, on_update: Callable[[CaptionUpdate], None], on_status: Callable[[Status], None]
    ) -> Engine:
        script = (
            Status(State.LOADING),
            update(0, f"Um|h this is {name}.", ended=True),
            Status(State.LISTENING, 0.1, SAMPLE_RATE),
        )
        if name == "endless":
            return InterruptingEngine(on_update, on_status, script)
        errors = {"broken": AudioFileError("It is broken."), "modelless": ModelMissing("There is no model.")}
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


def batch(library: Library, *, force: bool = False, view: ExportView = ExportView.CLEANED) -> Batch:
    return Batch(Console(), Settings(), Options(view), library, force=force)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_to_stdout_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    code = batch(Library()).run(destinations([Path("one.wav")], None, None))
    assert code == ExitCode.FINE
    assert capsys.readouterr().out == "This is one.\n"


def test_both_views_in_one(capsys: pytest.CaptureFixture[str]) -> None:
    batch(Library(), view=ExportView.BOTH).run(destinations([Path("one.wav")], "-", "md"))
    assert "~~Um~~" in capsys.readouterr().out


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = [Path("one.wav"), Path("broken.mp3"), Path("two.wav")]
    code = batch(Library()).run(destinations(sources, str(tmp_path), "srt"))
    assert code == ExitCode.AUDIO
    assert files(tmp_path) == ["one.srt", "two.srt"]
    assert "broken.mp3" in capsys.readouterr().err


def test_failures_of_several_kinds(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("mine")
    code = batch(Library()).run(destinations([Path("one.wav"), Path("broken.wav")], str(tmp_path), None))
    assert code == ExitCode.FAILED
    assert (tmp_path / "one.txt").read_text() == "mine"


def test_a_missing_model_stops_all(tmp_path: Path) -> None:
    library = Library()
    with pytest.raises(ModelMissing):
        batch(library).run(destinations([Path("modelless.wav"), Path("two.wav")], str(tmp_path), None))
    assert library.opened == ["modelless.wav"]


def test_the_only_one_fails_with_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError):
        batch(Library()).run(destinations([Path("broken.wav")], str(tmp_path / "x.txt"), None))
    assert files(tmp_path) == []


def test_nothing_is_replaced_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "one.txt"
    target.write_text("mine")
    library = Library()
    with pytest.raises(ExportError, match="exists"):
        batch(library).run(destinations([Path("one.wav")], str(target), None))
    assert library.opened == []
    assert target.read_text() == "mine"
    batch(library, force=True).run(destinations([Path("one.wav")], str(target), None))
    assert target.read_text(encoding="utf-8") == "This is one.\n"


def test_silence_is_said_to_be_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = batch(Library()).run(destinations([Path("silent.wav")], str(tmp_path / "x.txt"), None))
    assert code == ExitCode.FINE
    assert (tmp_path / "x.txt").read_text() == ""
    assert "No words were heard in silent.wav" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be made"):
        batch(Library()).run(destinations([Path("one.wav")], str(tmp_path / "file" / "folder") + "/", None))


def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    sources = [Path("one.wav"), Path("endless.wav"), Path("two.wav")]
    with pytest.raises(KeyboardInterrupt):
        batch(Library()).run(destinations(sources, str(tmp_path), None))
    assert files(tmp_path) == ["one.txt"]
    assert signal.getsignal(signal.SIGINT) is before
