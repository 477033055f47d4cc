"""Decides where transcripts of recordings go, for all recordings before the first one is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from captioner.cli.exit_codes import UsageError
from captioner.cli.options import FORMATS, format_of
from captioner.cli.recordings.collect import Found
from captioner.export.registry import ROWS, Format

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Output:
    """One output file."""

    path: Path | None
    """None for stdout"""
    format: str


@dataclass(frozen=True, slots=True)
class Destination:
    """A recording and its outputs, at least one."""

    source: Path
    outputs: tuple[Output, ...]


def destinations(
    sources: Sequence[Found], output: str | None, formats: Sequence[str] = (), folder: Path | None = None
) -> list[Destination]:
    """The destination of each source.

    Args:
        sources: the recordings.
        output: `-` for stdout, a file, or a folder; None: stdout for one recording, beside the recording for several.
        formats: of `FORMATS`; empty: the ending of the output file, else txt.
        folder: for all transcripts, with the subfolders of the named folders.

    Raises:
        UsageError: two would go to one file, several to a file that can hold one, or the format is unclear.
    """
    if output is not None and folder is not None:
        raise UsageError("--output and --output-dir name two places.", "Give one of them.")
    is_alone = len(sources) == 1 and sources[0].below == Path() and len(formats) < 2
    if folder is None and (output == STDOUT or (output is None and is_alone)):
        return _to_stdout(sources, formats or ("txt",))
    if output is None:
        return to_folder(sources, folder, formats or ("txt",))
    path = Path(output)
    if _is_folder(path, output, len(sources) * max(1, len(formats))):
        return to_folder(sources, path, formats or ("txt",))
    if len(sources) > 1 or len(formats) > 1:
        raise UsageError(f"{output} can hold only one transcript.", "Give a folder with --output-dir for several.")
    if path == sources[0].path:
        raise UsageError(f"{path} is the recording and would be replaced by its transcript.")
    return [Destination(sources[0].path, (Output(path, formats[0] if formats else format_of(path)),))]


def to_folder(sources: Sequence[Found], folder: Path | None, formats: Sequence[str]) -> list[Destination]:
    """Outputs named after the recordings; `talk.mp3` and `talk.wav` become `talk.mp3.txt` and `talk.wav.txt`.

    Args:
        folder: for all transcripts; None: each beside its recording.

    Raises:
        UsageError: two would go to one file, or one would replace a recording.
    """
    stems = [_home(source, folder) / source.path.stem for source in sources]
    often = Counter(stems)
    result = []
    for source, stem in zip(sources, stems, strict=True):
        name = source.path.name if often[stem] > 1 else source.path.stem
        outputs = tuple(Output(stem.with_name(f"{name}.{each}"), each) for each in formats)
        result.append(Destination(source.path, outputs))
    _check_apart(result)
    return result


def _home(source: Found, folder: Path | None) -> Path:
    if folder is not None:
        return folder / source.below
    return source.path.parent if source.home is None else source.home


def _check_apart(planned: Sequence[Destination]) -> None:
    """Check that each file is written once, and no recording is overwritten."""
    sources = {each.source for each in planned}
    taken: dict[Path | None, Path] = {}
    for each in planned:
        for output in each.outputs:
            other = taken.setdefault(output.path, each.source)
            if other is not each.source:
                raise UsageError(
                    f"{other} and {each.source} would both be written to {output.path}.", "Do them one by one."
                )
            if output.path in sources:
                raise UsageError(f"{output.path} is a recording and would be replaced by a transcript.")


def _to_stdout(sources: Sequence[Found], formats: Sequence[str]) -> list[Destination]:
    if len(formats) > 1:
        raise UsageError("Several formats do not go to stdout.", "Give a folder with --output-dir.")
    if len(sources) > 1 and not ROWS[Format(formats[0])].is_joinable:
        raise UsageError(
            f"Several transcripts behind each other are no {formats[0]}.",
            "Give a folder with --output-dir, or another --format.",
        )
    return [Destination(source.path, (Output(None, formats[0]),)) for source in sources]


def _is_folder(path: Path, written: str, count: int) -> bool:
    """Whether the path is a folder: an existing one, a name that ends like one, or a new name without a format's ending
    for several files."""
    if path.is_dir() or written.endswith(("/", "\\")):
        return True
    return count > 1 and not path.exists() and path.suffix.lower().removeprefix(".") not in FORMATS
