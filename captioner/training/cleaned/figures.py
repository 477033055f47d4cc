"""Compares cleaned text with the text of an editor: word errors, fluent words lost, disfluent words left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np

from captioner.bench.wer import edit_distance
from captioner.disfluency.editing import HESITATIONS
from captioner.training.cleaned.gold import Fate, Gold
from captioner.training.cleaned.words import aligned, normalised


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of one or many sentences; the first seven count words, the others sentences.

    Attributes:
        errors: edits from the cleaned text to the nearest correct text.
        reference: words of that text.
        fluent, lost: recognised words that should stay, and those of them that are gone.
        lost_said: those of the lost ones that were said, too: without one that the recogniser misheard or made up
            (`let me just take take this` for *dictate this*) the text is no worse.
        disfluent, left: recognised words that should go, and those of them that are still there.
        sentences: number of sentences.
        faultless: nothing is lost or left, whatever the recogniser misheard.
        exact: the words are those of the editor.
        strict: the words, capitals and punctuation are.
    """

    errors: int
    reference: int
    fluent: int
    lost: int
    lost_said: int
    disfluent: int
    left: int
    sentences: int
    faultless: int
    exact: int
    strict: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % interval by bootstrap over sentences."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CleanedFigures:
    """The figures of a way to clean on a set of sentences.

    Attributes:
        wer: cleaned word error rate.
        lost, lost_said: fluent words lost of 1,000, all and those that were said.
        left: disfluent words left of 1,000.
        faultless: share of sentences with nothing lost or left.
        exact, strict: share of correct sentences, without and with case and punctuation.
    """

    wer: Interval
    lost: Interval
    lost_said: Interval
    left: Interval
    faultless: Interval
    exact: Interval
    strict: Interval
    counts: Counts


def fates(gold: Gold, heard: str) -> list[Fate | None]:
    """The fate of each normalised recognised word.

    None for words that nobody said, but in a fluent text only for hesitations (also in place of another word): any
    other word of it should stay.
    """
    return [fate for fate, _ in _judged(gold, heard)]


def _judged(gold: Gold, heard: str) -> list[tuple[Fate | None, bool]]:
    """The same, and whether it is exactly the spoken word."""
    said: list[str] = []
    said_fates: list[Fate] = []
    for piece, fate in gold.fates():
        words = normalised(piece)
        said += words
        said_fates += [fate] * len(words)
    found = normalised(heard)
    unsaid = Fate.KEEP if all(fate is Fate.KEEP for fate in said_fates) else None
    result: list[tuple[Fate | None, bool]] = [(None if word in HESITATIONS else unsaid, False) for word in found]
    places = aligned(said, found, [fate is not Fate.REMOVE for fate in said_fates])
    for place, fate, word in zip(places, said_fates, said, strict=True):
        if place is not None:
            is_said = found[place] == word
            result[place] = (None if found[place] in HESITATIONS and not is_said else fate), is_said
    return result


def count(gold: Gold, heard: str, cleaned: str) -> Counts:
    """Compare `cleaned`, which was made from `heard`, with the correct texts."""
    found, heard_words = normalised(cleaned), normalised(heard)
    right = [normalised(text) for text in gold.cleaned]
    distances = [edit_distance(text, found) for text in right]
    best = min(range(len(right)), key=lambda at: (distances[at], -len(right[at])))
    judged = _judged(gold, heard)
    what = [fate for fate, _ in judged]
    places = aligned(heard_words, found, [fate in (Fate.KEEP, Fate.EITHER) for fate in what])
    is_there = [place is not None for place in places]
    gone = [is_said for (fate, is_said), there in zip(judged, is_there, strict=True) if fate is Fate.KEEP and not there]
    lost = len(gone)
    left = sum(fate is Fate.REMOVE and there for fate, there in zip(what, is_there, strict=True))
    return Counts(
        errors=distances[best],
        reference=len(right[best]),
        fluent=what.count(Fate.KEEP),
        lost=lost,
        lost_said=sum(gone),
        disfluent=what.count(Fate.REMOVE),
        left=left,
        sentences=1,
        faultless=int(lost == left == 0),
        exact=int(found in right),
        strict=int(_tidy(cleaned) in map(_tidy, gold.cleaned)),
    )


def _tidy(text: str) -> str:
    """Unify dashes, with or without a space before them: any dash shows a broken-off end."""
    return re.sub(r"\s*[–—-]+$", "—", " ".join(text.split()))


def figures(counts: Mapping[str, Sequence[Counts]], samples: int = 1000, seed: int = 0) -> CleanedFigures:
    """Sum up; the bootstrap draws sentences with all their voices.

    Args:
        counts: by the sentence's id, one for each voice.
    """
    table = np.array([np.sum([astuple(one) for one in each], axis=0) for each in counts.values()], float)
    draws = np.random.default_rng(seed).integers(0, len(table), (samples, len(table)))
    drawn = table[draws].sum(axis=1)
    names = [field.name for field in fields(Counts)]
    total = table.sum(axis=0)

    def ratio(part: str, whole: str, scale: float = 1.0) -> Interval:
        one, two = names.index(part), names.index(whole)
        values = scale * drawn[:, one] / np.maximum(1, drawn[:, two])
        low, high = np.quantile(values, [0.025, 0.975])
        return Interval(float(scale * total[one] / max(1, total[two])), float(low), float(high))

    return CleanedFigures(
        wer=ratio("errors", "reference"),
        lost=ratio("lost", "fluent", 1000),
        lost_said=ratio("lost_said", "fluent", 1000),
        left=ratio("left", "disfluent", 1000),
        faultless=ratio("faultless", "sentences"),
        exact=ratio("exact", "sentences"),
        strict=ratio("strict", "sentences"),
        counts=Counts(*(int(one) for one in total)),
    )
