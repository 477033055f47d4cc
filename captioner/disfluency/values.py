"""Values that a correction replaces as a whole: numbers with units, days and months, in English and German."""

from __future__ import annotations

from collections.abc import Sequence

from captioner.disfluency.encoding import parts
from captioner.disfluency.numerals import ENGLISH, GERMAN, LARGE

_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonntag",
})  # fmt: skip
_MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "januar", "februar", "marz", "mai", "juni", "juli", "oktober", "dezember",
})  # fmt: skip
_NUMBERS = frozenset(parts(word)[0] for word in (*ENGLISH, *GERMAN, *LARGE, "half"))


def kind(word: str, plain: str) -> str:
    """ "number", "day" or "month", empty for all other words.

    Args:
        word: the recognised word; a month needs a capital (*may*, *march*).
        plain: the word as `encoding.parts` writes it.
    """
    if any(character.isdigit() for character in word) or plain in _NUMBERS:
        return "number"
    if plain in _DAYS:
        return "day"
    return "month" if plain in _MONTHS and word[:1].isupper() else ""


def start(words: Sequence[str], plain: Sequence[str], end: int, wanted: str) -> int | None:
    """First word of the value of a kind that ends before `end`, with its unit; None: there is none."""
    at = end - 1
    if (
        wanted == "number"
        and kind(words[at], plain[at]) != wanted
        and at
        and kind(words[at - 1], plain[at - 1]) == wanted
    ):
        at -= 1  # `2.5 milligrams`
    if not wanted or kind(words[at], plain[at]) != wanted:
        return None
    while at and plain[at] in _NUMBERS and plain[at - 1] in _NUMBERS and words[at - 1][-1:].isalpha():
        at -= 1  # `twenty five`
    return at
