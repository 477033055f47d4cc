"""Makes repairs whole: a repair is removed completely or stays.

The network labels each word by itself. Where it is unsure of a correction it may remove the editing term and keep the
mistake (`2.5 3.5 milligrams`), or remove a word too many (`We 15 tickets`). These rules hold afterwards:

- an editing term is removed only behind a reparandum: `no`, `sorry` and the like stay if nothing before them goes;
- if the words behind an editing term begin like words before it, all from those words on goes (`nine to three, sorry,
  nine to two`);
- if a part of the reparandum is settled to stay, the same part of the repetition goes (`First you delete it,
  sorry, first you save it`); if a part of it went, the rest goes, too;
- between two values of a kind (`14, sorry, 15`) an editing term removes the whole value before it, and nothing more
  unless it is said again;
- hesitations (`uh`, `um`) go sooner than words;
- what nobody says twice on purpose goes however sure the network is (`he's he's`, `I, uh, I'm`, `Wh- where`);
- what is meant stays (`intended.py`), and a repair begins where its repetition begins;
- settled labels stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency import intended, values
from captioner.disfluency.editing import CORRECTING, FILLERS, HESITATIONS, Term, terms
from captioner.disfluency.encoding import CUT_OFF, parts
from captioner.disfluency.labels import FILLED_PAUSE, FLUENT, INTERREGNUM, MARKER, REPARANDUM
from captioner.disfluency.reading import RepairRule
from captioner.disfluency.word_lists import (
    BEFORE_KNOW,
    NEVER_TWICE,
    SAID_AGAIN,
    STRONGER,
    SUBJECTS,
    THRICE_AND_MEANT,
    TOGETHER,
    TWICE_AND_MEANT,
)

_SENTENCE_END = re.compile(r"[.?!][\"'\u2019\u201d)]*$")
_REPEATED = 0.3
"""least probability of not being fluent of a function word said twice in a row"""
_LONGEST_SAID_AGAIN = 4
"""most words of a stretch whose first word is said again right behind it"""
_NEAR = 3
"""words before a filler that are searched for one that is said again"""
_LONGEST_HALF_SETTLED = 6
"""most words of a stretch that is said twice in a row, with a part of the first copy settled"""
_LONGEST_RETRACE = 9
"""most words that are taken back before an editing term"""
_SURE_OF_SOMETHING = 0.5
"""probability of not being fluent of one word of a retraced stretch from which all of it goes"""
_BESIDE_CUT_OFF = 0.8
"""probability of not being fluent from which a word beside a broken-off word belongs to the reparandum"""
_MARKER = 0.65
"""probability of not being fluent of one word of a marker from which both go"""
_DISFLUENT_AT_ALL = 0.15
"""least probability of not being fluent of some word in a correction of values"""


def whole(
    words: Sequence[str],
    labels: NDArray[np.intp],
    not_fluent: NDArray[np.float32],
    settled: int,
    rule: RepairRule = RepairRule(),  # noqa: B008 - frozen
) -> NDArray[np.intp]:
    """The labels, with each repair whole.

    Args:
        words: texts, (n,).
        labels: (n,), indices into LABELS.
        not_fluent: (n,), the network's probabilities.
        settled: how many of the first words cannot change any more.
        rule: the model's.
    """
    repairs = _Repairs(words, labels.copy(), not_fluent, settled)
    repairs.take_hesitations(rule.hesitation)
    repairs.take_beside(rule.beside)
    repairs.take_stuttered()
    repairs.take_together()
    repairs.take_repeated()
    repairs.take_contracted()
    repairs.take_said_again(rule.said_again)
    repairs.take_repeated_about_settled()
    for term in terms(repairs.plain, rule.language):
        if not repairs.take_retraced(term) and not repairs.take_retraced_about_settled(term):
            if term.corrects:
                repairs.take_value(term)
            else:
                repairs.keep_value(term)
    intended.keep(words, repairs.plain, repairs.labels, settled, rule.language)
    repairs.take_aligned()
    repairs.keep_orphans()
    return repairs.labels


class _Repairs:
    """The words of an utterance and the labels that the rules change."""

    def __init__(
        self, words: Sequence[str], labels: NDArray[np.intp], not_fluent: NDArray[np.float32], settled: int
    ) -> None:
        self._words, self.labels, self._not_fluent, self._settled = words, labels, not_fluent, settled
        self.plain = [parts(word)[0] for word in words]

    def take_hesitations(self, least: float) -> None:
        """Remove words that can only be hesitations: of `Montreal, uh, uh, uh` not one, but all three."""
        for at in range(self._settled, len(self.labels)):
            is_one = self.plain[at] in HESITATIONS and len(parts(self._words[at])) == 1  # `uh-huh` means yes
            if is_one and self.labels[at] == FLUENT and self._not_fluent[at] >= least:
                self.labels[at] = FILLED_PAUSE

    def take_stuttered(self) -> None:
        """Remove a broken-off word before a word that begins with it: `Wh- where`, `p... p... parrot`."""
        for at in range(self._settled, len(self.labels) - 1):
            if not self.plain[at + 1].startswith(self.plain[at]):
                continue
            is_letter = len(self.plain[at]) == 1 and self._words[at].endswith(("...", "\u2026"))
            if is_letter or parts(self._words[at])[1:] == (CUT_OFF,):
                self._take(at, at + 1)

    def take_beside(self, least: float) -> None:
        """Remove words beside a reparandum that are probably not fluent: `[When you] have a, imagine a ball`.

        Beside a broken-off word the threshold is higher, because that word is as often misheard as taken back
        (`different speech- to-tech`).
        """
        places = range(self._settled, len(self.labels))
        for before, at in (*pairwise(places), *pairwise(reversed(places))):
            if self.labels[before] != REPARANDUM or self.labels[at] != FLUENT:
                continue
            needed = max(least, _BESIDE_CUT_OFF) if CUT_OFF in parts(self._words[before]) else least
            if self._not_fluent[at] >= needed and not _SENTENCE_END.search(self._words[min(at, before)]):
                self.labels[at] = REPARANDUM

    def take_together(self) -> None:
        """Remove both words of a marker or neither: `She's, know, a bit confused`; `as you know` is none."""
        for at in range(self._settled, len(self.labels) - 1):
            pair = self.labels[at : at + 2]
            if (self.plain[at], self.plain[at + 1]) not in TOGETHER:
                continue
            is_said_of = at and self._words[at - 1] == self.plain[at - 1] and self.plain[at - 1] in BEFORE_KNOW
            if is_said_of and self.labels[at - 1] == FLUENT and REPARANDUM not in pair:
                pair[:] = FLUENT
            elif (pair == FLUENT).sum() == 1:
                stays = int(np.flatnonzero(pair == FLUENT)[0])
                is_marker = self._not_fluent[at + stays] >= _MARKER
                pair[:] = pair[1 - stays] if is_marker else FLUENT

    def take_repeated(self) -> None:
        """Remove the first of two equal stretches of function words in a row: `he was he was`, `in in`."""
        words, plain = self._words, self.plain
        for first in range(self._settled, len(words) - 1):
            for length in (4, 3, 2, 1):
                behind = first + length
                if behind + length > len(words) or plain[first:behind] != plain[behind : behind + length]:
                    continue
                said = plain[first:behind]
                thrice = said in (plain[behind + length : behind + 2 * length], plain[max(0, first - length) : first])
                known = SAID_AGAIN if length > 1 else SAID_AGAIN - (THRICE_AND_MEANT if thrice else TWICE_AND_MEANT)
                goes_on = length > 1 and not {"and", "or", "und", "oder"}.isdisjoint(said)  # `on and on and on`
                is_intended = goes_on or len(set(said)) < length or not known.issuperset(said)
                has_mark = not words[behind - 1][-1:].isalnum()  # `Whatever it is, it is good`
                unsure = (length == 1 or has_mark) and self._not_fluent[first:behind].max() < _REPEATED
                unsure = unsure and not thrice and plain[first] not in NEVER_TWICE
                if not is_intended and not unsure and not any(map(_SENTENCE_END.search, words[first:behind])):
                    self._take(first, behind)
                break

    def take_contracted(self) -> None:
        """Remove a pronoun before its own contraction: `I, uh, I'm calling`."""
        for at in range(self._settled, len(self.labels) - 1):
            if self.plain[at] not in SUBJECTS or self.labels[at] != FLUENT:
                continue
            behind = next((n for n in range(at + 1, len(self.labels)) if self.plain[n] not in HESITATIONS), None)
            if behind is not None and self._words[behind].lower().replace("\u2019", "'").startswith(
                f"{self.plain[at]}'"
            ):
                self._take(at, at + 1)

    def take_aligned(self) -> None:
        """Let a repair begin where its repetition begins: `The [team has been], the team was` goes with its *the*, and
        with the second one if the first is settled."""
        for first, end in intended.removed(self.labels, self._settled):
            if REPARANDUM not in self.labels[first:end] or self._ends(first, end):
                continue
            for more in range(1, min(_NEAR, first) + 1):
                again = self.plain[end : end + more + 1]
                if self.plain[first - more : first + 1] == again and self.labels[end] == FLUENT:
                    if first - more >= self._settled and not self._ends(first - more, first):
                        self._take(first - more, first)
                    elif first - more < self._settled and (self.labels[first - more : first] == FLUENT).all():
                        self._take(end, end + more)
                    break

    def take_said_again(self, least: float) -> None:
        """Remove a short stretch before its own first word, or before a word that this begins, if each word of it is
        probably not fluent: `250, 250 calories`, `Twe Tweet`, `my bill my phone bill`.

        Where the network removes that first word alone, it has judged the stretch: the rest is not one.
        """
        plain = self.plain
        for first in range(self._settled, len(plain) - 1):
            if self.labels[first] != FLUENT or plain[first] in STRONGER:
                continue
            for behind in range(first + 1, min(first + _LONGEST_SAID_AGAIN + 1, len(plain))):
                doubtful = self._not_fluent[behind - 1] >= least
                if not doubtful or _SENTENCE_END.search(self._words[behind - 1]):
                    break
                is_begun = behind == first + 1 and len(plain[first]) > 1 and plain[behind].startswith(plain[first])
                if is_begun or plain[behind] == plain[first]:
                    self._take(first, behind)
                    break

    def take_repeated_about_settled(self) -> None:
        """Remove one of two equal stretches in a row whose first is partly settled: see `_take_about_settled`.

        The second of two words that a sentence may hold in a row stays: `It's not that that bothers me`.
        """
        for first in range(max(0, self._settled - _LONGEST_RETRACE), self._settled):
            for length in range(_LONGEST_HALF_SETTLED, 0, -1):
                behind = first + length
                if self.plain[first:behind] == self.plain[behind : behind + length]:
                    is_meant = length == 1 and self.plain[first] in TWICE_AND_MEANT
                    if not is_meant and self._take_about_settled(first, behind, behind, length):
                        return
                    break

    def take_retraced_about_settled(self, term: Term) -> bool:
        """The same with an editing term between the stretches."""
        for first in reversed(range(max(0, term.start - _LONGEST_RETRACE), min(self._settled, term.start))):
            behind = zip(self.plain[first : term.start], self.plain[term.end :], strict=False)
            again = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], behind))
            is_alone = first + 1 == term.start and self.plain[first] in SAID_AGAIN
            is_enough = again > 1 or (again and (term.corrects or is_alone))
            if is_enough and self._take_about_settled(first, term.start, term.end, again):
                return True
        return False

    def _take_about_settled(self, first: int, start: int, end: int, again: int) -> bool:
        """The words from `end` on repeat those from `first` on, some of which are settled: remove one of the two
        copies.

        Settled words of the first copy stay, and the same words of the second copy go: `First you delete the old
        database, sorry, first you back up`, `You call you call the constructor`. Returns whether anything was done.

        Args:
            start, end: the editing term between, or both the beginning of the second copy.
            again: number of equal words.
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
            return False  # a correcting word is removed only behind what it corrects
        labels[settled : first + stay] = FLUENT
        self._take(first + stay, start)
        labels[max(settled, start) : end] = INTERREGNUM
        self._take(end, end + stay)
        return True

    def _ends(self, first: int, behind: int) -> bool:
        """Whether a sentence ends within these words."""
        return any(map(_SENTENCE_END.search, self._words[first:behind]))

    def take_retraced(self, term: Term) -> bool:
        """If the words behind the term begin like words before it, everything from those words on goes, or nothing.

        Two equal words are needed, or one if the term announces a correction or is near: `nine to three, sorry, nine to
        two`, `the third of May, or rather, the fourth`, `the red, uh, the blue house`.
        """
        for alike, reach in ((2, _LONGEST_RETRACE), (1, _LONGEST_RETRACE if term.corrects else _NEAR)):
            first = self._retraced(term, alike, reach)
            if first is not None:
                self._take(first, term.start)
                self.labels[term.start : term.end] = INTERREGNUM
                if term.corrects and not self._begins_alike(first, term):
                    intended.give_back(self.labels, first, self._settled)  # `It [is] on Monday, no, on Friday`
                return True
        return False

    def _begins_alike(self, first: int, term: Term) -> bool:
        """Whether the reparandum that goes on to `first` begins with a word that is said again behind the term."""
        at = first
        while at > self._settled and self.labels[at - 1] == REPARANDUM:
            at -= 1
        return self.plain[at] in self.plain[term.end : term.end + 1 + first - at]

    def _retraced(self, term: Term, alike: int, reach: int) -> int | None:
        """The first of the words that are repeated behind the term; None if there are none, or none seems disfluent."""
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
        """Between two values of a kind, remove the whole value before and the editing term, and nothing more."""
        words, plain = self._words, self.plain
        start, end = term.start, term.end
        if not 0 < start <= end < len(words) or _SENTENCE_END.search(words[start - 1].replace(".m.", "")):
            return
        kind = values.kind(words[end], plain[end])
        first = values.start(words, plain, start, kind)
        if first is not None:
            first = values.linked(words, plain, first, end)
        if not kind or first is None or first < self._settled:
            return
        if kind != values.LETTER and self._not_fluent[first:end].max() < _DISFLUENT_AT_ALL:
            return
        self.labels[first:start] = REPARANDUM
        self.labels[start:end] = INTERREGNUM
        intended.give_back(self.labels, first, self._settled)  # words before the value are not said again, so they stay

    def keep_value(self, term: Term) -> None:
        """Keep a value before a filler unless another value replaces it: `at nine, um, from platform two`."""
        words, plain, labels = self._words, self.plain, self.labels
        start, end = term.start, term.end
        if not self._settled < start <= end < len(words) or labels[start - 1] != REPARANDUM:
            return
        kind = values.kind(words[start - 1], plain[start - 1])
        if kind and values.kind(words[end], plain[end]) != kind:
            intended.give_back(labels, start, self._settled)
            labels[start:end] = np.where(labels[start:end] == INTERREGNUM, FILLED_PAUSE, labels[start:end])

    def keep_orphans(self) -> None:
        """An interregnum without a reparandum becomes a marker, or stays if it announces a correction."""
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
        """Label all of these words that would stay as a reparandum."""
        labels = self.labels[max(first, self._settled) : behind]
        labels[labels == FLUENT] = REPARANDUM
