"""Subtitles: SubRip (srt) and WebVTT; `both` strikes removed words through."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from captioner.captions import runs
from captioner.captions.wording import ShownWord
from captioner.export import document as documents
from captioner.export.cues import Cue, cues, with_gaps
from captioner.export.document import Document, label_name
from captioner.messages import Run

_STYLE = "STYLE\n::cue(.removed) {\n  text-decoration: line-through;\n  opacity: 0.7;\n}\n"
_ACTED_ON = re.compile(r"<(?=[a-zA-Z/!])|\{(?=\\)")
"""What begins a tag for players of SubRip; a word joiner behind it, which nobody sees, makes it text."""


def render_srt(document: Document) -> str:
    """The transcript as SubRip."""
    blocks = []
    for number, cue in enumerate(_cues(document), 1):
        times = f"{_time(cue.start, ',')} --> {_time(cue.end, ',')}"
        blocks.append(f"{number}\n{times}\n{_text(cue, _srt_run)}\n")
    return "\n".join(blocks)


def render_vtt(document: Document) -> str:
    """The transcript as WebVTT."""
    found = _cues(document)
    is_marked = any(word.removed for cue in found for line in cue.lines for word in line)
    blocks = ["WEBVTT\n", _STYLE] if is_marked else ["WEBVTT\n"]
    for cue in found:
        times = f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}"
        blocks.append(f"{times}\n{_text(cue, _vtt_run)}\n")
    return "\n".join(blocks)


def _cues(document: Document) -> list[Cue]:
    return with_gaps(cues(passage.words for passage in document.passages()), document.gaps())


def _text(cue: Cue, mark: Callable[[Run], str]) -> str:
    if cue.gap is not None:
        return documents.mark(cue.gap)
    return "\n".join(_line(line, mark) for line in cue.lines)


def _line(words: Sequence[ShownWord], mark: Callable[[Run], str]) -> str:
    return "".join(mark(run) for run in runs.of(words))


def _srt_run(run: Run) -> str:
    # SubRip has no escapes; the arrow would read as a line of times.
    text = _ACTED_ON.sub("\\g<0>\u2060", run.text.replace("-->", "→"))
    return f"<s>{text}</s>" if run.removed else text


def _vtt_run(run: Run) -> str:
    text = run.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<c.removed.{label_name(run.removed)}>{text}</c>" if run.removed else text


def _time(milliseconds: int, point: str) -> str:
    whole, rest = divmod(milliseconds, 1_000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{rest:03}"
