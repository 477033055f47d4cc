"""Words that are meant, though they look taken back: answers, additions, hedges, emphasis, contrasts, mentions.

Each rule gives back words that the network, or a rule for whole repairs, would remove; settled labels stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency.editing import ANSWERS, CORRECTING, FILLERS, WORDS_TOO
from captioner.disfluency.encoding import parts
from captioner.disfluency.labels import FILLED_PAUSE, FLUENT, INTERREGNUM, REPARANDUM
from captioner.disfluency.word_lists import (
    ADDING,
    ALTERNATIVE,
    BEFORE_STRONGER,
    FROM,
    HEDGES,
    NEGATIONS,
    RATHER,
    STRONGER,
    TO,
)

_QUOTES_OPEN = re.compile(r"^[\"\u201c\u201e\u00ab]")
_QUOTES_CLOSE = re.compile(r"[\"\u201c\u201d\u00bb][.,;:?!]*$")
_LONGEST_MENTION = 3
"""words of a quotation that is only a mention: `the phrase "I mean"`"""
_EXTRA_WORDS = 3
"""words before a reparandum from which its emphatic repetition may begin"""
_MARK = re.compile(r"[,;:\u2013\u2014-]$")


def keep(
    words: Sequence[str], plain: Sequence[str], labels: NDArray[np.intp], settled: int, language: str = "en"
) -> None:
    """Give back, in `labels`, what is meant.

    Args:
        words: texts, (n,).
        plain: the words as `encoding.parts` writes them, (n,).
        labels: (n,), indices into LABELS.
        settled: how many of the first labels cannot change any more.
        language: two letters.
    """
    _keep_words_too(words, plain, labels, settled, WORDS_TOO.get(language, frozenset()))
    _keep_mentions(words, labels, settled)
    _keep_added(plain, labels, settled)
    _keep_contrasts(words, plain, labels, settled)
    _keep_hedges(plain, labels, settled)
    _keep_stronger(plain, labels, settled)


def give_back(labels: NDArray[np.intp], behind: int, settled: int) -> None:
    """Keep the reparandum that ends before `behind`."""
    at = behind - 1
    while at >= settled and labels[at] == REPARANDUM:
        labels[at] = FLUENT
        at -= 1


def _keep_words_too(
    words: Sequence[str], plain: Sequence[str], labels: NDArray[np.intp], settled: int, also: Set[str]
) -> None:
    """Keep what only looks like a filler, unless it is taken back: `uh-huh`, `uh-oh`, names as `um_count`, and the
    language's words, as German `um neun`; and doubled names, unless more is taken back with them."""
    for at in range(settled, len(labels)):
        if labels[at] == FLUENT:
            continue
        said = parts(words[at])
        is_word = "_" in words[at].strip("_") or said in ANSWERS or plain[at] in also
        is_double = len(said) == 2 and said[0] == said[1]  # `Baden-Baden`: a stutter would have been split
        is_alone = (labels[max(settled, at - 1) : at + 2] != FLUENT).sum() == 1
        if (is_word and labels[at] != REPARANDUM) or (is_double and is_alone):
            labels[at] = FLUENT


def _keep_mentions(words: Sequence[str], labels: NDArray[np.intp], settled: int) -> None:
    """Keep a word or two in quotation marks, which are spoken about: `the word "like"`, `the phrase "I mean"`."""
    for first in range(settled, len(labels)):
        if not _QUOTES_OPEN.search(words[first]):
            continue
        for end in range(first, min(first + _LONGEST_MENTION, len(labels))):
            if _QUOTES_CLOSE.search(words[end]):
                if REPARANDUM not in labels[first : end + 1]:
                    labels[first : end + 1] = FLUENT
                break


def _keep_added(plain: Sequence[str], labels: NDArray[np.intp], settled: int) -> None:
    """Keep words to which something is added; remove an adding word that is said twice."""
    for at in range(settled, len(labels) - 1):
        is_end = labels[at] == REPARANDUM and labels[at + 1] == FLUENT
        if is_end and plain[at] in ADDING and plain[at + 1] != plain[at]:
            give_back(labels, at + 1, settled)


def _keep_contrasts(words: Sequence[str], plain: Sequence[str], labels: NDArray[np.intp], settled: int) -> None:
    """Keep both sides of a contrast, an alternative or a range: `5 milligrams, not 50 milligrams`, `to the lake, er, or
    to the woods`, `from version 3.11 to version 3.12`. Without the first side they mean the opposite."""
    for first, end in removed(labels, settled):
        if end == len(labels) or REPARANDUM not in labels[first:end] or not CORRECTING.isdisjoint(plain[first:end]):
            continue
        last, behind = plain[end - 1], plain[end]
        has_mark = bool(_MARK.search(words[end - 1]))
        if end - first > 1 and last in FILLERS and behind in ALTERNATIVE:
            is_meant = plain[end + 1 : end + 2] != ["rather"]
        elif last != behind and end - first > 1 and not has_mark:
            is_set_off = bool(_MARK.search(words[end - 2])) or plain[end - 2] in FILLERS
            is_meant = is_set_off and (last in NEGATIONS or (last in ALTERNATIVE and behind not in RATHER))
        else:
            is_meant = has_mark and behind in NEGATIONS and NEGATIONS.isdisjoint(plain[first:end])
        is_range = first > 0 and plain[first - 1] in FROM and behind in TO and behind not in plain[first:end]
        if is_meant or is_range:
            is_filler = np.array([one in FILLERS for one in plain[first:end]])
            labels[first:end] = np.where(is_filler & (labels[first:end] != REPARANDUM), FILLED_PAUSE, FLUENT)


def removed(labels: NDArray[np.intp], settled: int) -> Iterator[tuple[int, int]]:
    """First word and end of each stretch of removed words that begins behind the settled ones."""
    at = settled
    if 0 < at < len(labels) and labels[at - 1] != FLUENT:
        while at < len(labels) and labels[at] != FLUENT:
            at += 1
    while at < len(labels):
        first = at
        while at < len(labels) and labels[at] != FLUENT:
            at += 1
        if at > first:
            yield first, at
        at += 1


def _keep_hedges(plain: Sequence[str], labels: NDArray[np.intp], settled: int) -> None:
    """Keep `kind of` unless it is taken back: it means something, and no reparandum ends within it."""
    for at in range(settled, len(labels) - 1):
        if (plain[at], plain[at + 1]) in HEDGES:
            first, second = labels[at : at + 2]
            if first == REPARANDUM and second == FLUENT:
                give_back(labels, at + 1, settled)
            elif REPARANDUM not in (first, second):
                labels[at : at + 2] = FLUENT


def _keep_stronger(plain: Sequence[str], labels: NDArray[np.intp], settled: int) -> None:
    """Keep words that are repeated for emphasis: `how slowly, how very slowly`; of `bad, like really bad` *like*
    goes."""
    at = settled
    while at < len(labels):
        first = at
        while at < len(labels) and labels[at] == REPARANDUM:
            at += 1
        end, behind = at, at
        while end > first and plain[end - 1] in BEFORE_STRONGER:
            end -= 1
        while behind < len(labels) and plain[behind] in BEFORE_STRONGER:
            behind += 1
        if behind > end and end > first + 1:  # `I want to, like, really want to` is no emphasis
            continue
        for begins in range(first, max(-1, first - _EXTRA_WORDS - 1), -1):
            said, again = plain[begins:end], plain[behind : behind + end - begins + 2]
            weaker = [word for word in again if word not in STRONGER]
            if first < end and len(weaker) < len(again) and weaker[: len(said)] == said:
                give_back(labels, end, settled)
                labels[end:at] = INTERREGNUM
        at = max(at, first + 1)
