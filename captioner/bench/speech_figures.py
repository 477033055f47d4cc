"""Figures of a speech model's output: error rates, fillers, loops, and tables of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from captioner.bench.standard_wer import standard_rate
from captioner.bench.verbatim import cut_offs, fillers, fluent, repetitions
from captioner.bench.wer import error_rate, normalise
from captioner.speech.whisper.guards import repeats

_COLUMNS = (
    *("kind", "recordings", "words", "WER", "(95% interval)", "standard", "fluent"),
    *("fillers", "cut off", "repeated", "written", "rejected", "loops"),
)


@dataclass(frozen=True, slots=True)
class TranscribedClip:
    """A recording with the spoken and the written text."""

    kind: str
    reference: str
    found: str
    name: str = ""
    """the file's"""
    rejected: int = 0
    """words that the guards rejected"""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of spoken items, and how many of them were written."""

    said: int
    written: int

    def __str__(self) -> str:
        return f"{self.written}/{self.said}"


@dataclass(frozen=True, slots=True)
class KindFigures:
    """A model's figures for the recordings of one kind.

    Attributes:
        words: in the references.
        wer, low, high: word error rate and its 95% interval; 0 without a transcript.
        standard_wer: the rate by Whisper's own normaliser, see `standard_wer`; None if it is not installed.
        fluent_wer: the rate without fillers, cut-off and repeated words on either side.
        found_words: words written, right or not.
        rejected_words: words that the guards rejected, rightly or not.
        loops: recordings in which the model fell into a loop.
    """

    recordings: int
    words: int
    wer: float
    low: float
    high: float
    standard_wer: float | None
    fluent_wer: float
    fillers: Count
    cut_offs: Count
    repetitions: Count
    found_words: int
    rejected_words: int
    loops: int


def summary(heard: Iterable[TranscribedClip], language: str = "en") -> dict[str, KindFigures]:
    """Figures by kind, in alphabetical order."""
    kinds: dict[str, list[TranscribedClip]] = defaultdict(list)
    for one in heard:
        kinds[one.kind].append(one)
    return {kind: _figures(kinds[kind], language) for kind in sorted(kinds)}


def _figures(heard: Sequence[TranscribedClip], language: str) -> KindFigures:
    known = [one for one in heard if one.reference]
    rate = error_rate([(one.reference, one.found) for one in known])
    return KindFigures(
        recordings=len(heard),
        words=rate.words,
        wer=rate.rate,
        low=rate.low,
        high=rate.high,
        standard_wer=standard_rate([(one.reference, one.found) for one in known], language),
        fluent_wer=error_rate([(fluent(one.reference), fluent(one.found)) for one in known], samples=1).rate,
        fillers=_count(known, fillers),
        cut_offs=_count(known, cut_offs),
        repetitions=_count(known, repetitions),
        found_words=sum(len(normalise(one.found)) for one in heard),
        rejected_words=sum(one.rejected for one in heard),
        loops=sum(_is_loop(one) for one in heard),
    )


def _count(heard: Sequence[TranscribedClip], of: Callable[[str], Counter[str]]) -> Count:
    pairs = [(of(one.reference), of(one.found)) for one in heard]
    return Count(sum(said.total() for said, _ in pairs), sum((said & found).total() for said, found in pairs))


def _is_loop(one: TranscribedClip) -> bool:
    """Whether something is written far more often in a row than it was said."""
    return repeats(normalise(one.found)) > max(4, repeats(normalise(one.reference)))


def table(figures: Mapping[str, KindFigures]) -> str:
    """One line for each kind; for fillers, cut-off and repeated words the number written of those said."""
    rows: list[tuple[str, ...]] = [_COLUMNS]
    for kind, one in figures.items():
        standard = "-" if one.standard_wer is None else f"{one.standard_wer:.3f}"
        rates = [f"{one.wer:.3f}", f"({one.low:.3f}-{one.high:.3f})", standard, f"{one.fluent_wer:.3f}"]
        counts = (one.fillers, one.cut_offs, one.repetitions, one.found_words, one.rejected_words, one.loops)
        shown = rates if one.words else ["-"] * len(rates)
        rows.append((kind, str(one.recordings), str(one.words), *shown, *map(str, counts)))
    first, *widths = (max(map(len, column)) for column in zip(*rows, strict=True))
    return "\n".join("  ".join([row[0].ljust(first), *map(str.rjust, row[1:], widths)]) for row in rows)


def side_by_side(heard: Sequence[TranscribedClip]) -> str:
    """The spoken and the written text, recording by recording, as a Markdown table."""
    lines = ["| recording | kind | error rate | what was said | what came out |", "|---|---|---|---|---|"]
    for one in heard:
        rate = f"{error_rate([(one.reference, one.found)], samples=1).rate:.2f}" if one.reference else ""
        cells = (one.name, one.kind, rate, one.reference, one.found)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
