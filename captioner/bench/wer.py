"""Word error rate: text normalisation, edit distance and confidence interval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_NOISE = re.compile(r"\[[^\]]*\]")
"""`[laughter]`, `[noise]`: sounds that are not words"""
_CUT_OFF = re.compile(r"<cutoff-[^>]*>|\b[\w']+-(?=\s|$)")
"""cut-off words, as references mark them and as models write them: they have no correct spelling"""
_NOT_WORD = re.compile(r"[^\w\s]")
_FILLERS = {"uhh": "uh", "uhm": "um", "umm": "um", "hmm": "hm", "mmm": "mm", "erm": "um", "er": "uh"}
"""spellings of the same sound"""


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Errors of recognised text against the reference.

    Attributes:
        low, high: bounds of the 95% interval by bootstrap over recordings.
    """

    errors: int
    words: int
    low: float
    high: float

    @property
    def rate(self) -> float:
        """Errors a word; can exceed 1."""
        return self.errors / self.words if self.words else float(self.errors > 0)


def normalise(text: str) -> list[str]:
    """Words without case, punctuation, noises and cut-off words, with one spelling for each filler."""
    text = _CUT_OFF.sub(" ", _NOISE.sub(" ", text.casefold().replace("’", "'")))
    words = _NOT_WORD.sub(" ", text.replace("'", "").replace("-", " ")).replace("_", " ").split()
    return [_FILLERS.get(word, word) for word in words]


def edit_distance(reference: Sequence[str], found: Sequence[str]) -> int:
    """The fewest substitutions, deletions and insertions of words (Levenshtein 1966) that make one of the other."""
    row = np.arange(len(found) + 1)
    for index, expected in enumerate(reference, start=1):
        substituted = row[:-1] + np.fromiter((expected != word for word in found), dtype=np.int64, count=len(found))
        best = np.concatenate([[index], np.minimum(substituted, row[1:] + 1)])
        offsets = np.arange(len(best))
        row = np.minimum.accumulate(best - offsets) + offsets
    return int(row[-1])


def error_rate(pairs: Sequence[tuple[str, str]], samples: int = 1000, seed: int = 0) -> ErrorRate:
    """The error rate over recordings, each a pair of reference and found text."""
    references = [normalise(reference) for reference, _ in pairs]
    errors = np.array([edit_distance(r, normalise(found)) for r, (_, found) in zip(references, pairs, strict=True)])
    words = np.array([len(reference) for reference in references])
    if not len(pairs) or not words.sum():
        return ErrorRate(int(errors.sum()) if len(pairs) else 0, 0, 0.0, 0.0)
    draws = np.random.default_rng(seed).integers(0, len(pairs), (samples, len(pairs)))
    rates = errors[draws].sum(axis=1) / np.maximum(1, words[draws].sum(axis=1))
    low, high = np.quantile(rates, [0.025, 0.975])
    return ErrorRate(int(errors.sum()), int(words.sum()), float(low), float(high))
