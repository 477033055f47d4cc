"""Saves a session's transcript as a readable file, and tells the user about it."""

from __future__ import annotations

from pathlib import Path

from captioner.cli.console import Console, Style
from captioner.cli.terminal.summary import summary
from captioner.export import formats as export
from captioner.messages import Label, View
from captioner.record.transcript import Transcript


def keep(
    console: Console,
    transcript: Transcript,
    journal: Path | None,
    view: View,
    removed: frozenset[Label],
    output: Path | None = None,
    rejected: int = 0,
) -> bool:
    """Write the transcript, and print its path and the summary.

    Args:
        journal: the session's journal; None if there is none on the disk.
        view: the view to write.
        removed: the labels that are not part of the cleaned view.
        output: the file; None: a text beside the journal.
        rejected: as in `Status`.

    Returns:
        Whether the words are on the disk, or there are none.

    Raises:
        ExportError: it cannot be written; the path of the journal is printed all the same.
    """
    for line in summary(transcript.entries, removed, rejected):
        console.note(line)
    path = output or (journal.with_suffix(".txt") if journal is not None else None)
    try:
        if path is not None and (transcript.entries or output is not None):
            chosen = export.Options(view, removed)
            export.write(transcript, path, chosen, is_private=output is None)
            console.note(f"Transcript: {path}", Style.GOOD)
    finally:
        if journal is not None:
            console.note(f"Every word with its time and label: {journal}")
    return path is not None or not transcript.entries
