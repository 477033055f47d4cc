"""Finds unfinished sessions at the start, closes them, and notifies the user."""

from __future__ import annotations

import time
from pathlib import Path

from captioner import log
from captioner.errors import ExportError
from captioner.record import journal

_log = log.get(__name__)
_STILL_S = 600
"""A journal that was written to in the last ten minutes may belong to another Captioner that is still running."""


def close_broken_off(folder: Path, now_s: float | None = None) -> list[Path]:
    """Mark the journals of sessions that a crash ended as finished.

    Args:
        now_s: seconds since the epoch; None for the time it is.

    Returns:
        The journals, the oldest first.
    """
    now = time.time() if now_s is None else now_s
    closed = []
    for path in journal.unfinished(folder):
        try:
            if now - path.stat().st_mtime >= _STILL_S:
                journal.finish(path)
                closed.append(path)
        except (OSError, ExportError) as error:
            _log.warning("a session that broke off could not be closed: %s", error)
    return closed
