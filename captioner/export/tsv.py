"""Tab-separated values, as Whisper's own command writes them: a row for each cue, times in whole milliseconds."""

from __future__ import annotations

from captioner.captions import linebreaks
from captioner.captions.wording import plain
from captioner.export.cues import cues
from captioner.export.document import Document


def render(document: Document) -> str:
    """The transcript as a table; text has no tab and no line break in it."""
    rows = ["start\tend\ttext\n"]
    for cue in cues((passage.words for passage in document.passages()), document.options.subtitles.shape):
        text = " ".join(plain(linebreaks.line_text(line)).replace("\t", " ") for line in cue.lines)
        rows.append(f"{cue.start}\t{cue.end}\t{text}\n")
    return "".join(rows)
