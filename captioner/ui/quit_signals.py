"""Turns Ctrl-C and requests to end into a clean quit, from before Qt is loaded until all threads have ended.

It loads no Qt: an exception within Qt's own import aborts the process (`libshiboken/signature: could not initialize`).
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType, TracebackType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C; asked to end by the system; the terminal or the session was closed; Ctrl-Break on Windows."""


class QuitSignals:
    """A context manager; within it no signal of these raises, each is only noted.

    Must be entered on the main thread, where Python runs signal handlers.
    """

    def __init__(self) -> None:
        self._seen: list[int] = []
        self._quit: Callable[[], None] | None = None
        self._before: dict[int, signal.Handlers | int | Callable[[int, FrameType | None], object] | None] = {}

    @property
    def has_come(self) -> bool:
        """The program should end."""
        return bool(self._seen)

    @property
    def is_impatient(self) -> bool:
        """The user has pressed Ctrl-C again: the program should not wait for anything."""
        return self._seen.count(signal.SIGINT) > 1

    def bind(self, quit: Callable[[], None]) -> None:
        """Call `quit` at the next signals, and now if one has come."""
        self._quit = quit
        if self._seen:
            quit()

    def __enter__(self) -> QuitSignals:
        for name in _NAMES:
            number = getattr(signal, name, None)
            # `nohup` has the closed terminal ignored
            if number is not None and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()
        self._quit = None

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._seen.append(number)
        if self._quit is not None:
            self._quit()
