"""Lists of recordings to measure with: tab-separated, a header line, one recording a line."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from captioner.errors import AudioFileError


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One line of a manifest; missing columns are empty."""

    path: Path
    transcript: str
    """verbatim transcript; empty if there is none"""
    language: str = ""
    kind: str = ""
    """read, spontaneous, noise, music, silence, or any other word"""


def read(manifest: Path) -> list[ManifestEntry]:
    """The recordings in `manifest`: column `file`, and optionally `transcript`, `language`, `kind`.

    Files are searched beside the manifest and in a folder `clips` beside it.

    Raises:
        AudioFileError: the manifest or one of its files is missing, or it has no column `file`.
    """
    try:
        with manifest.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise AudioFileError(f"The list of recordings {manifest} cannot be read: {error}.") from error
    if not rows or "file" not in rows[0]:
        raise AudioFileError(f"{manifest} lists no recordings.", "Its first line must name a column `file`.")
    return [
        ManifestEntry(
            path=_find(manifest.parent, row["file"]),
            transcript=row.get("transcript") or "",
            language=row.get("language") or "",
            kind=row.get("kind") or "",
        )
        for row in rows
    ]


def chosen(recordings: Sequence[ManifestEntry], limit: int | None) -> Sequence[ManifestEntry]:
    """The first `limit` suitable recordings.

    Raises:
        AudioFileError: there are none.
    """
    if not recordings[:limit]:
        raise AudioFileError("No recording of the list is left to measure.", "See its languages, and --limit.")
    return recordings[:limit]


def _find(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / "clips" / name):
        if path.is_file():
            return path
    raise AudioFileError(f"The recording {name} is not beside its list in {folder}.")
