"""A process that was stopped notices it, whichever of its threads wakes up first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from captioner.audio.suspension import Heartbeat, now
from tests.audio.fakes import ManualClock
from tests.conftest import ROOT

PROGRAM = """
import sys, time
from captioner.audio.suspension import Heartbeat
watch = Heartbeat()
watch.start()
time.sleep(0.5)
print(watch.has_been(), flush=True)
sys.stdin.readline()
print(watch.has_been(), watch.has_been(), flush=True)
time.sleep(0.5)
print(watch.has_been(), flush=True)
watch.stop()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is stopped by a signal there")
@pytest.mark.slow
def test_a_stop_is_noticed_once() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdin is not None
        assert program.stdout.readline() == "False\n"
        os.kill(program.pid, signal.SIGSTOP)
        try:
            program.wait(1.6)
        except subprocess.TimeoutExpired:
            os.kill(program.pid, signal.SIGCONT)
        program.stdin.write("\n")
        program.stdin.flush()
        assert program.stdout.readline() == "True False\n"
        assert program.stdout.readline() == "False\n"


def test_the_caption_thread_does_not_wait_for_the_beat() -> None:
    clock = ManualClock()
    watch = Heartbeat(clock.now)
    watch._beat = clock.time
    assert not watch.has_been()
    clock.spend(5.0)
    assert watch.has_been()
    watch._late += 1  # what the thread notes when it wakes up
    watch._beat = clock.time
    assert not watch.has_been()


def test_it_starts_and_stops() -> None:
    watch = Heartbeat()
    watch.start()
    watch.stop()
    watch.stop()
    assert not watch.has_been()


def test_the_clock_goes_on() -> None:
    assert now() <= now()
