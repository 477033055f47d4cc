"""The command line as a whole."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from captioner import __version__
from captioner.cli import main as command_line
from captioner.cli.exit_codes import ExitCode, UsageError, of
from captioner.errors import AudioFileError, CaptionerError, DeviceLost, ExportError, ModelMissing
from tests.conftest import ROOT

HEAVY = {"PySide6", "onnxruntime", "ctranslate2", "faster_whisper", "sounddevice", "av", "huggingface_hub", "numpy"}


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that a command line imports."""
    script = (
        "import json, sys\n"
        "from captioner.cli.main import main\n"
        f"main({list(arguments)!r})\n"
        "print('\\n' + json.dumps(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["listen", "--help"], ["transcribe", "--help"], ["demo", "--help"]]
)
def test_help_needs_nothing_heavy(arguments: list[str]) -> None:
    assert not loaded_by(*arguments) & HEAVY


@pytest.mark.skipif(sys.platform != "linux", reason="counts the threads of the process as Linux shows them")
def test_numpy_computes_on_one_thread() -> None:
    script = (
        "import os\n"
        "from captioner.cli.main import main\n"
        "main(['--version'])\n"
        "import numpy as np\n"
        "square = np.ones((500, 500), np.float32)\n"
        "square @ square\n"
        "print(len(os.listdir('/proc/self/task')))\n"
    )
    limits = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
    environment = {name: value for name, value in os.environ.items() if name not in limits}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "1"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["--version"]) == ExitCode.FINE
    assert capsys.readouterr().out == f"captioner {__version__}\n"


def test_help_names_every_command_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["--help"]) == ExitCode.FINE
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in command_line.all_commands())
    assert all(code.meaning in shown for code in ExitCode)


@pytest.mark.parametrize("name", command_line.all_commands())
def test_every_command_has_help_to_learn_from(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main([name, "--help"]) == ExitCode.FINE
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: captioner {name}")
    assert "--verbose" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["--frobnicate"],
        ["listen", "--view", "pink"],
        ["transcribe"],
        ["transcribe", "a", "--form", "srt"],
    ],
)
def test_a_wrong_command_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(arguments) == ExitCode.USAGE
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "usage", "guess"),
    [
        (["transcribe", "a", "--form", "srt"], "usage: captioner transcribe ", "--format"),
        (["transcribe", "--outptu", "b", "a"], "usage: captioner transcribe ", "--output"),
        (["models", "fetch", "tiny", "--nope"], "usage: captioner models fetch ", ""),
        (["listen", "extra"], "usage: captioner listen ", ""),
    ],
)
def test_an_unknown_option_shows_the_usage_of_its_command(
    arguments: list[str], usage: str, guess: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.main(arguments) == ExitCode.USAGE
    shown = capsys.readouterr().err
    assert shown.startswith(usage)
    assert f"did you mean {guess}" in shown if guess else "did you mean" not in shown


def test_an_unknown_command_is_told_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    command_line.main(["lisen"])
    shown = capsys.readouterr().err
    assert all(name in shown for name in command_line.all_commands())


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x"), 2),
        (ModelMissing("x"), 3),
        (AudioFileError("x"), 4),
        (DeviceLost("x"), 4),
        (ExportError("x"), 1),
        (CaptionerError("x"), 1),
    ],
)
def test_errors_have_numbers(error: CaptionerError, code: int) -> None:
    assert of(error) == code


def test_an_error_is_a_sentence_with_its_remedy(capfd: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["listen", "--source", "missing.wav"]) == ExitCode.AUDIO
    shown = capfd.readouterr().err
    assert "missing.wav" in shown
    assert "Traceback" not in shown


def test_a_missing_model_has_its_own_number(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["transcribe", str(ROOT / "assets" / "demo.txt"), "--model", str(tmp_path / "nothing")]
    assert command_line.main(arguments) == ExitCode.MODEL
    assert "nothing" in capfd.readouterr().err


def run_raising(error: BaseException) -> int:
    """Run a command that does nothing but fail."""

    def fail(chosen: argparse.Namespace) -> int:
        raise error

    return command_line.run(argparse.Namespace(run=fail))


def test_an_unforeseen_error_is_a_sentence_that_names_the_log(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_raising(ZeroDivisionError("by zero")) == ExitCode.FAILED
    shown = capfd.readouterr().err
    assert "ZeroDivisionError: by zero" in shown
    assert "Traceback" not in shown
    path = Path(shown.strip().rpartition(" ")[2])
    assert "Traceback" in path.read_text(encoding="utf-8")


def test_interrupted(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_raising(KeyboardInterrupt()) == ExitCode.INTERRUPTED
    assert capfd.readouterr().err == ""


def test_the_remedy_follows_the_error(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_raising(DeviceLost("The microphone is gone.", "Plug it in.")) == ExitCode.AUDIO
    assert capfd.readouterr().err == "captioner: The microphone is gone. Plug it in.\n"


def test_no_display_sends_to_the_terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert command_line.main([]) == ExitCode.FAILED
    assert "captioner listen" in capfd.readouterr().err


def test_a_reader_that_leaves_is_no_error() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "captioner", "models", "list"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None and program.stderr is not None
    program.stdout.close()
    told = program.stderr.read()
    program.stderr.close()
    assert program.wait() == ExitCode.FINE
    assert "Traceback" not in told
    assert "BrokenPipe" not in told


def test_a_name_like_an_option_is_a_file_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command_line.main(["clean", "-x.txt"]) == ExitCode.USAGE
    (tmp_path / "-x.wav").write_bytes(b"no sound")
    assert command_line.main(["transcribe", "-x.wav"]) == ExitCode.AUDIO
    assert "is not a sound file" in capsys.readouterr().err
