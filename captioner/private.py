"""Makes files and folders that only the user may read, because transcripts are private."""

from __future__ import annotations

import os
from pathlib import Path

FILE = 0o600
FOLDER = 0o700


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents for the user alone; an existing folder stays as it is."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    # `parents=True` would give those above it the rights of the umask
    folder.mkdir(FOLDER, exist_ok=True)


def opener(path: str, flags: int) -> int:
    """For the `opener` of `open`: a new file is for the user alone."""
    return os.open(path, flags, FILE)


def make_file(path: Path) -> None:
    """Make sure that a file exists and only the user can read it; older versions left it open to others."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE))
    if os.name == "posix" and path.stat().st_uid == os.getuid():
        path.chmod(FILE)
