"""Whole repairs or none: what the labels of single words must not do to a repair.

The network labels each word by itself. Where it is unsure of a correction it may take the editing term and leave what
that corrects (`2.5 3.5 milligrams`), or take a word too many (`We 15 tickets`). These rules hold afterwards:

- an editing term goes only behind a reparandum: `no`, `sorry` and the like stay where nothing before them goes;
- where the words behind an editing term begin as words before it did, all from there on goes (`nine to three, sorry,
  nine to two`);
- between two values of a kind (`14, sorry, 15`) an editing term takes the whole value before it, and nothing more
  unless it is said again;
- what is settled stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency.encoding import parts
from captioner.disfluency.labels import FILLED_PAUSE, FLUENT, INTERREGNUM, MARKER, REPARANDUM

_FILLERS = frozenset(["uh", "um", "er", "erm", "uhm", "hmm", "ah", "eh", "ahm", "oh", "ohh"])
_CORRECTING = frozenset(
    [
        "no",
        "nope",
        "sorry",
        "rather",
        "wait",
        "correction",
        "scratch",
        "make",
        "that",
        "meant",
        "pardon",
        "nein",
        "quatsch",
        "entschuldigung",
        "stopp",
        "vielmehr",
        "falsch",
        "korrektur",
        "beziehungsweise",
        "moment",
        "verzeihung",
    ]
)
"""of these an editing term is made that says a mistake was made; alone none of them is a marker that may go"""
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "let me correct that", "scratch that", "make that", "i should say", "i mean", "i meant", "or rather",
        "excuse me", "my mistake",
        "no wait", "wait", "sorry", "no", "rather", "correction", "pardon", "ich meine", "ich meinte",
        "besser gesagt", "oder besser",
        "ach nein", "nein", "quatsch", "entschuldigung", "stopp", "vielmehr", "falsch", "korrektur", "moment",
        "verzeihung",
    )
)  # fmt: skip
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
    ]
)
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "januar",
        "februar",
        "marz",
        "april",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
    ]
)
_NUMBERS = frozenset(
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "half",
        "eins",
        "zwei",
        "drei",
        "vier",
        "funf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwolf",
        "zwanzig",
        "dreissig",
        "vierzig",
        "funfzig",
        "sechzig",
        "siebzig",
        "achtzig",
        "neunzig",
        "hundert",
        "tausend",
    ]
)
_SENTENCE_END = re.compile(r"[.?!][\"'\u2019\u201d)]*$")
_SAID_AGAIN = frozenset({
    "a", "an", "the", "this", "that", "these", "my", "your", "his", "her", "its", "our", "their", "i", "you", "he",
    "she", "it", "we", "they", "in", "on", "at", "to", "of", "for", "from", "with", "by", "and", "but", "or", "so",
    "if", "because", "as", "is", "are", "was", "were", "am", "be", "been", "have", "has", "had", "do", "does",
    "did", "can", "could", "will", "would", "should", "must", "may", "there", "what", "when", "where", "who", "how",
    "not", "think", "mean", "guess",
})  # fmt: skip
_TWICE_AND_MEANT = frozenset({"had", "that", "is", "was", "her", "so", "do", "what", "who", "you", "it"})
"""function words that a sentence may hold twice in a row: `had had`, `what it is is`, `das das`"""
_REPEATED = 0.3
"""probability of not being fluent that a function word said twice in a row must have"""
_NEAR = 3
"""words before a filler among which one that is said again makes a repair"""
_LONGEST_RETRACE = 9
"""words that may be taken back before an editing term"""
_SURE_OF_SOMETHING = 0.5
"""probability of not being fluent of one word of a retraced stretch that takes all of it"""
_DISFLUENT_AT_ALL = 0.15
"""probability of not being fluent that something about a correction of values must have"""


def whole(
    words: Sequence[str], labels: NDArray[np.intp], not_fluent: NDArray[np.float32], settled: int
) -> NDArray[np.intp]:
    """The labels, with each repair whole.

    Args:
        words: texts, (n,).
        labels: (n,), indices into LABELS.
        not_fluent: (n,), the network's probabilities.
        settled: how many of the first words cannot change any more.
    """
    found = labels.copy()
    plain = [parts(word)[0] for word in words]
    _take_repeated(words, plain, found, not_fluent, settled)
    for start, end, corrects in _editing_terms(plain):
        if _take_retraced(words, plain, found, not_fluent, settled, start, end, corrects=corrects):
            continue
        if corrects:
            _take_value(words, plain, found, not_fluent, settled, start, end)
        else:
            _keep_value(words, plain, found, settled, start, end)
    _keep_orphans(plain, found, settled)
    return found


def _editing_terms(plain: Sequence[str]) -> list[tuple[int, int, bool]]:
    """Where fillers and words that correct stand: (first, behind the last, whether one of them corrects)."""
    found: list[tuple[int, int, bool]] = []
    at = 0
    while at < len(plain):
        end, corrects = at, False
        while end < len(plain):
            phrase = next((p for p in _PHRASES if tuple(plain[end : end + len(p)]) == p), None)
            if phrase is not None:
                corrects = True
                end += len(phrase)
            elif plain[end] in _FILLERS or (end > at and plain[end] in ("actually", "well")):
                end += 1
            else:
                break
        if end > at:
            found.append((at, end, corrects))
        at = max(end, at + 1)
    return found


def _take_repeated(
    words: Sequence[str],
    plain: Sequence[str],
    labels: NDArray[np.intp],
    not_fluent: NDArray[np.float32],
    settled: int,
) -> None:
    """The first of two stretches of function words that are alike and follow each other: `he was he was`, `in in`."""
    for first in range(settled, len(words) - 1):
        for length in (4, 3, 2, 1):
            behind = first + length
            if behind + length > len(words) or plain[first:behind] != plain[behind : behind + length]:
                continue
            known = _SAID_AGAIN if length > 1 else _SAID_AGAIN - _TWICE_AND_MEANT
            goes_on = length > 1 and not {"and", "or"}.isdisjoint(plain[first:behind])  # `on and on and on`
            is_meant = goes_on or len(set(plain[first:behind])) < length or not known.issuperset(plain[first:behind])
            has_mark = not words[behind - 1][-1:].isalnum()  # `Whatever it is, it is good`
            unsure = (length == 1 or has_mark) and not_fluent[first:behind].max() < _REPEATED
            if not is_meant and not unsure and not any(map(_SENTENCE_END.search, words[first:behind])):
                labels[first:behind] = np.where(labels[first:behind] == FLUENT, REPARANDUM, labels[first:behind])
            break


def _keep_value(
    words: Sequence[str], plain: Sequence[str], labels: NDArray[np.intp], settled: int, start: int, end: int
) -> None:
    """A value before a filler goes for another value only: `at nine, um, from platform two`."""
    if not settled < start <= end < len(words) or labels[start - 1] != REPARANDUM:
        return
    kind = _kind(words[start - 1], plain[start - 1])
    if not kind or _kind(words[end], plain[end]) == kind:
        return
    at = start - 1
    while at >= settled and labels[at] == REPARANDUM:
        labels[at] = FLUENT
        at -= 1
    labels[start:end] = np.where(labels[start:end] == INTERREGNUM, FILLED_PAUSE, labels[start:end])


def _take_retraced(
    words: Sequence[str],
    plain: Sequence[str],
    labels: NDArray[np.intp],
    not_fluent: NDArray[np.float32],
    settled: int,
    start: int,
    end: int,
    *,
    corrects: bool,
) -> bool:
    """What follows an editing term begins as words before it did: all from there on is taken back, or nothing.

    Two words alike are asked for, one where the term says that something was wrong or is near: `nine to three, sorry,
    nine to two`, `the third of May, or rather, the fourth`, `the red, uh, the blue house`.
    """
    for alike, reach in ((2, _LONGEST_RETRACE), (1, _LONGEST_RETRACE if corrects else _NEAR)):
        if _retraced(words, plain, labels, not_fluent, settled, start, end, alike, reach):
            return True
    return False


def _retraced(
    words: Sequence[str],
    plain: Sequence[str],
    labels: NDArray[np.intp],
    not_fluent: NDArray[np.float32],
    settled: int,
    start: int,
    end: int,
    alike: int,
    reach: int,
) -> bool:
    if end + alike > len(words):
        return False
    again = list(plain[end : end + alike])
    for first in reversed(range(max(settled, start - reach), start - alike + 1)):
        if any(_SENTENCE_END.search(word) for word in words[first:start]):
            return False
        if list(plain[first : first + alike]) == again and not_fluent[first:start].max() >= _SURE_OF_SOMETHING:
            labels[first:start] = np.where(labels[first:start] == FLUENT, REPARANDUM, labels[first:start])
            labels[start:end] = INTERREGNUM
            return True
    return False


def _take_value(
    words: Sequence[str],
    plain: Sequence[str],
    labels: NDArray[np.intp],
    not_fluent: NDArray[np.float32],
    settled: int,
    start: int,
    end: int,
) -> None:
    """Between two values of a kind: the one before goes whole, with the editing term, and no more than that."""
    if not 0 < start <= end < len(words) or _SENTENCE_END.search(words[start - 1].replace(".m.", "")):
        return
    kind = _kind(words[end], plain[end])
    first = _value_start(words, plain, start, kind)
    if not kind or first is None or first < settled or not_fluent[first:end].max() < _DISFLUENT_AT_ALL:
        return
    labels[first:start] = REPARANDUM
    labels[start:end] = INTERREGNUM
    # Words before the value that went too, and are not said again, come back.
    at = first - 1
    while at >= settled and labels[at] == REPARANDUM:
        labels[at] = FLUENT
        at -= 1


def _value_start(words: Sequence[str], plain: Sequence[str], end: int, kind: str) -> int | None:
    """Where the value of this kind begins that ends before `end`, a unit behind it included; None: there is none."""
    at = end - 1
    if kind == "number" and _kind(words[at], plain[at]) != kind and at and _kind(words[at - 1], plain[at - 1]) == kind:
        at -= 1  # `2.5 milligrams`
    if not kind or _kind(words[at], plain[at]) != kind:
        return None
    while at and plain[at] in _NUMBERS and plain[at - 1] in _NUMBERS and words[at - 1][-1:].isalpha():
        at -= 1  # `twenty five`
    return at


def _kind(word: str, plain: str) -> str:
    if any(character.isdigit() for character in word) or plain in _NUMBERS:
        return "number"
    if plain in _DAYS:
        return "day"
    return "month" if plain in _MONTHS and word[:1].isupper() else ""


def _keep_orphans(plain: Sequence[str], labels: NDArray[np.intp], settled: int) -> None:
    """An interregnum without a reparandum is a marker, or stays where it says that something was wrong."""
    behind_repair = False
    for at, label in enumerate(labels):
        if label == REPARANDUM:
            behind_repair = True
        elif label == FLUENT:
            behind_repair = False
        elif at >= settled and not behind_repair:
            if plain[at] in _CORRECTING and label in (INTERREGNUM, MARKER):
                labels[at] = FLUENT
            elif label == INTERREGNUM:
                labels[at] = FILLED_PAUSE if plain[at] in _FILLERS else MARKER
