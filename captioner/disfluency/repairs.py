"""Whole repairs or none: what the labels of single words must not do to a repair.

The network labels each word by itself. Where it is unsure of a correction it may take the editing term and leave what
that corrects (`2.5 3.5 milligrams`), or take a word too many (`We 15 tickets`). These rules hold afterwards:

- an editing term goes only behind a reparandum: `no`, `sorry` and the like stay where nothing before them goes;
- where the words behind an editing term begin as words before it did, all from there on goes (`nine to three, sorry,
  nine to two`);
- where a part of what is taken back is settled to stay, as much of what is said again goes (`First you delete it,
  sorry, first you save it`); where a part of it went, the rest goes too;
- between two values of a kind (`14, sorry, 15`) an editing term takes the whole value before it, and nothing more
  unless it is said again;
- what is settled stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency import values
from captioner.disfluency.editing import CORRECTING, FILLERS, Term, terms
from captioner.disfluency.encoding import CUT_OFF, parts
from captioner.disfluency.labels import FILLED_PAUSE, FLUENT, INTERREGNUM, MARKER, REPARANDUM

_SENTENCE_END = re.compile(r"[.?!][\"'\u2019\u201d)]*$")
_SAID_AGAIN = frozenset({
    "a", "an", "the", "this", "that", "these", "my", "your", "his", "her", "its", "our", "their", "i", "you", "he",
    "she", "it", "we", "they", "in", "on", "at", "to", "of", "for", "from", "with", "by", "and", "but", "or", "so",
    "if", "because", "as", "is", "are", "was", "were", "am", "be", "been", "have", "has", "had", "do", "does",
    "did", "can", "could", "will", "would", "should", "must", "may", "there", "what", "when", "where", "who", "how",
    "not", "think", "mean", "guess", "ich", "du", "es", "wir", "ihr", "und", "aber", "oder", "ein", "eine", "einen",
    "dem", "den", "im", "zum", "zur", "mit", "von", "bei", "nach", "auf", "sind", "habe", "haben", "wird", "kann",
    "mein", "meine", "wenn", "dass", "weil", "wollte", "dann",
})  # fmt: skip
_TWICE_AND_MEANT = frozenset({"had", "that", "is", "was", "her", "so", "do", "what", "who", "you", "it"})
"""function words that a sentence may hold twice in a row: `had had`, `what it is is`, `das das`"""
_ADDING = frozenset({"another", "plus"})
"""end no reparandum: `5 milligrams at 8 and another 5 milligrams`"""
_STRONGER = frozenset({"very", "really", "truly", "sehr", "wirklich"})
_REPEATED = 0.3
"""probability of not being fluent that a function word said twice in a row must have"""
_NEAR = 3
"""words before a filler among which one that is said again makes a repair"""
_LONGEST_HALF_SETTLED = 6
"""words of a stretch that is said twice in a row and of whose first copy a part is settled"""
_LONGEST_RETRACE = 9
"""words that may be taken back before an editing term"""
_SURE_OF_SOMETHING = 0.5
"""probability of not being fluent of one word of a retraced stretch that takes all of it"""
_BESIDE, _BESIDE_CUT_OFF = 0.65, 0.8
"""probability of not being fluent from which a word beside a reparandum belongs to it, and beside a broken-off word"""
_TOGETHER = (("you", "know"), ("i", "mean"))
"""markers that go whole or stay whole"""
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
    repairs = _Repairs(words, labels.copy(), not_fluent, settled)
    repairs.take_beside()
    repairs.take_together()
    repairs.take_repeated()
    repairs.take_repeated_about_settled()
    for term in terms(repairs.plain):
        if not repairs.take_retraced(term) and not repairs.take_retraced_about_settled(term):
            if term.corrects:
                repairs.take_value(term)
            else:
                repairs.keep_value(term)
    repairs.keep_added()
    repairs.keep_stronger()
    repairs.keep_orphans()
    return repairs.labels


class _Repairs:
    """The words of an utterance and the labels that the rules change."""

    def __init__(
        self, words: Sequence[str], labels: NDArray[np.intp], not_fluent: NDArray[np.float32], settled: int
    ) -> None:
        self._words, self.labels, self._not_fluent, self._settled = words, labels, not_fluent, settled
        self.plain = [parts(word)[0] for word in words]

    def take_beside(self) -> None:
        """Words beside a reparandum that the network would rather not keep: `[When you] have a, imagine a ball`.

        Beside a word that is broken off it must be surer, for alone that is as often misheard as taken back (`different
        speech- to-tech`).
        """
        places = range(self._settled, len(self.labels))
        for before, at in (*pairwise(places), *pairwise(reversed(places))):
            if self.labels[before] != REPARANDUM or self.labels[at] != FLUENT:
                continue
            needed = _BESIDE_CUT_OFF if CUT_OFF in parts(self._words[before]) else _BESIDE
            if self._not_fluent[at] >= needed and not _SENTENCE_END.search(self._words[min(at, before)]):
                self.labels[at] = REPARANDUM

    def take_together(self) -> None:
        """Both words of a marker, or neither: `She's, know, a bit confused`."""
        for at in range(self._settled, len(self.labels) - 1):
            pair = self.labels[at : at + 2]
            if (self.plain[at], self.plain[at + 1]) in _TOGETHER and (pair == FLUENT).sum() == 1:
                stays = int(np.flatnonzero(pair == FLUENT)[0])
                is_marker = self._not_fluent[at + stays] >= _BESIDE
                pair[:] = pair[1 - stays] if is_marker else FLUENT

    def take_repeated(self) -> None:
        """The first of two stretches of function words that are alike in a row: `he was he was`, `in in`."""
        words, plain = self._words, self.plain
        for first in range(self._settled, len(words) - 1):
            for length in (4, 3, 2, 1):
                behind = first + length
                if behind + length > len(words) or plain[first:behind] != plain[behind : behind + length]:
                    continue
                said = plain[first:behind]
                known = _SAID_AGAIN if length > 1 else _SAID_AGAIN - _TWICE_AND_MEANT
                goes_on = length > 1 and not {"and", "or", "und", "oder"}.isdisjoint(said)  # `on and on and on`
                is_meant = goes_on or len(set(said)) < length or not known.issuperset(said)
                has_mark = not words[behind - 1][-1:].isalnum()  # `Whatever it is, it is good`
                unsure = (length == 1 or has_mark) and self._not_fluent[first:behind].max() < _REPEATED
                if not is_meant and not unsure and not any(map(_SENTENCE_END.search, words[first:behind])):
                    self._take(first, behind)
                break

    def take_repeated_about_settled(self) -> None:
        """Two stretches alike in a row, the first one begun to be settled: see `_take_about_settled`."""
        for first in range(max(0, self._settled - _LONGEST_RETRACE), self._settled):
            for length in range(_LONGEST_HALF_SETTLED, 0, -1):
                behind = first + length
                if self.plain[first:behind] == self.plain[behind : behind + length]:
                    if self._take_about_settled(first, behind, behind, length):
                        return
                    break

    def take_retraced_about_settled(self, term: Term) -> bool:
        """The same with an editing term between them."""
        for first in reversed(range(max(0, term.start - _LONGEST_RETRACE), min(self._settled, term.start))):
            behind = zip(self.plain[first : term.start], self.plain[term.end :], strict=False)
            again = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], behind))
            is_alone = first + 1 == term.start and self.plain[first] in _SAID_AGAIN
            is_enough = again > 1 or (again and (term.corrects or is_alone))
            if is_enough and self._take_about_settled(first, term.start, term.end, again):
                return True
        return False

    def _take_about_settled(self, first: int, start: int, end: int, again: int) -> bool:
        """What is said again from `end` on begins as from `first` on, where words are settled: one of the two goes.

        Of the first copy stays what is settled to stay, and as much of the second goes: `First you delete the old
        database, sorry, first you back up`, `You call you call the constructor`. Whether anything was done.

        Args:
            start, end: the editing term between, or both where the second copy begins.
            again: words alike.
        """
        settled, labels = self._settled, self.labels
        before = labels[first : min(settled, start)]
        stay = sum(1 for _ in takewhile(lambda label: label == FLUENT, before))
        if stay > again or (before[stay:] == FLUENT).any() or self._ends(first, start):
            return False
        if stay == len(before):
            stay = again
        second = labels[end : min(settled, end + stay)]
        is_under_way = len(second) > 0
        is_sure = self._not_fluent[first:start].max() >= _SURE_OF_SOMETHING
        if (second == FLUENT).any() or not (is_sure or is_under_way) or (stay == 0 and again < 2):
            return False
        corrects = bool(CORRECTING.intersection(self.plain[start:end]))
        between = labels[first + stay : start]
        if corrects and not ((between == FLUENT) | (between == REPARANDUM)).any():
            return False  # a word that corrects goes only behind what it corrects
        labels[settled : first + stay] = FLUENT
        self._take(first + stay, start)
        labels[max(settled, start) : end] = INTERREGNUM
        self._take(end, end + stay)
        return True

    def _ends(self, first: int, behind: int) -> bool:
        """Whether a sentence ends within these words."""
        return any(map(_SENTENCE_END.search, self._words[first:behind]))

    def take_retraced(self, term: Term) -> bool:
        """What follows the term begins as words before it did: all from there on is taken back, or nothing.

        Two words alike are asked for, one where the term says that something was wrong or is near: `nine to three,
        sorry, nine to two`, `the third of May, or rather, the fourth`, `the red, uh, the blue house`.
        """
        for alike, reach in ((2, _LONGEST_RETRACE), (1, _LONGEST_RETRACE if term.corrects else _NEAR)):
            first = self._retraced(term, alike, reach)
            if first is not None:
                self._take(first, term.start)
                self.labels[term.start : term.end] = INTERREGNUM
                return True
        return False

    def _retraced(self, term: Term, alike: int, reach: int) -> int | None:
        """Where the words begin that are said again behind the term; None: nowhere, or none of them seems disfluent."""
        if term.end + alike > len(self._words):
            return None
        again = self.plain[term.end : term.end + alike]
        for first in reversed(range(max(self._settled, term.start - reach), term.start - alike + 1)):
            if any(map(_SENTENCE_END.search, self._words[first : term.start])):
                return None
            is_sure = self._not_fluent[first : term.start].max() >= _SURE_OF_SOMETHING
            if self.plain[first : first + alike] == again and is_sure:
                return first
        return None

    def take_value(self, term: Term) -> None:
        """Between two values of a kind: the one before goes whole, with the editing term, and no more than that."""
        words, plain = self._words, self.plain
        start, end = term.start, term.end
        if not 0 < start <= end < len(words) or _SENTENCE_END.search(words[start - 1].replace(".m.", "")):
            return
        kind = values.kind(words[end], plain[end])
        first = values.start(words, plain, start, kind)
        if not kind or first is None or first < self._settled or self._not_fluent[first:end].max() < _DISFLUENT_AT_ALL:
            return
        self.labels[first:start] = REPARANDUM
        self.labels[start:end] = INTERREGNUM
        self._give_back(first)  # what went before the value too is not said again

    def keep_value(self, term: Term) -> None:
        """A value before a filler goes for another value only: `at nine, um, from platform two`."""
        words, plain, labels = self._words, self.plain, self.labels
        start, end = term.start, term.end
        if not self._settled < start <= end < len(words) or labels[start - 1] != REPARANDUM:
            return
        kind = values.kind(words[start - 1], plain[start - 1])
        if kind and values.kind(words[end], plain[end]) != kind:
            self._give_back(start)
            labels[start:end] = np.where(labels[start:end] == INTERREGNUM, FILLED_PAUSE, labels[start:end])

    def keep_added(self) -> None:
        """What something else is added to stays; a word of adding that is said twice goes."""
        for at in range(self._settled, len(self.labels) - 1):
            is_end = self.labels[at] == REPARANDUM and self.labels[at + 1] == FLUENT
            if is_end and self.plain[at] in _ADDING and self.plain[at + 1] != self.plain[at]:
                self._give_back(at + 1)

    def keep_stronger(self) -> None:
        """What is said again more strongly stays: `how slowly, how very slowly, the curve rises`."""
        at = self._settled
        while at < len(self.labels):
            first = at
            while at < len(self.labels) and self.labels[at] == REPARANDUM:
                at += 1
            for begins in range(first, max(-1, first - _NEAR - 1), -1):
                said, again = self.plain[begins:at], self.plain[at : 2 * at - begins + 2]
                weaker = [word for word in again if word not in _STRONGER]
                if first < at and len(weaker) < len(again) and weaker[: len(said)] == said:
                    self._give_back(at)
            at = max(at, first + 1)

    def keep_orphans(self) -> None:
        """An interregnum without a reparandum is a marker, or stays where it says that something was wrong."""
        behind_repair = False
        for at, label in enumerate(self.labels):
            if label == REPARANDUM:
                behind_repair = True
            elif label == FLUENT:
                behind_repair = False
            elif at >= self._settled and not behind_repair:
                if self.plain[at] in CORRECTING and label in (INTERREGNUM, MARKER):
                    self.labels[at] = FLUENT
                elif label == INTERREGNUM:
                    self.labels[at] = FILLED_PAUSE if self.plain[at] in FILLERS else MARKER

    def _take(self, first: int, behind: int) -> None:
        """All of these words that would stay are a reparandum."""
        labels = self.labels[max(first, self._settled) : behind]
        labels[labels == FLUENT] = REPARANDUM

    def _give_back(self, behind: int) -> None:
        """The reparandum that ends before `behind` stays."""
        at = behind - 1
        while at >= self._settled and self.labels[at] == REPARANDUM:
            self.labels[at] = FLUENT
            at -= 1
