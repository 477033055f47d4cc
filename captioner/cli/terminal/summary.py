"""The summary at the end of a session."""

from __future__ import annotations

from collections.abc import Iterable

from captioner.messages import Label, TranscriptEntry
from captioner.record import statistics

_EXAMPLES = 5
"""Removed stretches shown; enough to see the kind of words."""


def left_out(rejected: int) -> str:
    """The message about rejected utterances; empty for none."""
    if not rejected:
        return ""
    what = "A stretch of sound was" if rejected == 1 else f"{rejected} stretches of sound were"
    return f"{what} left out: the words read there did not look like speech. The log has the details."


def summary(entries: Iterable[TranscriptEntry], removed: frozenset[Label], rejected: int = 0) -> list[str]:
    """The number of words and the words that the cleaned view leaves out; a line each.

    Args:
        rejected: as in `Status`.
    """
    return [*_words(entries, removed), *filter(None, [left_out(rejected)])]


def _words(entries: Iterable[TranscriptEntry], removed: frozenset[Label]) -> list[str]:
    entries = list(entries)
    counted = statistics.count(entries, removed)
    if not counted.words:
        return ["No words were heard."]
    if not counted.saved:
        return [f"{counted.words} words were said; none of them is left out of the cleaned view."]
    lines = [
        f"{counted.words} words were said; the cleaned view leaves out {counted.saved} ({counted.saved_share:.0%}):"
    ]
    lines += [f"{counted.by_label[each]:6} {each.row.words}" for each in counted.removed if counted.by_label[each]]
    stretches = list(_stretches(entries, removed))
    more = ", ..." if len(stretches) > _EXAMPLES else ""
    lines.append("       for example: " + ", ".join(f"“{each}”" for each in stretches[:_EXAMPLES]) + more)
    return lines


def _stretches(entries: Iterable[TranscriptEntry], removed: frozenset[Label]) -> Iterable[str]:
    """The texts of neighbouring removed words, each once, in order."""
    seen = set()
    for entry in entries:
        stretch: list[str] = []
        for word in (*entry.words, None):
            if word is not None and word.label in removed:
                stretch.append(word.word.text)
            elif stretch:
                text = " ".join(stretch).rstrip(",.;:!?").lower()
                if text and text not in seen:
                    seen.add(text)
                    yield text
                stretch = []
