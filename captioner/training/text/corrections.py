"""Sentences in which a value, a name or a phrase is corrected whole, and fluent ones with the same words.

Corpora of meetings have few corrections, and half a correction does the most harm in captions: `2.5 3.5 milligrams`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from captioner.disfluency.labels import FILLED_PAUSE, FLUENT, INTERREGNUM, MARKER, REPARANDUM
from captioner.training.text.corpora import Utterance

_SLOT = re.compile(r"\{(\w+)\}")
_PAUSE = "~"
"""before a filled pause in a fluent sentence"""
Draw = Callable[[Random], str]
"""Makes a phrase of one kind."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The material for corrections in one language.

    Attributes:
        editing: editing terms between the mistake and its correction.
        frames: openings, the preposition or article that may be repeated with the value, the value, closings.
        leads: words before a frame.
        openings, endings: words around a corrected phrase.
        pair: two phrases of a kind that begin alike, the wrong one and the right one.
        asides: empty phrases before more is said about a thing; `filled`: their filled pauses.
        object: a thing that something is said about; `more`: what is said.
        negatives: fluent sentences with slots, in groups that are drawn with equal chance; `~`: a filled pause.
        slots: the fillings of a `{slot}` in a closing, an ending or a fluent sentence.
    """

    editing: tuple[str, ...]
    frames: tuple[tuple[str, str, Draw, str], ...]
    leads: tuple[str, ...]
    openings: tuple[str, ...]
    endings: tuple[str, ...]
    pair: Callable[[Random], tuple[str, str]]
    asides: tuple[str, ...]
    filled: frozenset[str]
    object: Draw
    more: Draw
    negatives: tuple[tuple[str, ...], ...]
    slots: Mapping[str, Draw]


def picked(pool: tuple[str, ...]) -> Draw:
    """One of `pool`."""
    return lambda random: random.choice(pool)


def whole(least: int, most: int) -> Draw:
    """An integer in digits."""
    return lambda random: str(random.randint(least, most))


def number(point: str, written: tuple[str, ...]) -> Draw:
    """A number in digits, with a decimal `point` or without, or one of the `written` ones."""

    def draw(random: Random) -> str:
        kind = random.random()
        if kind < 0.5:
            return str(random.randint(2, 99))
        if kind < 0.7:
            return f"{random.randint(0, 40)}{point}{random.randint(1, 9)}"
        if kind < 0.85:
            return str(random.randint(1, 99) * 100)
        return random.choice(written)

    return draw


def joined(*parts: Draw) -> Draw:
    """The parts joined with spaces."""
    return lambda random: " ".join([part(random) for part in parts])


def filled(frame: str, slots: Mapping[str, Draw], random: Random) -> str:
    """The frame with each `{slot}` filled.

    Raises:
        KeyError: there is no such slot.
    """
    return _SLOT.sub(lambda slot: slots[slot[1]](random), frame)


class Corrections:
    """Draws sentences with corrections, and one in `negatives` without any."""

    def __init__(self, phrases: Phrases, negatives: float = 0.45) -> None:
        """`negatives`: chance of a fluent sentence."""
        self._phrases = phrases
        self._negatives = negatives

    def make(self, random: Random) -> Utterance:
        """One sentence, its words labelled."""
        if random.random() < self._negatives:
            words = self._filled(random.choice(random.choice(self._phrases.negatives)), random).split()
            targets = tuple(FILLED_PAUSE if word.startswith(_PAUSE) else FLUENT for word in words)
            return Utterance(tuple(_capital([word.removeprefix(_PAUSE) for word in words])), targets)
        if random.random() < 0.15:
            return self._aside(random)
        return self._phrase(random) if random.random() < 0.5 else self._value(random)

    def _aside(self, random: Random) -> Utterance:
        """`We need a room, um, I mean, with a table`: nothing is corrected."""
        phrases = self._phrases
        thing = f"{random.choice(phrases.openings)} {phrases.object(random)},"
        pieces = [(word, FLUENT) for word in thing.split()]
        for word in random.choice(phrases.asides).split():
            pieces.append((word, FILLED_PAUSE if word.strip(",").lower() in phrases.filled else MARKER))
        ending = self._filled(random.choice(phrases.endings), random)
        pieces += [(word, FLUENT) for word in f"{phrases.more(random)} {ending}".split()]
        return _sentence(pieces)

    def _value(self, random: Random) -> Utterance:
        opening, link, value, closing = random.choice(self._phrases.frames)
        wrong, right = value(random), value(random)
        while right == wrong:
            right = value(random)
        lead = random.choice(self._phrases.leads)
        if lead and opening[:2] not in ("I ", "I'") and not opening.startswith("Let"):
            opening = opening[:1].lower() + opening[1:]
        pieces = [(word, FLUENT) for word in (*lead.split(), *opening.split())]
        if pieces and link and link == pieces[-1][0].lower() and random.random() < 0.3:
            # the preposition or article before the value is said again: `on Monday, no, on Tuesday`
            pieces[-1] = (pieces[-1][0], REPARANDUM)
            right = f"{link} {right}"
        unit = wrong.split()[-1]
        has_unit = wrong[0].isdigit() and len(wrong.split()) == 2  # `140 over 90` has none
        if has_unit and right.endswith(unit) and random.random() < 0.7:
            wrong = wrong.removesuffix(f" {unit}")  # `2.5, no, 3.5 milligrams`
        elif has_unit and random.random() < 0.5 and right.split()[-1] != unit:
            right = f"{right.split()[0]} {unit}" if right[0].isdigit() else right
        return self._corrected(pieces, wrong, right, closing, random)

    def _phrase(self, random: Random) -> Utterance:
        wrong, right = self._phrases.pair(random)
        while wrong == right:
            wrong, right = self._phrases.pair(random)
        pieces = [(word, FLUENT) for word in random.choice(self._phrases.openings).split()]
        return self._corrected(pieces, wrong, right, random.choice(self._phrases.endings), random)

    def _corrected(
        self, pieces: list[tuple[str, int]], wrong: str, right: str, closing: str, random: Random
    ) -> Utterance:
        """`pieces`: the words before the correction, with their targets."""
        editing = random.choice(self._phrases.editing)
        pieces += [(word, REPARANDUM) for word in wrong.split()]
        pieces += [(word, INTERREGNUM) for word in editing.split()]
        pieces += [(word, FLUENT) for word in (*right.split(), *self._filled(closing, random).split())]
        return _sentence(pieces)

    def _filled(self, frame: str, random: Random) -> str:
        return filled(frame, self._phrases.slots, random)


def _sentence(pieces: list[tuple[str, int]]) -> Utterance:
    words = _capital([word for word, _ in pieces])
    words[-1] = words[-1].rstrip(".,") + "."
    return Utterance(tuple(words), tuple(target for _, target in pieces))


def _capital(words: list[str]) -> list[str]:
    return [words[0][:1].upper() + words[0][1:], *words[1:]]
