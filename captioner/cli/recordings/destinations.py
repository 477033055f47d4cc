"""Where transcripts of recordings go: decided for all files before the first one is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from captioner.cli.exit_codes import UsageError
from captioner.cli.options import FORMATS, format_of

STDOUT = "-"
_JOINABLE = ("txt", "md")
"""Formats of which several, one behind the other, are still that format."""


@dataclass(frozen=True, slots=True)
class Destination:
    """One transcript to be."""

    source: Path
    path: Path | None
    """None for stdout"""
    format: str


def destinations(sources: Sequence[Path], output: str | None, format: str | None) -> list[Destination]:
    """Where the transcript of each source goes.

    Args:
        sources: the recordings.
        output: `-` for stdout, a file, or a folder; None: stdout for one recording, beside the recording for several.
        format: one of `FORMATS`; None: what the name of the output file says, else txt.

    Raises:
        UsageError: two would go to one file, several to a file that holds one, or the format cannot be told.
    """
    if output == STDOUT or (output is None and len(sources) == 1):
        return _to_stdout(sources, format or "txt")
    if output is None:
        return _to_folder(sources, None, format or "txt")
    path = Path(output)
    if _is_folder(path, output, len(sources)):
        return _to_folder(sources, path, format or "txt")
    if len(sources) > 1:
        raise UsageError(f"{output} can hold only one transcript.", "Give a folder with -o for several recordings.")
    if path == sources[0]:
        raise UsageError(f"{path} is the recording and would be replaced by its transcript.")
    return [Destination(sources[0], path, format or format_of(path))]


def _to_stdout(sources: Sequence[Path], format: str) -> list[Destination]:
    if len(sources) > 1 and format not in _JOINABLE:
        raise UsageError(
            f"Several transcripts behind each other are no {format}.", "Give a folder with -o, or another --format."
        )
    return [Destination(source, None, format) for source in sources]


def _to_folder(sources: Sequence[Path], folder: Path | None, format: str) -> list[Destination]:
    """Named after the recording; `talk.mp3` and `talk.wav` become `talk.mp3.txt` and `talk.wav.txt`."""
    plain = [(folder or source.parent) / f"{source.stem}.{format}" for source in sources]
    often = Counter(plain)
    result = [
        Destination(source, path if often[path] == 1 else path.with_name(f"{source.name}.{format}"), format)
        for source, path in zip(sources, plain, strict=True)
    ]
    taken: dict[Path, Path] = {}
    for each in result:
        assert each.path is not None
        other = taken.setdefault(each.path, each.source)
        if other is not each.source:
            raise UsageError(f"{other} and {each.source} would both be written to {each.path}.", "Do them one by one.")
        if each.path in sources:
            raise UsageError(f"{each.path} is a recording and would be replaced by a transcript.")
    return result


def _is_folder(path: Path, written: str, count: int) -> bool:
    """An existing folder, a name that ends like one, or a new name without a format's ending for several recordings."""
    if path.is_dir() or written.endswith(("/", "\\")):
        return True
    return count > 1 and not path.exists() and path.suffix.lower().removeprefix(".") not in FORMATS
