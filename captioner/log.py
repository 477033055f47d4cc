"""The program's log: a rotating file, and warnings on the console. It never contains caption text."""

from __future__ import annotations

import logging
import logging.handlers
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from captioner import private

_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"
_MEBIBYTE = 1 << 20


def get(name: str) -> logging.Logger:
    """The logger of a module, called with `__name__`."""
    return logging.getLogger(name)


def start(folder: Path, *, verbose: bool = False) -> Path | None:
    """Write the log to `folder/captioner.log` (at most 4 files of 1 MiB) and warnings to stderr.

    Returns:
        The file, or None where the folder cannot be written: captions also work with a read-only home.
    """
    root = logging.getLogger("captioner")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    console = logging.StreamHandler()
    console.setLevel(logging.DEBUG if verbose else logging.WARNING)
    console.setFormatter(logging.Formatter("captioner: %(message)s"))
    if not verbose:
        # the code that catches an exception shows the user a message; the traceback goes to the file
        console.addFilter(lambda record: record.exc_info is None)
    root.addHandler(console)
    path = folder / "captioner.log"
    try:
        private.make_folder(folder)
        private.make_file(path)
        file = _PrivateFile(path, maxBytes=_MEBIBYTE, backupCount=3, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        root.warning("no log file: %s", error)
        return None
    file.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(file)
    return path


@contextmanager
def warnings_to(tell: Callable[[str], None]) -> Iterator[None]:
    """Send warnings to `tell` instead of stderr, while something else uses the whole terminal."""
    root = logging.getLogger("captioner")
    consoles = [handler for handler in root.handlers if type(handler) is logging.StreamHandler]
    stand_in = _Telling(tell)
    for handler in consoles:
        root.removeHandler(handler)
    root.addHandler(stand_in)
    try:
        yield
    finally:
        root.removeHandler(stand_in)
        for handler in consoles:
            root.addHandler(handler)


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A rotating log whose files only the user can read."""

    def _open(self) -> TextIOWrapper:
        file = open(self.baseFilename, "ab", opener=private.opener)  # noqa: SIM115 - the handler closes it
        return TextIOWrapper(file, encoding=self.encoding, errors=self.errors)


class _Telling(logging.Handler):
    """Calls a function with the text of each warning, on the thread that warns."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Hand it on."""
        if record.exc_info is None:
            self._tell(record.getMessage())
