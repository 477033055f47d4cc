"""Values that a correction replaces as a whole: numbers with units, days, months and letters, in English and German."""

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
LETTER = "letter"
_LINKS = frozenset({"over", "by", "to", "zu", "mal", "x"})
"""words between two numbers that are one value: `140 over 90`, `5 by 7`, `3 to 2`"""
_NUMBERS = frozenset(parts(word)[0] for word in (*ENGLISH, *GERMAN, *LARGE, "half"))


def kind(word: str, plain: str) -> str:
    """ "number", "day", "month" or "letter", empty for all other words.

    Args:
        word: the recognised word; a month needs a capital (*may*, *march*), a letter, too (*option B*).
        plain: the word as `encoding.parts` writes it.
    """
    if any(character.isdigit() for character in word) or plain in _NUMBERS:
        return "number"
    if plain in _DAYS:
        return "day"
    if plain in _MONTHS and word[:1].isupper():
        return "month"
    is_letter = len(plain) == 1 and word[:1].isupper() and plain != "i" and word != "A"
    return LETTER if is_letter else ""


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


def linked(words: Sequence[str], plain: Sequence[str], first: int, behind: int) -> int:
    """The first word of the pair of numbers whose second one begins at `first`, if the correction is such a pair, too.

    Of `140 over 90, no, 150 over 90` all of the pair goes, of `140 over 90, no, 95` its second number.

    Args:
        first: the first word of the value before the editing term.
        behind: the first word of the correction.
    """
    if first < 2 or plain[first - 1] not in _LINKS or kind(words[first - 2], plain[first - 2]) != "number":
        return first
    return first - 2 if plain[behind + 1 : behind + 2] == [plain[first - 1]] else first
