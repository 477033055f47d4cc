"""Plain text: a line for each utterance; `both` sets removed words in square brackets."""

from __future__ import annotations

from captioner.captions import runs
from captioner.export.document import Document


def render(document: Document) -> str:
    """The transcript as plain text."""
    lines = []
    for passage in document.passages():
        parts = (f"[{run.text}]" if run.removed else run.text for run in runs.of(passage.words))
        lines.append("".join(parts) + "\n")
    return "".join(lines)
