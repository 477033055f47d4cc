"""Where single keys come from."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager
from typing import TextIO

import pytest

from captioner.cli.terminal.keys import KeyReader, NoKeys, keys


def keys_from(stdin: TextIO, monkeypatch: pytest.MonkeyPatch) -> AbstractContextManager[KeyReader]:
    """Keys typed into `stdin`."""
    monkeypatch.setattr(sys, "stdin", stdin)
    return keys()


def test_no_terminal_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"q")
    with os.fdopen(reading) as stdin, keys_from(stdin, monkeypatch) as found:
        assert isinstance(found, NoKeys)
        assert found.pressed() == ""
    os.close(writing)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a POSIX thing")
def test_a_terminal_of_another_session_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading from it, or setting its modes, would stop this process."""
    import pty
    import termios

    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    with os.fdopen(slave) as stdin, keys_from(stdin, monkeypatch) as found:
        assert isinstance(found, NoKeys)
        assert termios.tcgetattr(stdin.fileno()) == before
    os.close(master)
