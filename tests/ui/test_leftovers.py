"""The guard of these tests notices what is left running."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread, QTimer

from tests.ui.conftest import running_leftovers


class WaitingThread(QThread):
    """Runs until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def run(self) -> None:
        self.go_on.wait()


def test_a_running_timer_is_noticed(qapp: object) -> None:
    timer = QTimer()
    timer.start(60_000)
    assert any("QTimer" in each for each in running_leftovers())
    timer.stop()
    assert not running_leftovers()


def test_a_running_thread_is_noticed(qapp: object) -> None:
    thread = WaitingThread()
    thread.start()
    assert any("QThread" in each for each in running_leftovers())
    thread.go_on.set()
    assert thread.wait()
    assert not running_leftovers()
