"""Renders and writes transcripts in the formats of `registry`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from captioner.errors import ExportError
from captioner.export import json_format
from captioner.export.document import Document, Options, Span
from captioner.export.registry import ROWS, Format
from captioner.record import storage
from captioner.record.transcript import Transcript

__all__ = ["Format", "Options", "Span", "format_of", "read_json", "render", "write"]

_WHOLE = Options()


def format_of(name: str) -> Format:
    """The format of a name: `srt`, `.SRT`, or the ending of a file name.

    Raises:
        ExportError: there is no such format; the message lists the formats.
    """
    ending = name.rpartition(".")[2].lower()
    try:
        return Format({"htm": "html", "markdown": "md", "text": "txt"}.get(ending, ending))
    except ValueError as error:
        known = ", ".join(Format)
        raise ExportError(
            "Captioner cannot write the format '{ending}'.", "Choose one of {known}.", ending=ending, known=known
        ) from error


def render(transcript: Transcript, file_format: Format, options: Options = _WHOLE) -> str:
    """A transcript with its manual corrections as the text of a file."""
    row = ROWS[file_format]
    write: Callable[[Document], str] = getattr(import_module(f"captioner.export.{row.module}"), row.function)
    return write(Document(transcript, options))


def write(
    transcript: Transcript,
    path: Path,
    options: Options = _WHOLE,
    file_format: Format | None = None,
    *,
    is_private: bool = False,
) -> None:
    """Write a transcript to a file, whole or not at all; an existing file is replaced.

    Args:
        transcript: what to write.
        path: the file; its ending names the format if `file_format` is None.
        options: view, labels to remove, range.
        file_format: the format.
        is_private: only the user can read it: a file beside the journal, not at a place that the user chose.

    Raises:
        ExportError: the format is unknown or the file cannot be written; the message says why and what to do.
    """
    storage.write_whole(path, render(transcript, file_format or format_of(path.name), options), is_private=is_private)


def read_json(path: Path) -> Transcript:
    """Read a transcript that was exported as JSON.

    Raises:
        ExportError: it cannot be read, or is not such a file.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ExportError("{path} is not a transcript of Captioner.", path=path) from error
    except OSError as error:
        raise ExportError("{path} could not be read: {reason}.", path=path, reason=error.strerror or error) from error
    return json_format.parse(content)[0]
