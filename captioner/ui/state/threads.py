"""Ends threads before the program does: Qt aborts the process if the object of a running thread is destroyed."""

from __future__ import annotations

import atexit
import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QThread

from captioner import log

_LOG = log.get(__name__)
_SLICE_MS = 50
"""Within a wait of Qt Python runs no signal handler, so a second Ctrl-C is seen only between two."""
_left: list[QThread] = []


def wait(thread: QThread, most_ms: int, gives_up: Callable[[], bool] = lambda: False) -> bool:
    """Wait until a thread has ended that was asked to.

    A thread that has not is left to the system, which ends it with the process: a model that loads from a slow disk, or
    a call of a library that hangs, cannot be interrupted.

    Args:
        most_ms: the longest wait, milliseconds.
        gives_up: asked again and again: whether to stop waiting.

    Returns:
        Whether it has ended.
    """
    until = time.monotonic() + most_ms / 1000
    while not thread.wait(_SLICE_MS):
        if gives_up() or time.monotonic() >= until:
            _leave(thread)
            return False
    return True


def _leave(thread: QThread) -> None:
    """Keep the object, so that nothing destroys it, and end the process without Python's and Qt's own cleaning up."""
    _LOG.warning("The thread %s does not end; the program ends without it.", thread.objectName() or "of a job")
    thread.setParent(None)
    if not _left:
        atexit.register(_end_process)
    _left.append(thread)


def _end_process() -> None:
    if all(thread.isFinished() for thread in _left):
        return
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(1)
