"""Tab-separated values, as Whisper's own command writes them: a row for each cue, times in whole milliseconds."""

from __future__ import annotations

from captioner.captions import linebreaks
from captioner.export.document import Document, mark


def render(document: Document) -> str:
    """The transcript as a table; text has no tab and no line break in it."""
    rows = ["start\tend\ttext\n"]
    for cue in document.cues():
        text = mark(cue.gap) if cue.gap is not None else linebreaks.line_text(cue.words)
        rows.append(f"{cue.start}\t{cue.end}\t{text}\n")
    return "".join(rows)
