"""Words for comparison: normalised, and aligned so that ties favour the words that should stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from captioner.disfluency.numerals import ENGLISH, GERMAN

_DASH = re.compile(r"[\s‐‑–—―-]+")  # noqa: RUF001 - all the dashes there are
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_FIGURES = {word: str(value) for word, value in ENGLISH.items() if value <= 20} | {
    word: str(value) for word, value in GERMAN.items() if value <= 12
}
"""Recognisers write small numbers either way."""
_SPELLINGS = {
    "okay": "ok",
    "umm": "um",
    "uhm": "um",
    "erm": "um",
    "er": "uh",
    "uhh": "uh",
    "mr": "mister",
    "ähem": "ähm",
}
_SAME = 1e-6
"""Costs that differ by less are equal."""


def normalised(text: str) -> list[str]:
    """Words without case and punctuation; hyphens split words (`I-I` is two), sums and shares end with their unit."""
    text = text.casefold().replace("’", "'")
    text = re.sub(r"\$([\d,.]*\d)", r"\1 dollars", text).replace("%", " percent ")
    words = (_EDGE.sub("", word) for word in _DASH.split(_THOUSANDS.sub("", text)))
    found = [_SPELLINGS.get(word, word) for word in words if word]
    return [_FIGURES.get(word, word) for word in found]


def aligned(reference: Sequence[str], found: Sequence[str], is_dear: Sequence[bool]) -> list[int | None]:
    """For each word of `reference` the index of its word in `found`, None if it is missing; by the fewest edits.

    Args:
        is_dear: for each word of `reference`; of several alignments with the fewest edits, the one that finds most dear
            words is chosen.
    """
    rows, columns = len(reference) + 1, len(found) + 1
    deletion = [1.0 + 1e-3 * dear for dear in is_dear]
    differs = np.array([[float(one != other) for other in found] for one in reference]).reshape(rows - 1, columns - 1)
    offsets = np.arange(columns, dtype=float)
    cost = np.empty((rows, columns))
    cost[0] = offsets
    for i in range(1, rows):
        cost[i] = cost[i - 1] + deletion[i - 1]
        cost[i, 1:] = np.minimum(cost[i, 1:], cost[i - 1, :-1] + differs[i - 1])
        cost[i] = np.minimum.accumulate(cost[i] - offsets) + offsets
    places: list[int | None] = [None] * len(reference)
    i, j = rows - 1, columns - 1
    while i and j:
        if abs(cost[i, j] - cost[i - 1, j - 1] - differs[i - 1, j - 1]) < _SAME:
            i, j = i - 1, j - 1
            places[i] = j
        elif abs(cost[i, j] - cost[i - 1, j] - deletion[i - 1]) < _SAME:
            i -= 1
        else:
            j -= 1
    return places
