"""The figures of programs over the same recordings, and their tables."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from captioner.bench.peer_programs.word_ends import Delays, Played, delays
from captioner.bench.ratios import Ratio, ratio_of_quantiles, ratio_of_sums
from captioner.bench.wer import edit_distance, normalise

_RUNAWAY = 1.5


@dataclass(slots=True)
class PeerFigures:
    """The results of one program, recording by recording."""

    cpu_s: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    delays: list[Delays] = field(default_factory=list)
    runaways: list[int] = field(default_factory=list)
    """plays of each recording with at least half again as many words written as said"""

    def add(self, plays: Sequence[Played], said: Sequence[tuple[str, float]]) -> None:
        """Count a recording, from one or several plays of it.

        A program cuts the audio where its computing ends, so no two plays are the same. The median of the errors
        counts: a decoder that loops in one play of twenty writes more wrong words than all other plays together.
        """
        texts = [normalise(each.text) for each in plays]
        self.cpu_s.append(statistics.fmean(each.cpu_s for each in plays))
        self.errors.append(statistics.median(edit_distance([word for word, _ in said], text) for text in texts))
        self.delays.append(Delays.of_plays([delays(each, said) for each in plays]))
        self.runaways.append(sum(len(text) > _RUNAWAY * len(said) for text in texts))

    def of(self, recordings: Sequence[int]) -> PeerFigures:
        """The figures of some recordings, by their numbers."""
        figures = PeerFigures()
        for at in recordings:
            figures.cpu_s.append(self.cpu_s[at])
            figures.errors.append(self.errors[at])
            figures.delays.append(self.delays[at])
            figures.runaways.append(self.runaways[at])
        return figures

    @property
    def said_s(self) -> list[list[float]]:
        """By recording."""
        return [each.said_s for each in self.delays]

    @property
    def cleaned_s(self) -> list[list[float]]:
        """By recording."""
        return [each.cleaned_s for each in self.delays]

    @property
    def first_seen_s(self) -> list[list[float]]:
        """By recording."""
        return [each.first_seen_s for each in self.delays]

    @property
    def retracted(self) -> list[float]:
        """By recording."""
        return [each.retracted for each in self.delays]


@dataclass(frozen=True, slots=True)
class PeerTape:
    """A recording as a plain file, with the words said in it and the second at which each ended."""

    path: Path
    said: tuple[tuple[str, float], ...]
    seconds: float
    kind: str = ""
    """read, spontaneous or any other word"""


def tables(figures: Mapping[str, PeerFigures], tapes: Sequence[PeerTape]) -> str:
    """A table of all recordings, behind one of each kind where there are several."""
    found: list[str] = []
    kinds = list(dict.fromkeys(tape.kind for tape in tapes))
    for kind in kinds if len(kinds) > 1 else ():
        chosen = [number for number, tape in enumerate(tapes) if tape.kind == kind]
        part = table({name: one.of(chosen) for name, one in figures.items()}, [tapes[number] for number in chosen])
        found.append(f"{kind or 'other'}: {part}")
    return "\n\n".join([*found, table(figures, tapes)])


def table(figures: Mapping[str, PeerFigures], tapes: Sequence[PeerTape]) -> str:
    """One line for each program, and the first one's ratio to each of the others."""
    audio_s = sum(tape.seconds for tape in tapes)
    words = sum(len(tape.said) for tape in tapes)
    lines = [
        f"{len(tapes)} recordings, {audio_s:.0f} s, {words} words",
        f"{'program':<26} CPU s/s  first seen p50/p95  certain as said p50/p95  as cleaned p50/p95    WER  "
        "retracted/min  runaways",
    ]
    for name, one in figures.items():
        seen, said, cleaned = map(quantiles, (one.first_seen_s, one.said_s, one.cleaned_s))
        retracted = 60 * sum(one.retracted) / audio_s
        lines.append(
            f"{name:<26} {sum(one.cpu_s) / audio_s:>7.3f}  {seen[0]:>8.2f} /{seen[1]:>5.2f} s"
            f"  {said[0]:>14.2f} /{said[1]:>5.2f} s  {cleaned[0]:>9.2f} /{cleaned[1]:>5.2f} s"
            f"  {sum(one.errors) / max(1, words):>6.3f}  {retracted:>8.1f}  {sum(one.runaways):>12}"
        )
    first, *others = figures
    lines.append("")
    for other in others:
        lines.append(f"{first} by {other}: {_ratios(figures[first], figures[other])}")
    return "\n".join(lines)


def _ratios(ours: PeerFigures, theirs: PeerFigures) -> str:
    ratios: dict[str, Ratio] = {
        "CPU": ratio_of_sums(ours.cpu_s, theirs.cpu_s),
        "first seen p50": ratio_of_quantiles(ours.first_seen_s, theirs.first_seen_s, 0.5),
        "certain as said p50": ratio_of_quantiles(ours.said_s, theirs.said_s, 0.5),
        "certain as said p95": ratio_of_quantiles(ours.said_s, theirs.said_s, 0.95),
        "certain as cleaned p50": ratio_of_quantiles(ours.cleaned_s, theirs.cleaned_s, 0.5),
        "certain as cleaned p95": ratio_of_quantiles(ours.cleaned_s, theirs.cleaned_s, 0.95),
        "errors": ratio_of_sums(ours.errors, theirs.errors),
        "retracted": ratio_of_sums(ours.retracted, theirs.retracted),
    }
    return ", ".join(f"{name} {ratio}" for name, ratio in ratios.items())


def quantiles(values: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Median and p95 over all words of all recordings; nan where there are none."""
    flat = [value for each in values for value in each]
    return (float(np.quantile(flat, 0.5)), float(np.quantile(flat, 0.95))) if flat else (float("nan"),) * 2
