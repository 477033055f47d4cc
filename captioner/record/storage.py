"""Writes a file whole or not at all, and explains to the user why a disk refused it."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from captioner import private
from captioner.errors import ExportError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def failure(error: OSError, path: Path) -> ExportError:
    """The error for the user: why `path` could not be written and what to do."""
    if error.errno in _FULL:
        return ExportError(
            "There is no room on the disk for {path}.", "Free some space, or choose another folder.", path=path
        )
    if error.errno in _FORBIDDEN:
        return ExportError(
            "You do not have permission to write {path}.", "Choose a folder that you can write to.", path=path
        )
    if error.errno == errno.ENOENT:
        return ExportError(
            "The folder {folder} does not exist.", "Create it, or choose another folder.", folder=path.parent
        )
    if error.errno == errno.ENOTDIR:
        return ExportError("{folder} is not a folder.", "Choose a folder.", folder=path.parent)
    if error.errno == errno.EISDIR:
        return ExportError("{path} is a folder.", "Give the name of a file.", path=path)
    if error.errno == errno.EEXIST:
        return ExportError("{path} exists already.", "Choose another name.", path=path)
    if error.errno == errno.ENAMETOOLONG:
        return ExportError("The name of {name} is too long.", "Choose a shorter name.", name=path.name)
    return ExportError(
        "{path} could not be written: {reason}.",
        "Try another folder or disk.",
        path=path,
        reason=error.strerror or error,
    )


def write_whole(path: Path, text: str, *, is_private: bool = False) -> None:
    """Write a file so that it holds either all of `text` or its old content, even if the machine stops midway.

    Args:
        path: a file, replaced where it exists; or a device or pipe, written to as it is.
        text: written as UTF-8 with the line ends that it has.
        is_private: for the user alone: a file in the program's own folders.

    Raises:
        ExportError: the message says why and what to do.
    """
    data = text.encode("utf-8", errors="replace")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data, is_private=is_private)
    except OSError as error:
        raise failure(error, path) from error


def _replace(target: Path, data: bytes, *, is_private: bool) -> None:
    temporary = target.with_name(f".captioner-{secrets.token_hex(6)}.tmp")
    try:
        with open(temporary, "xb", opener=private.opener if is_private else None) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
