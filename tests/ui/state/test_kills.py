"""A window that is killed has written what it has shown."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from captioner.record import journal

PROGRAM = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from captioner.messages import CaptionUpdate, Label, LabelledWord, Word
from captioner.record import session
from captioner.ui.state.controller import Controller


class Engine:
    def __init__(self, on_update, on_status):
        self.on_update = on_update

    def run(self):
        for number in range(100_000):
            word = LabelledWord(Word(f"w{number}", number, number + 1, 0.9), Label.FLUENT, 0.9)
            self.on_update(CaptionUpdate(number // 9, (word,), (), number % 9 == 8))

    def stop(self): ...
    def set_paused(self, paused): ...


application = QCoreApplication([])
controller = Controller(Engine, lambda: session.begin(Path(sys.argv[1]), "mic", "none", "none"))
controller.updated.connect(lambda update: os.write(1, f"{update.settled[0].word.text}\\n".encode()))
controller.start()
application.exec()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
@pytest.mark.parametrize("lines", [1, 7, 40, 200])
def test_words_shown_by_a_killed_window_are_in_its_journal(tmp_path: Path, lines: int) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        shown = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        shown += process.stdout.read().splitlines(keepends=True)
    words = [line.strip() for line in shown if line.endswith("\n")]
    (path,) = journal.unfinished(tmp_path)
    kept = [word.word.text for entry in journal.recover(path).transcript.entries for word in entry.words]
    assert kept[: len(words)] == words
    assert len(words) >= lines
