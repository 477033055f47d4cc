"""A second start finds the first program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from captioner.ui.desktop.only_one import OnlyOne

CLAIM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from captioner.ui.desktop.only_one import OnlyOne
application = QCoreApplication([])
print("claimed" if OnlyOne(Path(sys.argv[1]), wait_ms=120_000).claim() else "taken")
"""


def other_program(home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CLAIM, str(home)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_the_first_program_is_told_of_the_second(tmp_path: Path, qtbot: QtBot) -> None:
    first = OnlyOne(tmp_path)
    assert first.claim()
    with qtbot.waitSignal(first.asked, timeout=120_000):
        second = other_program(tmp_path)
    assert second.communicate()[0] == "taken\n"
    first.close()


def test_the_place_is_free_again_afterwards_and_for_other_users(tmp_path: Path, qtbot: QtBot) -> None:
    first = OnlyOne(tmp_path)
    assert first.claim()
    assert other_program(tmp_path / "other").communicate()[0] == "claimed\n"
    first.close()
    assert other_program(tmp_path).communicate()[0] == "claimed\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Windows goes with its program")
def test_the_socket_of_a_killed_program_does_not_count(tmp_path: Path, qtbot: QtBot) -> None:
    code = CLAIM + "import os, signal\nsys.stdout.flush()\nos.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, stdout=subprocess.DEVNULL)
    again = OnlyOne(tmp_path)
    assert again.claim()
    again.close()
