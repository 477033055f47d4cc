"""Cleans recognised text in every way, and counts, sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from captioner.disfluency.tagger import Tagger
from captioner.messages import Label
from captioner.training.cleaned import cleaners
from captioner.training.cleaned.cleaners import Cleaned
from captioner.training.cleaned.figures import CleanedFigures, Counts, count, fates, figures
from captioner.training.cleaned.gold import Fate, Gold
from captioner.training.cleaned.heard import LIVE, WHOLE, Heard
from captioner.training.cleaned.words import normalised

PERFECT = "perfect labels"
LINES = {"by rules": cleaners.by_rules, "not cleaned": cleaners.nothing}
NOT_CLEANED_LIVE = "not cleaned, live"
WORD_BY_WORD = "word by word"


@dataclass(frozen=True, slots=True)
class CleanedSentence:
    """A sentence, cleaned in one way.

    Attributes:
        way: the way to clean, such as "disfluency-en, live".
        behind_s: see `Cleaned`.
    """

    gold: Gold
    heard: Heard
    way: str
    cleaned: str
    behind_s: tuple[float, ...]
    counts: Counts

    @property
    def source(self) -> str:
        """The recogniser of the text."""
        return self.heard.model or "said"


def outcomes(golds: Iterable[Gold], heard: Iterable[Heard], taggers: Mapping[str, Tagger]) -> Iterable[CleanedSentence]:
    """Every recognised sentence with a gold text, cleaned in every suitable way.

    A sentence read whole is cleaned whole, word by word, by rules, not at all, and with perfect labels; a live one
    live, whole, and not at all.
    """
    by_id = {gold.id: gold for gold in golds}
    for one in heard:
        gold = by_id.get(one.id)
        if gold is None:
            continue
        for way, clean in _ways(gold, one.way, taggers).items():
            cleaned = clean(one)
            yield CleanedSentence(gold, one, way, cleaned.text, cleaned.behind_s, count(gold, one.text, cleaned.text))


def _ways(gold: Gold, way: str, taggers: Mapping[str, Tagger]) -> dict[str, cleaners.Cleaner]:
    if way == LIVE:
        live = {f"{name}, live": cleaners.with_model(tagger) for name, tagger in taggers.items()}
        at_once = {f"{name}, live text at once": cleaners.whole(tagger) for name, tagger in taggers.items()}
        return {**live, **at_once, NOT_CLEANED_LIVE: cleaners.nothing}
    found: dict[str, cleaners.Cleaner] = {}
    for name, tagger in taggers.items():
        found[f"{name}, {WHOLE}"] = cleaners.with_model(tagger)
        found[f"{name}, {WORD_BY_WORD}"] = cleaners.word_by_word(tagger)
    return {**found, **LINES, PERFECT: lambda heard: perfectly(gold, heard)}


def perfectly(gold: Gold, heard: Heard) -> Cleaned:
    """A recognised sentence without its disfluent words: the best that labels can do."""
    what = fates(gold, heard.text)
    removed, place = set(), 0
    for at, word in enumerate(heard.words):
        size = len(normalised(word.text))
        its, place = what[place : place + size], place + size
        if its and all(fate is Fate.REMOVE for fate in its):
            removed.add(at)
    label = Label.DISCOURSE_MARKER if gold.phenomenon == "marker" else Label.REPARANDUM
    return cleaners.with_labels(heard, removed, label)


def grouped(
    found: Iterable[CleanedSentence], key: Callable[[CleanedSentence], str]
) -> dict[tuple[str, str], dict[str, CleanedFigures]]:
    """Figures by (recogniser, way to clean), then by `key`."""
    counts: dict[tuple[str, str], dict[str, dict[str, list[Counts]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for one in found:
        counts[one.source, one.way][key(one)][one.gold.id].append(one.counts)
    return {row: {group: figures(each) for group, each in groups.items()} for row, groups in counts.items()}


def behind(found: Iterable[CleanedSentence]) -> dict[tuple[str, str], list[float]]:
    """Seconds of speech behind words when they settled, by (recogniser, way to clean); empty where nothing waits."""
    collected: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one in found:
        if one.way.endswith((LIVE, WORD_BY_WORD)):
            collected[one.source, one.way] += one.behind_s
    return collected
