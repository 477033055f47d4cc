"""Counts the fillers, cut-off words and repeated words that a model writes down."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from captioner.bench.wer import normalise

FILLERS = frozenset({"um", "uh", "hm", "mm", "mhm"})
_CUT_OFF = re.compile(r"<cutoff-([^>]*)>|\b([\w']+)-(?=[\s.,?!]|$)")
"""cut-off words as references mark them, with the intended word, and as models write them, with the spoken part"""


def fillers(text: str) -> Counter[str]:
    """The fillers in `text`, one spelling for each."""
    return Counter(word for word in normalise(text) if word in FILLERS)


def cut_offs(text: str) -> Counter[str]:
    """The first letters of the cut-off words in `text`, because the heard length of a cut-off word is uncertain."""
    return Counter(letters[0].lower() for pair in _CUT_OFF.findall(text) for letters in pair if letters)


def repetitions(text: str) -> Counter[str]:
    """The repeated words in `text`, ignoring fillers and cut-off words between the copies."""
    return Counter(one for one, two in pairwise(_without_fillers(text)) if one == two)


def fluent(text: str) -> str:
    """`text` without fillers, cut-off words and repeated words."""
    words = _without_fillers(text)
    return " ".join(word for index, word in enumerate(words) if not index or word != words[index - 1])


def _without_fillers(text: str) -> list[str]:
    return [word for word in normalise(text) if word not in FILLERS]
