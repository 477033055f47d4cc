"""Subtitles: SubRip (srt) and WebVTT; the marked view strikes removed words through.

The spoken word can be underlined (a cue for each word), and WebVTT can mark when each word of a cue begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from captioner.captions import styled_runs
from captioner.export import document as documents
from captioner.export.cues import Cue, milliseconds
from captioner.export.document import Document
from captioner.messages import Run

Mark: TypeAlias = Callable[[Run], str]
"""Renders a run of text in a format."""
_STYLE = "STYLE\n::cue(.removed) {\n  text-decoration: line-through;\n  opacity: 0.7;\n}\n"
_ACTED_ON = re.compile(r"<(?=[a-zA-Z/!])|\{(?=\\)")
"""The beginning of a tag for SubRip players; an invisible word joiner behind it makes it text."""


def render_srt(document: Document) -> str:
    """The transcript as SubRip."""
    blocks = []
    for number, (start, end, text) in enumerate(_blocks(document, _srt_run), 1):
        blocks.append(f"{number}\n{_time(start, ',')} --> {_time(end, ',')}\n{text}\n")
    return "\n".join(blocks)


def render_vtt(document: Document) -> str:
    """The transcript as WebVTT."""
    found = document.cues()
    is_marked = any(word.removed for cue in found for word in cue.words)
    blocks = ["WEBVTT\n", _STYLE] if is_marked else ["WEBVTT\n"]
    for start, end, text in _blocks(document, _vtt_run, found, has_times=document.options.subtitles.has_word_times):
        blocks.append(f"{_time(start, '.')} --> {_time(end, '.')}\n{text}\n")
    return "\n".join(blocks)


def _blocks(
    document: Document, mark: Mark, found: Sequence[Cue] | None = None, *, has_times: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Start and end in ms, and the marked text, of every cue of the file."""
    highlights = document.options.subtitles.highlights_words
    for cue in document.cues() if found is None else found:
        if cue.gap is not None:
            yield cue.start, cue.end, documents.mark(cue.gap)
            continue
        steps = _steps(cue)
        if highlights:
            ends = [start for start, _, _ in steps[1:]] + [cue.end]
            for (start, first, behind), end in zip(steps, ends, strict=True):
                yield start, end, _text(cue, mark, {first: "<u>"}, {behind: "</u>"})
        else:
            times = {first: f"<{_time(start, '.')}>" for start, first, _ in steps[1:]} if has_times else {}
            yield cue.start, cue.end, _text(cue, mark, times, {})


def _steps(cue: Cue) -> list[tuple[int, int, int]]:
    """Start of each word of a cue, its index, and the index behind it; times increase.

    A word without a time of its own belongs to the step of the word before it.
    """
    starts: list[tuple[int, int]] = []
    for number, word in enumerate(cue.words):
        start = cue.start if number == 0 else milliseconds(word.source.word.start)
        if not starts or starts[-1][0] < start < cue.end:
            starts.append((start, number))
    behind = [number for _, number in starts[1:]] + [len(cue.words)]
    return [(start, number, after) for (start, number), after in zip(starts, behind, strict=True)]


def _text(cue: Cue, mark: Mark, before: Mapping[int, str], behind: Mapping[int, str]) -> str:
    """The marked text of a cue.

    Args:
        before: tags before a word, by the word's index.
        behind: tags behind the preceding word, by the index of the next word.
    """
    lines, number = [], 0
    for line in cue.lines:
        places = sorted(
            {0, len(line)} | {each - number for each in (*before, *behind) if 0 < each - number < len(line)}
        )
        parts = []
        for first, end in pairwise(places):
            space = line[first].space if first else ""
            text = "".join(mark(run) for run in styled_runs.of(line[first:end]))
            parts.append(space + before.get(number + first, "") + text + behind.get(number + end, ""))
        lines.append("".join(parts))
        number += len(line)
    return "\n".join(lines)


def _srt_run(run: Run) -> str:
    # SubRip has no escapes; the arrow would look like a line of times.
    text = _ACTED_ON.sub("\\g<0>\u2060", run.text.replace("-->", "→"))
    return f"<s>{text}</s>" if run.removed else text


def _vtt_run(run: Run) -> str:
    text = run.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<c.removed.{run.removed.term}>{text}</c>" if run.removed else text


def _time(milliseconds: int, point: str) -> str:
    whole, rest = divmod(milliseconds, 1_000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{rest:03}"
