"""Collects the recordings that a command line names: files, folders with their subfolders, standard input."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from captioner.cli.exit_codes import UsageError
from captioner.errors import AudioFileError

STDIN = "-"
_STDIN_NAME = "stdin"
_STDIN_FOLDER = "captioner-stdin-"
_ENDINGS = """
3gp aac ac3 aif aiff amr ape au avi caf dts eac3 flac flv m2ts m4a m4b m4v mka mkv mov mp2 mp3 mp4 mpeg mpg mts mxf oga
ogg ogv opus ra rm spx tak tta ts vob voc w64 wav webm wma wmv wv
"""
_MEDIA = frozenset(_ENDINGS.split())
"""Endings of files with sound; a file named on the command line may have any."""


@dataclass(frozen=True, slots=True)
class Found:
    """A recording to transcribe."""

    path: Path
    below: Path = Path()
    """its folder, relative to the named folder"""
    home: Path | None = None
    """default folder for its transcript; None: beside it"""


def collect(named: Sequence[Path], patterns: Sequence[str] = ()) -> list[Found]:
    """The named recordings, and those in the named folders, each once and in order.

    Args:
        patterns: patterns of file names in folders, such as `*.mp3`; empty: all endings of sound files.

    Raises:
        UsageError: a folder holds no such file.
    """
    found: dict[Path, Found] = {}
    for path in named:
        if not path.is_dir():
            found.setdefault(path, Found(path))
            continue
        inside = list(in_folder(path, patterns))
        if not inside:
            wanted = f"file {' or '.join(patterns)}" if patterns else "recording"
            raise UsageError(f"There is no {wanted} in the folder {path}.")
        for each in inside:
            found.setdefault(each.path, each)
    return list(found.values())


def in_folder(folder: Path, patterns: Sequence[str] = ()) -> Iterator[Found]:
    """The recordings in a folder and the folders below it, by name; hidden ones are left out."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and _is_wanted(name, patterns):
                yield Found(Path(place) / name, Path(place).relative_to(folder))


def _is_wanted(name: str, patterns: Sequence[str]) -> bool:
    if patterns:
        return any(fnmatch(name.casefold(), pattern.casefold()) for pattern in patterns)
    return Path(name).suffix.casefold().removeprefix(".") in _MEDIA


def named(source: Path) -> str:
    """A recording's name in messages; that of standard input's temporary file would tell the user nothing."""
    is_piped = source.name == _STDIN_NAME and source.parent.name.startswith(_STDIN_FOLDER)
    return _STDIN_NAME if is_piped else str(source)


@contextmanager
def standard_input() -> Iterator[Found]:
    """Standard input as a temporary file, because many containers cannot be read sequentially.

    Raises:
        UsageError: nothing is piped in.
        AudioFileError: the input is empty, or cannot be stored.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("Nothing is piped to standard input.", "Write `captioner transcribe - < talk.mp3`.")
    with tempfile.TemporaryDirectory(prefix=_STDIN_FOLDER) as folder:
        path = Path(folder) / _STDIN_NAME
        try:
            with path.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        except OSError as error:
            raise AudioFileError(f"Standard input cannot be read: {error.strerror}.", "Give a file instead.") from error
        if not path.stat().st_size:
            raise AudioFileError("Nothing came on standard input.", "See that the program before the pipe worked.")
        yield Found(path, home=Path())
