"""Labels carried over from what was said to what a recogniser made of it, with its own errors and punctuation."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from captioner.disfluency import stutters
from captioner.disfluency.editing import CORRECTING
from captioner.disfluency.encoding import parts
from captioner.disfluency.labels import FILLED_PAUSE, FLUENT, INTERREGNUM, REPARANDUM
from captioner.messages import Word
from captioner.training.cleaned.words import aligned, normalised
from captioner.training.text.corpora import UNLABELLED, Utterance

_WORST = 0.4
"""errors for each word that was said, from which on a recognised utterance teaches nothing"""
_ALIKE = 0.5
"""part of the letters that two words share from which on one may be the other, misheard"""
_LONGEST_TWICE = 4
"""words that a recogniser writes twice in a row"""


def carried(said: Utterance, recognised: Sequence[str]) -> Utterance | None:
    """The recognised words with the targets of those that were said; None where too many are wrong.

    Words are aligned by the fewest edits, and of equal alignments that counts which finds most fluent words: of two
    copies of which one was recognised the one that stays was. A word heard in place of another keeps its target where
    the two are spelled alike or the words about it are right; what a recogniser wrote twice is a reparandum and its
    repair; of what else was put in nothing is known (UNLABELLED), nor of editing terms whose reparandum is not there.
    """
    heard = [word.text for word in stutters.split([Word(text, 0, 0, 1.0) for text in recognised], [])]
    if not heard:
        return None
    theirs, ours = [_key(word) for word in said.words], [_key(word) for word in heard]
    places = aligned(theirs, ours, [target == FLUENT for target in said.targets])
    right = {place for at, place in enumerate(places) if place is not None and theirs[at] == ours[place]}
    errors = len(heard) - len(right)
    errors += sum(place is None and target == FLUENT for place, target in zip(places, said.targets, strict=True))
    if errors > _WORST * len(said.words):
        return None
    _without_orphans(said, places)
    targets = [UNLABELLED] * len(heard)
    for at, place in enumerate(places):
        if place is not None and (place in right or _is_misheard(said.targets[at], theirs[at], ours, place, right)):
            targets[place] = said.targets[at]
    _label_what_came_twice(ours, targets, {place for place in places if place is not None})
    return Utterance(tuple(heard), tuple(targets))


def _key(word: str) -> str:
    return " ".join(normalised(word))


def _is_misheard(target: int, theirs: str, ours: Sequence[str], place: int, right: set[int]) -> bool:
    """Whether a word that differs is the one that was said: *a* for *uh* is a mistake that may be seen either way."""
    if target == FILLED_PAUSE:
        return False
    between = (place == 0 or place - 1 in right) and (place + 1 == len(ours) or place + 1 in right)
    return between or difflib.SequenceMatcher(None, theirs, ours[place], autojunk=False).ratio() >= _ALIKE


def _without_orphans(said: Utterance, places: list[int | None]) -> None:
    """Takes out of `places` what is left of a repair of which the recogniser left out the one half or the other."""
    at, targets = 0, said.targets
    while at < len(targets):
        if targets[at] != REPARANDUM:
            at += 1
            continue
        start = at
        while at < len(targets) and targets[at] == REPARANDUM:
            at += 1
        middle = at
        while at < len(targets) and targets[at] not in (FLUENT, REPARANDUM):
            at += 1
        repair = range(at, min(at + 2, len(targets)))
        is_heard = any(places[i] is not None for i in range(start, middle))
        is_repaired = not repair or any(places[i] is not None for i in repair)
        for i in range(start, at):
            place = places[i]
            corrects = targets[i] == INTERREGNUM and parts(said.words[i])[0] in CORRECTING
            if place is not None and (not is_repaired or (corrects and not is_heard)):
                places[i] = None


def _label_what_came_twice(ours: Sequence[str], targets: list[int], placed: set[int]) -> None:
    """Of words that were said once and written twice in a row the first copy is a reparandum."""
    start = 0
    while start < len(ours):
        end = start
        while end < len(ours) and end not in placed:
            end += 1
        length = end - start
        if 0 < length <= _LONGEST_TWICE:
            for first in (start, start - length):
                copy = slice(first, first + length), slice(first + length, first + 2 * length)
                if first >= 0 and ours[copy[0]] == ours[copy[1]] and len(ours[copy[1]]) == length:
                    kept = [target for target in (*targets[copy[0]], *targets[copy[1]]) if target != UNLABELLED]
                    if not any(kept):
                        targets[copy[0]], targets[copy[1]] = [REPARANDUM] * length, [FLUENT] * length
                        break
        start = max(end, start + 1)
