"""The program's log: a rotating file for the whole, warnings to the console; no caption text ever goes into it."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"
_MEBIBYTE = 1 << 20


def get(name: str) -> logging.Logger:
    """The logger of a module, called with `__name__`."""
    return logging.getLogger(name)


def start(folder: Path, *, verbose: bool = False) -> Path | None:
    """Write the log to `folder/captioner.log` (at most 4 files of 1 MiB) and warnings to stderr.

    Returns:
        The file, or None where the folder cannot be written: a read-only home stops no captions.
    """
    root = logging.getLogger("captioner")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    console = logging.StreamHandler()
    console.setLevel(logging.DEBUG if verbose else logging.WARNING)
    console.setFormatter(logging.Formatter("captioner: %(message)s"))
    root.addHandler(console)
    path = folder / "captioner.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = logging.handlers.RotatingFileHandler(path, maxBytes=_MEBIBYTE, backupCount=3, encoding="utf-8")
    except OSError as error:
        root.warning("no log file: %s", error)
        return None
    file.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(file)
    return path
