"""Checks that an output file can be written, before the work begins."""

from __future__ import annotations

import os
from pathlib import Path

from captioner.errors import ExportError


def check_output(path: Path, *, force: bool) -> None:
    """Check now whether a file can be written, rather than fail after an hour.

    Args:
        force: an existing file may be replaced.

    Raises:
        ExportError: it exists, it is a folder, or its folder is missing or may not be written to.
    """
    folder = path.parent
    if path.is_dir():
        raise ExportError(f"{path} is a folder.", "Give the name of a file.")
    if path.exists() and not force:
        raise ExportError(f"{path} exists already.", "Give another name, or --force to replace it.")
    if not folder.is_dir():
        raise ExportError(f"The folder {folder} does not exist.", "Make it, or give another name.")
    if not os.access(folder, os.W_OK):
        raise ExportError(f"You do not have permission to write to the folder {folder}.", "Choose another.")


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents.

    Raises:
        ExportError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"The folder {folder} cannot be made: {error.strerror}.", "Choose another.") from error
