"""Nothing is sent anywhere: no look-up, no connection and no identity on disk while the models run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
AWAY = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg)\(.*(?:AF_INET6?|inet_addr|sin6?_port)")
"""System calls that address another machine, in the words of strace; the system's own sockets are AF_UNIX."""


def run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("DISABLE_TELEMETRY")}
    environment |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)


def test_onnxruntime_leaves_no_identity_on_disk(models: Path, tmp_path: Path) -> None:
    program = (
        "import pathlib, time; from captioner.onnx_session import OnnxSession; "
        f"OnnxSession(pathlib.Path({str(models / 'disfluency-en' / 'model.onnx')!r})); time.sleep(1)"
    )
    run([sys.executable, "-c", program], tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize("program", ["terminal", "window"])
def test_no_system_call_addresses_another_machine(program: str, demo_recording: Path, tmp_path: Path) -> None:
    recording = str(demo_recording)
    command = {
        "terminal": [sys.executable, "-m", "captioner", "transcribe", recording, "--output", str(tmp_path / "out.txt")],
        "window": [sys.executable, "-c", WINDOW],
    }[program]
    trace = tmp_path / "trace"
    run(["strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace), *command], tmp_path)
    calls = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    assert [call for call in calls if AWAY.search(call)] == []


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_an_addressed_call_would_be_seen(tmp_path: Path) -> None:
    program = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    trace = tmp_path / "trace"
    run(["strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace), sys.executable, "-c", program], tmp_path)
    assert AWAY.search(trace.read_text(encoding="utf-8"))


WINDOW = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from captioner.cli.main import main
from PySide6.QtWidgets import QApplication
app = QApplication([])
QTimer.singleShot(4000, app.quit)
main([])
"""
"""The window as `captioner` opens it, closed after 4 s."""
