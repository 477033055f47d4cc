"""Stutters that Whisper writes as one word: `I-I think`, `Th-that's`, `I was-I was going`.

The part that is taken back becomes a word of its own that ends with a hyphen, as in the corpora, so that the other part
can stay. Compounds stay whole: `re-read`, `bye-bye`, `well-known`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from captioner.messages import Word

_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011\u2013\u2014](?=\w)")
_PREFIXES = frozenset(["re", "co", "pre", "non", "e", "t", "x", "u"])
"""prefixes of compounds whose second half may begin with the same letters: `re-read`, `co-coordinator`, `e-enabled`.
Other prefixes make a stutter: `in-inflation`, `be-because`, `ex-exactly`"""
_TWICE = frozenset({
    "boo", "bye", "can", "cha", "choo", "chop", "fifty", "go", "goody", "ha", "half", "hip", "ho", "hush", "knock",
    "mm", "night", "no", "now", "pom", "so", "ta", "there", "tut", "twenty", "uh", "win", "yo", "yum",
})  # fmt: skip
"""words that are doubled on purpose: `bye-bye`, `so-so`"""
_AT_START = frozenset({
    "and", "because", "but", "can", "could", "das", "der", "did", "die", "do", "does", "doch", "du", "er", "good",
    "has", "have", "hello", "he", "how", "ich", "is", "ist", "it", "ja", "jetzt", "let", "my", "nein", "no", "please",
    "she", "sie", "so", "sorry", "that", "thats", "the", "then", "there", "they", "this", "to", "und", "warum", "was",
    "we", "well", "what", "whats", "when", "where", "who", "why", "wie", "will", "wir", "wo", "would", "yes", "you",
})  # fmt: skip
"""words that begin a sentence, so that a capital on both halves is no compound: `W-What`, but `T-Test`"""
_BEGINNINGS = frozenset({
    "a", "and", "but", "das", "der", "die", "du", "er", "he", "i", "ich", "if", "it", "she", "sie", "so", "that", "the",
    "there", "they", "this", "to", "und", "we", "what", "when", "wir", "you",
})  # fmt: skip
"""words at which a speaker begins again: `I was-I was`, but not `built-in` behind `in`"""
_REACH = 4
"""words that may be said again behind a hyphen: `you want to-you want to`"""


def split(words: Sequence[Word], before: Sequence[str]) -> list[Word]:
    """The words with stuttered ones split; the parts share the time by their letters.

    Args:
        words: consecutive words.
        before: texts of the utterance's words before them, as this function returned them.
    """
    found: list[Word] = []
    for word in words:
        for one in _parts(word, [*before, *(other.text for other in found)][-_REACH:]):
            found.append(one)
    return found


def _parts(word: Word, before: Sequence[str]) -> list[Word]:
    cut = _HYPHEN.search(word.text)
    if cut is None:
        return [word]
    first, rest = word.text[: cut.start()], word.text[cut.end() :]
    if not _is_stutter(first, rest, before):
        return [word]
    at = word.start + (word.end - word.start) * len(first) // max(1, len(word.text))
    head = replace(word, text=f"{first}-", end=at)
    return [head, *_parts(replace(word, text=rest, start=at), [*before, head.text])]


def _is_stutter(first: str, rest: str, before: Sequence[str]) -> bool:
    begun, again = _bare(first), _bare(_HYPHEN.split(rest)[0])
    if not begun or not again or begun.isdigit() or again.isdigit():
        return False
    if again.startswith(begun):
        if begun in _PREFIXES and begun != again:
            return False
        if len(begun) == 1 and begun not in ("i", "a"):
            # `w-we`, but not `T-test`: capitals begin a compound, or a sentence. `w-w-want`, but not `x-x`.
            goes_on = begun != again or _HYPHEN.search(rest) is not None
            begins = (not before and rest[0].islower()) or _bare(_HYPHEN.split(rest)[-1]) in _AT_START
            return goes_on and (first.islower() or begins)
        if begun == again and first[0].isupper() and rest[0].isupper() and begun not in _BEGINNINGS:
            return False  # a name: `Baden-Baden`
        return begun != again or begun not in _TWICE
    behind = _HYPHEN.search(rest)
    if behind is not None and begun[0] == again[0] and begun.isalpha():  # `Muh-my-my name`
        return _is_stutter(rest[: behind.start()], rest[behind.end() :], [*before, f"{first}-"])
    # `I was-I`: the word behind the hyphen is where the speaker began
    return (
        again in _BEGINNINGS
        and again in [_bare(word) for word in before[-_REACH:]]
        and bool(before)
        and _bare(before[-1]) != begun
    )


def _bare(text: str) -> str:
    return re.sub(r"[^\w]", "", text).casefold()
