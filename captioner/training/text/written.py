"""Written text as fluent English: speeches and a novel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_SENTENCE_END = re.compile(r"(?<=[.?!])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])")
_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)|[_*=#\"“”]")
_DASH = re.compile(r"\s*(?:--+|—|–)\s*")
_INTERJECTIONS = frozenset({"oh", "ah", "eh", "uh", "um", "hm", "ha", "hem"})
"""Interjections of characters in the novel; they also open with *Well*, which speech corpora label as a discourse
marker."""
_SHORTEST, _LONGEST = 3, 48
"""words; the model reads 64, and longer sentences than these are hardly ever said"""
_PARALLEL_REACH = 9
"""words"""


def read_written(folder: Path) -> list[tuple[str, ...]]:
    """The sentences of all text files below `folder`, in the order of their names, each as words.

    Raises:
        FileNotFoundError: there is no text file.
    """
    files = sorted(folder.rglob("*.txt"))
    if not files:
        raise FileNotFoundError(f"{folder} holds no .txt file: training/notes/disfluency.md says where it comes from")
    return [words for file in files for words in sentences(file.read_text(encoding="utf-8", errors="replace"))]


def sentences(text: str) -> Iterator[tuple[str, ...]]:
    """The sentences of 3 to 48 words, without headings, tables and notes in brackets; a dash is a pause."""
    for paragraph in re.split(r"\n\s*\n", text):
        plain = _DASH.sub(", ", _ASIDE.sub(" ", paragraph))
        for sentence in _SENTENCE_END.split(plain):
            words = tuple(word for word in sentence.split() if any(map(str.isalnum, word)))
            letters = sum(map(str.isalpha, sentence))
            is_prose = sentence.rstrip("'’ ").endswith((".", "?", "!")) and letters > 0.7 * len(
                sentence.replace(" ", "")
            )
            if _SHORTEST <= len(words) <= _LONGEST and is_prose and not _speaks(words):
                yield words


def is_parallel(words: Sequence[str]) -> bool:
    """Whether a word is repeated behind a comma or an *and* with another continuation: `in body and in mind`."""
    bare = [word.strip(".,;:?!'").lower() for word in words]
    for at in range(2, len(words) - 1):
        if words[at - 1][-1:] not in ",;:" and bare[at - 1] not in ("and", "or", "nor", "but"):
            continue
        for before in range(max(0, at - _PARALLEL_REACH), at - 1):
            if bare[before] == bare[at] and bare[before + 1] != bare[at + 1]:
                return True
    return False


def _speaks(words: tuple[str, ...]) -> bool:
    bare = [word.strip(",.?!'’").lower() for word in words]
    return bare[0] == "well" or not _INTERJECTIONS.isdisjoint(bare)
