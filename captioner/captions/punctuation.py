"""Splits a written word into the word and the punctuation around it, and classifies the marks."""

# ruff: noqa: RUF001 - look-alike marks of many scripts are the subject of this module

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"

_QUOTES = '"“”„‟«»‹›'
_OPENING = _QUOTES + "([{¿¡‚「『（【《〈"
_CLOSING = _QUOTES + ")]}」』）】》〉"
_PAIRS = {"()", "[]", "{}", "¿?", "¡!", "「」", "『』", "（）", "【】", "《》", "〈〉", "‚“"}
_COMMAS = ",،、，"
_DASHES = "–—―"
_MIDDLE = ":;：；؛"
_FINAL = ".?!‽。？！｡؟۔।"
_ELLIPSES = "…"
APOSTROPHES = "'’-"
"""may stand before the first letter of a word"""

_PREFIX = re.compile(rf"(?:[{re.escape(_OPENING)}]\s*)+")
# A "-" at the end is no mark: it shows a word that was cut off.
_SUFFIX = re.compile(rf"(?:\s|--|[{re.escape(_CLOSING + _COMMAS + _DASHES + _MIDDLE + _FINAL + _ELLIPSES)}])+$")
_MARK = re.compile(r"\s*(?:\.{2,}|-{2,}|\S)")
_ALONE = {"-", "--"}
_SPACED_OPENING = "«‹"
_SPACED_CLOSING = "»›?!:;–—―-"
"""French writes a space before these; a mark that comes as a word of its own counts as spaced."""


class Kind(Enum):
    """What a mark behind a word does."""

    SOFT = auto()
    """a pause: comma, dash"""
    ELLIPSIS = auto()
    """a hesitation inside an utterance; the end of it if nothing follows"""
    MIDDLE = auto()
    """colon, semicolon"""
    FINAL = auto()
    """ends a sentence"""
    CLOSING = auto()
    """a closing quotation mark or bracket"""


@dataclass(frozen=True, slots=True)
class Token:
    """A written word in three parts; joined they are the word."""

    prefix: str
    """opening quotation marks and brackets"""
    core: str
    """the word itself; empty where the recogniser wrote punctuation as a word of its own"""
    suffix: str
    """closing marks, with the space before each that has one (French)"""


@lru_cache(maxsize=4096)  # a line is looked at again with every update
def split(text: str) -> Token:
    """Split a written word; white space in it becomes a no-break space before a mark and a single space elsewhere."""
    text = " ".join(text.split())
    if not text.strip(_OPENING + _CLOSING + _COMMAS + _DASHES + _MIDDLE + _FINAL + _ELLIPSES + " ") or text in _ALONE:
        return Token("", "", text.replace(" ", NO_BREAK_SPACE))
    opening = _PREFIX.match(text)
    prefix = opening.group() if opening else ""
    rest = text[len(prefix) :]
    closing = _SUFFIX.search(rest)
    suffix = closing.group() if closing else ""
    core = rest[: len(rest) - len(suffix)]
    return Token(prefix.replace(" ", NO_BREAK_SPACE), core, suffix.replace(" ", NO_BREAK_SPACE))


def marks(suffix: str) -> list[str]:
    """The single marks of a suffix, each with the space before it."""
    return _MARK.findall(suffix)


def kind(mark: str) -> Kind:
    """What a mark of a suffix does."""
    bare = mark.strip()
    if bare[0] in _ELLIPSES or bare.startswith(".."):
        return Kind.ELLIPSIS
    if bare[0] in _CLOSING:
        return Kind.CLOSING
    if bare[0] in _FINAL:
        return Kind.FINAL
    if bare[0] in _MIDDLE:
        return Kind.MIDDLE
    return Kind.SOFT


def ends_sentence(suffix: str) -> bool:
    """Whether a word with this suffix is the last of its sentence."""
    return any(kind(mark) is Kind.FINAL for mark in marks(suffix))


def opens(token_text: str, open_quotes: int) -> bool:
    """Whether punctuation that came as a word of its own belongs to the word behind it.

    Args:
        token_text: the punctuation.
        open_quotes: how many quotation marks are open; one that could be either closes while any is.
    """
    first = token_text.strip()[:1]
    if first not in _OPENING:
        return False
    return first not in _CLOSING or open_quotes <= 0


def closes(closing: str, opening: str) -> bool:
    """Whether two marks are a pair; quotation marks of all kinds go together, as languages pair them differently."""
    closing, opening = closing.strip(), opening.strip()
    return (opening + closing in _PAIRS) or (opening in _QUOTES and closing in _QUOTES)


def alone_as_prefix(text: str) -> str:
    """Opening punctuation that came as a word of its own, ready to stand before a word."""
    return text + NO_BREAK_SPACE if text[-1] in _SPACED_OPENING else text


def alone_as_suffix(text: str) -> str:
    """Closing punctuation that came as a word of its own, ready to stand behind a word."""
    return NO_BREAK_SPACE + text if text[0] in _SPACED_CLOSING else text


def quotes(text: str) -> int:
    """How many quotation marks a prefix opens or a suffix closes."""
    return sum(character in _QUOTES for character in text)


def joined_without_space(before: str, after: str) -> bool:
    """Whether two words are written without a space between them: Chinese, Japanese, Thai, Lao, Khmer, Burmese."""
    return bool(before) and bool(after) and _is_spaceless(before[-1]) and _is_spaceless(after[0])


def _is_spaceless(character: str) -> bool:
    code = ord(character)
    return (
        0x0E00 <= code <= 0x0EFF  # Thai, Lao
        or 0x1000 <= code <= 0x109F  # Burmese
        or 0x1780 <= code <= 0x17FF  # Khmer
        or 0x3000 <= code <= 0x30FF  # CJK punctuation, kana
        or 0x3400 <= code <= 0x9FFF  # Han
        or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFF65  # full-width forms
        or 0x20000 <= code <= 0x3FFFF
    )
