"""Markdown: a paragraph with its time for each utterance; the marked view strikes removed words through (`~~`)."""

from __future__ import annotations

import re

from captioner.captions import punctuation, styled_runs
from captioner.export.document import Document, mark
from captioner.messages import Run, SoundGap, clock

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:])")
_INLINE = re.compile(r"([\\`*_\[\]<>|~&$])")


def render(document: Document) -> str:
    """The transcript as Markdown."""
    blocks = ["# " + _SPECIAL.sub(_escaped, document.title)]
    if document.started:
        blocks.append(_INLINE.sub(_escaped, document.started))
    for passage in document.blocks():
        if isinstance(passage, SoundGap):
            blocks.append(f"*{_INLINE.sub(_escaped, mark(passage))}*")
            continue
        pieces = styled_runs.of(passage.words)
        text = "".join(_marked(pieces, number) for number in range(len(pieces)))
        blocks.append(f"**{clock(passage.start)}** {text}")
    return "\n\n".join(blocks) + "\n"


def _marked(pieces: tuple[Run, ...], number: int) -> str:
    run = pieces[number]
    text = _INLINE.sub(_escaped, run.text)
    if run.removed is None:
        return text
    following = pieces[number + 1].text[:1] if number + 1 < len(pieces) else ""
    if following and not following.isspace():
        # `~~` behind punctuation closes only before a space.
        suffix = punctuation.split(run.text.split()[-1]).suffix
        stem = run.text[: len(run.text) - len(suffix)]
        return f"~~{_INLINE.sub(_escaped, stem)}~~{_INLINE.sub(_escaped, suffix)}" if stem else text
    return f"~~{text}~~"


def _escaped(match: re.Match[str]) -> str:
    return "\\" + match.group()
