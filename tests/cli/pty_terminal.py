"""A terminal for programs under test: a real pseudo-terminal, what they drew on it, and keys typed into it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType

from tests.conftest import ROOT

PATIENCE_S = 120
"""Longer than anything takes here, even on a busy machine."""
_FRAME = re.compile(r"\x1b\[H")
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """Runs `python ARGUMENTS` on a terminal of its own."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.settings_before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
            preexec_fn=_own_terminal,
        )
        self._slave = slave
        self.output = ""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for handle in (self._master, self._slave):
            if handle >= 0:
                os.close(handle)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Read what the program writes until it looks as it should."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            self._read(deadline)

    def wait(self) -> int:
        """Read to the end; the exit code."""
        deadline = time.monotonic() + PATIENCE_S
        while self.process.poll() is None:
            self._read(deadline)
        self._read(0.0)
        return self.process.returncode

    def hang_up(self) -> None:
        """Close the terminal as if its window was closed."""
        for handle in (self._slave, self._master):
            os.close(handle)
        self._slave = self._master = -1

    def settings(self) -> list[object]:
        """The terminal's modes, as they are now."""
        return termios.tcgetattr(self._slave)

    @property
    def frame(self) -> str:
        """The screen as it was drawn last, with its escape sequences."""
        return _FRAME.split(self.output)[-1]

    @property
    def text(self) -> str:
        """The screen as it was drawn last."""
        return plain(self.frame)

    def _read(self, deadline: float) -> None:
        if deadline and time.monotonic() > deadline:
            raise AssertionError(f"the program did not get there; its screen:\n{self.text}")
        if select.select([self._master], [], [], 0.1 if deadline else 0)[0]:
            self.output += os.read(self._master, 65536).decode(errors="replace")


def plain(text: str) -> str:
    """Text without escape sequences."""
    return _ESCAPE.sub("", text).replace("\r", "")


def styles(frame: str) -> dict[str, set[str]]:
    """Each drawn word and the SGR codes in force where it stands."""
    found: dict[str, set[str]] = {}
    codes: set[str] = set()
    for part in re.split(r"(\x1b\[[0-9;?]*[A-Za-z])", frame):
        if match := re.fullmatch(r"\x1b\[([0-9;]*)m", part):
            new = set(match[1].split(";"))
            codes = set() if new & {"0", ""} else codes | new
        else:
            found.update({word: set(codes) for word in part.split()})
    return found


def _own_terminal() -> None:
    """Make the pseudo-terminal the one that Ctrl-C and a hang-up come from."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
