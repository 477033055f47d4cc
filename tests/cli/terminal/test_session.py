"""Sessions in a real terminal, a pipe, and in the face of signals; only the engine has a script."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from captioner import paths
from captioner.cli.console import Console
from captioner.cli.terminal import session as terminal_session
from captioner.errors import DeviceLost
from captioner.messages import CaptionUpdate, Status
from captioner.record import journal
from captioner.settings.declared import Settings
from tests.cli.fakes import ScriptedEngine
from tests.cli.scripted_listen import GONE, SCRIPT
from tests.conftest import ROOT

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from tests.cli.disks import full, read_only
from tests.cli.pty_terminal import Terminal, styles

pytestmark = pytest.mark.slow

PROGRAM = ["-m", "tests.cli.scripted_listen"]
BOLD, DIM, STRUCK = "1", "2", "9"


def kept(ending: str) -> list[Path]:
    """The files that sessions left in the folder of transcripts."""
    return sorted(paths.transcripts_dir().glob("*" + ending))


def test_bright_dim_and_struck_through() -> None:
    with Terminal(PROGRAM) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text)
        assert "um" not in terminal.text.split()
        assert BOLD in styles(terminal.frame)["monday."]
        assert DIM in styles(terminal.frame)["rained"]
        terminal.type("r")
        terminal.wait_for(lambda: "um" in terminal.text.split())
        assert STRUCK in styles(terminal.frame)["um"]
        assert {STRUCK, DIM} <= styles(terminal.frame)["uh"]
        assert STRUCK not in styles(terminal.frame)["monday."]
        terminal.type("r")
        terminal.wait_for(lambda: "um" not in terminal.text.split())
        terminal.type("q")
        assert terminal.wait() == 0


def test_no_color_keeps_the_difference() -> None:
    with Terminal(PROGRAM, {"NO_COLOR": "1"}) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text)
        terminal.type("r")
        terminal.wait_for(lambda: "um" in terminal.text.split())
        found = styles(terminal.frame)
        assert found["monday."] == {BOLD}
        assert found["um"] == {STRUCK}
        assert found["uh"] == {STRUCK, DIM}
        terminal.type("q")
        assert terminal.wait() == 0


def test_pause_and_go_on() -> None:
    with Terminal(PROGRAM) as terminal:
        terminal.wait_for(lambda: "p pause" in terminal.text)
        terminal.type("p")
        terminal.wait_for(lambda: "paused" in terminal.text and "p go on" in terminal.text)
        terminal.type("p")
        terminal.wait_for(lambda: "listening" in terminal.text)
        terminal.type("q")
        assert terminal.wait() == 0


def test_arrow_keys_and_other_keys_do_nothing() -> None:
    with Terminal(PROGRAM) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text)
        terminal.type("\x1b[A\x1b[Dxyz \n")
        terminal.type("r")
        terminal.wait_for(lambda: "um" in terminal.text.split())
        assert terminal.process.poll() is None
        terminal.type("q")
        assert terminal.wait() == 0


def test_the_end_gives_the_terminal_back_and_says_where_the_transcript_lies() -> None:
    with Terminal(PROGRAM) as terminal:
        before = terminal.settings()
        terminal.wait_for(lambda: "rained" in terminal.text)
        assert terminal.settings() != before
        terminal.type("q")
        assert terminal.wait() == 0
        assert terminal.settings() == before
        behind = terminal.output.rpartition("\x1b[?1049l")[2]
    assert "We left on monday." in terminal.text
    assert str(kept(".txt")[0]) in behind.replace("\r\n", "\n")
    assert "leaves out" in behind
    assert kept(".txt")[0].read_text(encoding="utf-8").startswith("We left on monday.\n")


def test_what_to_do_about_a_missing_model_is_still_there_when_the_screen_is_gone() -> None:
    with Terminal([*PROGRAM, "--replaced"]) as terminal:
        terminal.wait_for(lambda: GONE.remedy in terminal.text)
        terminal.type("q")
        assert terminal.wait() == 0
        assert GONE.remedy in terminal.output.rpartition("\x1b[?1049l")[2]
    (path,) = kept(journal.SUFFIX)
    assert journal.recover(path).transcript.info.speech_model == "another"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_saves(number: signal.Signals, tmp_path: Path) -> None:
    output = tmp_path / "notes.srt"
    with Terminal([*PROGRAM, str(output)]) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text)
        terminal.process.send_signal(number)
        assert terminal.wait() == 0
    assert "We left on monday." in output.read_text(encoding="utf-8")
    assert journal.recover(kept(journal.SUFFIX)[0]).is_finished


def test_ctrl_c_is_that_signal() -> None:
    with Terminal(PROGRAM) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text)
        terminal.type("\x03")
        assert terminal.wait() == 0
    assert kept(".txt")


def test_a_closed_window_saves() -> None:
    with Terminal(PROGRAM) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text)
        terminal.hang_up()
        terminal.process.wait(60)
    assert journal.recover(kept(journal.SUFFIX)[0]).is_finished
    assert "We left" in kept(".txt")[0].read_text(encoding="utf-8")


def test_killed_in_mid_sentence() -> None:
    with Terminal(PROGRAM) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text)
        terminal.process.kill()
        terminal.process.wait()
    recovered = journal.recover(kept(journal.SUFFIX)[0])
    assert not recovered.is_finished
    spoken = [word.word.text for entry in recovered.transcript.entries for word in entry.words]
    assert spoken == ["We", "um", "left", "on", "monday.", "It"]
    assert journal.unfinished(paths.transcripts_dir()) == kept(journal.SUFFIX)


def test_lines_in_a_pipe() -> None:
    program = subprocess.Popen(
        [sys.executable, *PROGRAM],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "We left on monday.\n"
    program.send_signal(signal.SIGTERM)
    out, told = program.communicate()
    assert program.returncode == 0
    assert out == "It\n"
    assert "\x1b" not in out + told
    assert str(kept(".txt")[0]) in told


def test_a_reader_that_leaves_ends_the_session() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    program = subprocess.run(
        [sys.executable, *PROGRAM],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert "We left" in kept(".txt")[0].read_text(encoding="utf-8")
    assert "Traceback" not in program.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_ends_the_session_with_an_error() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        program = subprocess.run(
            [sys.executable, *PROGRAM],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "No space left" in program.stderr
    assert "Exception ignored" not in program.stderr
    assert "We left" in kept(".txt")[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("script", [(), SCRIPT])
def test_captions_that_fail(
    script: tuple[CaptionUpdate | Status, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def make(on_update: Callable[[CaptionUpdate], None], on_status: Callable[[Status], None]) -> ScriptedEngine:
        return ScriptedEngine(on_update, on_status, script, error=DeviceLost("The microphone is gone."))

    output = tmp_path / "notes.txt"
    with pytest.raises(DeviceLost):
        terminal_session.run(Console(), Settings(), make, "the script", output)
    said = capsys.readouterr()
    assert output.exists() == bool(script)
    assert ("words were said" in said.err) == bool(script)
    assert "No words" not in said.err
    assert said.out == ("We left on monday.\nIt\n" if script else "")


def test_a_second_ctrl_c_does_not_wait() -> None:
    with Terminal([*PROGRAM, "--stubborn"]) as terminal:
        before = terminal.settings()
        terminal.wait_for(lambda: "rained" in terminal.text)
        terminal.type("\x03")
        terminal.wait_for(lambda: "Ending" in terminal.text)
        terminal.type("\x03")
        assert terminal.wait() == -signal.SIGINT
        assert terminal.settings() == before
    assert "\x1b[?1049l" in terminal.output
    assert len(journal.recover(kept(journal.SUFFIX)[0]).transcript.entries) == 2


def rows(text: str) -> str:
    """Text of which the terminal may have broken the rows anywhere."""
    return " ".join(text.split())


def test_a_read_only_folder_is_reported_and_the_journal_has_the_words(tmp_path: Path) -> None:
    with read_only(tmp_path / "disk") as folder, Terminal([*PROGRAM, str(folder / "notes.txt")]) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text)
        terminal.type("q")
        assert terminal.wait() == 1
        assert list(folder.iterdir()) == []
    assert "permission to write" in terminal.output
    assert kept(journal.SUFFIX)[0].name in terminal.output


@pytest.mark.parametrize("disk", [read_only, full])
def test_words_that_no_disk_takes_stay_in_the_terminal(
    disk: Callable[[Path], AbstractContextManager[Path]], tmp_path: Path
) -> None:
    with disk(tmp_path / "disk") as home, Terminal(PROGRAM, {"XDG_DATA_HOME": str(home)}) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text and "hoose" in rows(terminal.text))
        terminal.type("q")
        assert terminal.wait() == 1
    behind = terminal.output.rpartition("\x1b[?1049l")[2]
    assert "not on the disk" in behind
    assert "We left on monday.\r\nIt\r\n" in behind


def test_a_folder_that_was_removed_holds_journal_and_text_again() -> None:
    with Terminal(PROGRAM) as terminal:
        terminal.wait_for(lambda: "rained" in terminal.text and bool(kept(journal.SUFFIX)))
        shutil.rmtree(kept(journal.SUFFIX)[0].parent)
        terminal.type("q")
        assert terminal.wait() == 1
    assert "was removed while it was being written" in rows(terminal.output)
    assert journal.recover(kept(journal.SUFFIX)[0]).transcript.entries
    assert kept(".txt")
