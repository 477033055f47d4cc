"""Ctrl-C and requests to end, at every moment of a start: no crash, no traceback, and the words are kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from captioner.ui.quit_signals import QuitSignals
from tests.conftest import ROOT

if sys.platform == "win32":
    pytest.skip("signals are a POSIX thing", allow_module_level=True)

PATIENCE_S = 120
UGLY = ("Traceback", "Fatal Python error", "QThread: Destroyed", "Aborted", "Segmentation")
STUCK = [sys.executable, "-m", "tests.ui.stuck_window"]


@pytest.fixture(autouse=True)
def no_signal_is_ignored() -> Iterator[None]:
    """A job in a shell's background ignores Ctrl-C, one under nohup SIGHUP, and programs that it starts do, too."""
    usual = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL, signal.SIGHUP: signal.SIG_DFL}
    before = {number: signal.signal(number, handler) for number, handler in usual.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def start(command: list[str], home: Path, **more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(home), **more}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_signals_are_noted_before_there_is_anything_to_quit() -> None:
    quits: list[int] = []
    with QuitSignals() as signals:
        assert not signals.has_come
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)
        assert signals.has_come
        assert not signals.is_impatient
        signals.bind(lambda: quits.append(1))
        assert quits == [1], "those from before are not lost"
        os.kill(os.getpid(), signal.SIGINT)
        assert quits == [1, 1]
        assert signals.is_impatient
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


def test_a_program_that_was_started_with_nohup_outlives_its_terminal() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with QuitSignals() as signals:
            os.kill(os.getpid(), signal.SIGHUP)
            assert not signals.has_come
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_demo_ends_cleanly_at_any_moment_of_its_start(tmp_path: Path, number: signal.Signals) -> None:
    """From 0.3 s on: before that it is Python's own start, which shows a traceback or dies of the signal."""
    for step in range(8):
        program = start([sys.executable, "-m", "captioner", "demo"], tmp_path)
        time.sleep(0.3 + 0.25 * step)
        program.send_signal(number)
        _, told = program.communicate(timeout=PATIENCE_S)
        assert not [word for word in UGLY if word in told], told
        assert program.returncode in (0, 130, -number), told
        if program.returncode == 0:
            saved = any(str(path) in told for path in tmp_path.rglob("*.jsonl"))
            assert "before the first words" in told or saved, told


@pytest.mark.slow
@pytest.mark.parametrize("impatient", [True, False])
def test_a_model_that_never_loads_does_not_keep_the_program(tmp_path: Path, impatient: bool) -> None:
    program = start(STUCK, tmp_path, **({} if impatient else {"STOP_WAIT_MS": "500"}))
    assert program.stdout is not None
    assert program.stdout.readline().strip() == "loading"
    program.send_signal(signal.SIGINT)
    if impatient:
        assert program.stdout.readline().strip() == "waiting"
        program.send_signal(signal.SIGINT)
    _, told = program.communicate(timeout=PATIENCE_S)
    assert not [word for word in UGLY if word in told], told
    assert program.returncode == 1, told
    assert "does not end" in told
