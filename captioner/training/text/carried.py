"""Carries labels from spoken words over to a recogniser's words, with its errors and punctuation."""

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
"""errors for each spoken word from which a recognised utterance is not used"""
_ALIKE = 0.5
"""share of common letters from which one word may be a misheard other"""
_LONGEST_TWICE = 4
"""most words that a recogniser writes twice in a row"""


def carried(said: Utterance, recognised: Sequence[str]) -> Utterance | None:
    """The recognised words with the targets of the spoken ones; None if too many are wrong.

    Words are aligned by the fewest edits; of equal alignments the one with most fluent words counts, so if one of two
    copies was recognised it is the one that stays. A word heard in place of another keeps its target if the two are
    spelled similarly or the words around it are right. Words that the recogniser wrote twice are a reparandum and its
    repair: nothing tells them from words said twice, and without the copy the text is nearer to what was said. Other
    inserted words are UNLABELLED, and so are editing terms without their reparandum; where nothing was to be removed,
    they are fluent, since removing some words of a misheard phrase mends nothing.
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
    if said.is_fluent:
        targets = [FLUENT if target == UNLABELLED else target for target in targets]
    return Utterance(tuple(heard), tuple(targets))


def _key(word: str) -> str:
    return " ".join(normalised(word))


def _is_misheard(target: int, theirs: str, ours: Sequence[str], place: int, right: set[int]) -> bool:
    """Whether a different word is a misheard spoken one; *a* for *uh* is ambiguous."""
    if target == FILLED_PAUSE:
        return False
    between = (place == 0 or place - 1 in right) and (place + 1 == len(ours) or place + 1 in right)
    return between or difflib.SequenceMatcher(None, theirs, ours[place], autojunk=False).ratio() >= _ALIKE


def _without_orphans(said: Utterance, places: list[int | None]) -> None:
    """Remove from `places` the rest of a repair if the recogniser omitted one half."""
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
    """Label the first copy of words that were said once and written twice in a row as a reparandum."""
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
