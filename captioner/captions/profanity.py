"""Finds swear words, English and German, by how they begin."""

from __future__ import annotations

import re

_BEGINNINGS = (
    "fuck motherfuck shit bullshit bitch bastard asshole arsehole dickhead cunt wank twat slut whore bollock piss "
    "scheiss beschiss verpiss arschl wichs hurensohn schlampe fotze missgeburt"
)
_WHOLE = "ass arse prick crap damn goddamn tits arsch ficken fickt ficker gefickt hure huren kacke"
"""Only as whole words, because harmless words begin like them (assume, fickle, prickly)."""
_PATTERN = re.compile(rf"(?:{'|'.join(_BEGINNINGS.split())})\w*|(?:{'|'.join(_WHOLE.split())})")


def is_profane(word: str) -> bool:
    """Whether a word, without punctuation and in any case, is one of them."""
    # casefold makes two s of a ß
    return _PATTERN.fullmatch(word.casefold()) is not None


def masked(word: str) -> str:
    """Its first letter, and a star for each of the others."""
    return word[:1] + "*" * (len(word) - 1)
