"""Tab-separated values, as Whisper's own command writes them: a row for each cue, times in whole milliseconds."""

from __future__ import annotations

from captioner.captions import linebreaks
from captioner.captions.wording import plain
from captioner.export.document import Document, mark


def render(document: Document) -> str:
    """The transcript as a table; text has no tab and no line break in it."""
    rows = ["start\tend\ttext\n"]
    for cue in document.cues():
        spoken = " ".join(plain(linebreaks.line_text(line)).replace("\t", " ") for line in cue.lines)
        text = spoken if cue.gap is None else mark(cue.gap)
        rows.append(f"{cue.start}\t{cue.end}\t{text}\n")
    return "".join(rows)
