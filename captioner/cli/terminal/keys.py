"""Reads single keys from the terminal, without waiting and without Enter."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class KeyReader(Protocol):
    """A source of key presses."""

    def pressed(self) -> str:
        """The characters typed since the last call, in order; may be empty."""
        ...


class NoKeys:
    """No key presses: stdin is no terminal, or another program has it."""

    def pressed(self) -> str:
        """Always empty."""
        return ""


@contextmanager
def keys() -> Iterator[KeyReader]:
    """A context manager that reads single keys, and restores the terminal afterwards."""
    if sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
        yield NoKeys()
    elif sys.platform == "win32":
        yield _WindowsKeys()
    else:
        with _posix_keys(sys.stdin.fileno()) as found:
            yield found


if sys.platform == "win32":
    import msvcrt

    class _WindowsKeys:
        """The console's key queue."""

        def pressed(self) -> str:
            """Function and arrow keys come as two characters, the first of which is NUL or 0xE0; they are ignored."""
            typed = ""
            while msvcrt.kbhit():
                character = msvcrt.getwch()
                if character in "\x00\xe0":
                    msvcrt.getwch()
                else:
                    typed += character
            return typed

else:
    import select
    import termios
    import tty

    _ESCAPE = re.compile(rb"\x1b(\[[0-9;?]*[@-~]|O.|.)?", re.DOTALL)
    """What a key that is no character sends: CSI, SS3, or Alt and a key."""

    class _PosixKeys:
        """A terminal in cbreak mode: Ctrl-C still sends its signal."""

        def __init__(self, handle: int) -> None:
            self._handle = handle

        def pressed(self) -> str:
            """Escape sequences (such as arrow keys) are ignored."""
            typed = b""
            while _has_terminal(self._handle) and select.select([self._handle], [], [], 0)[0]:
                try:
                    read = os.read(self._handle, 64)
                except OSError:  # the terminal was closed
                    break
                if not read:
                    break
                typed += read
            return _ESCAPE.sub(b"", typed).decode("ascii", "ignore")

    @contextmanager
    def _posix_keys(handle: int) -> Iterator[KeyReader]:
        if not _has_terminal(handle):
            yield NoKeys()
            return
        before = termios.tcgetattr(handle)
        tty.setcbreak(handle, termios.TCSANOW)
        try:
            yield _PosixKeys(handle)
        finally:
            if _has_terminal(handle):
                termios.tcsetattr(handle, termios.TCSANOW, before)

    def _has_terminal(handle: int) -> bool:
        """Whether this program is in the foreground: from the background, access to the terminal would stop it
        (SIGTTOU)."""
        try:
            return os.tcgetpgrp(handle) == os.getpgrp()
        except OSError:
            return False
