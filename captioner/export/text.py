"""Plain text: a line for each utterance; the marked view sets removed words in square brackets."""

from __future__ import annotations

from captioner.captions import styled_runs
from captioner.export.document import Document, mark
from captioner.messages import SoundGap


def render(document: Document) -> str:
    """The transcript as plain text."""
    lines = []
    for block in document.blocks():
        if isinstance(block, SoundGap):
            lines.append(mark(block) + "\n")
            continue
        parts = (f"[{run.text}]" if run.removed else run.text for run in styled_runs.of(block.words))
        lines.append("".join(parts) + "\n")
    return "".join(lines)
