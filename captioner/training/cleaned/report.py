"""The table of a measurement: a line for each way to clean, with intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from captioner.training.cleaned.figures import CleanedFigures, Interval

_HEAD = (
    "| heard | cleaned | sentences | cleaned WER | fluent lost of 1,000 | of these said | disfluent left of 1,000 "
    "| nothing lost or left | exact | exact with case and marks | settled behind, mean / p95 s |\n|" + "---|" * 11
)


def table(rows: Iterable[tuple[str, str, CleanedFigures, Sequence[float]]]) -> str:
    """A table of (recogniser, way to clean, figures, seconds of speech behind settling words)."""
    return "\n".join([_HEAD, *(_row(*row) for row in rows)])


def by_group(rows: Iterable[tuple[str, Mapping[str, CleanedFigures]]]) -> str:
    """Sentences with nothing lost or left, and fluent words lost, by group: rows of (way to clean, figures)."""
    rows = list(rows)
    groups = sorted({group for _, each in rows for group in each})
    lines = ["| nothing lost or left, lost of 1,000 | " + " | ".join(groups) + " |", "|---" * (len(groups) + 1) + "|"]
    for name, each in rows:
        cells = []
        for group in groups:
            one = each.get(group)
            cells.append(f"{one.counts.faultless}/{one.counts.sentences}, {one.lost.value:.1f}" if one else "")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def as_json(figures: CleanedFigures) -> dict[str, Any]:
    """Figures as JSON."""
    content: dict[str, Any] = {
        name: {"value": one.value, "low": one.low, "high": one.high}
        for name in ("wer", "lost", "lost_said", "left", "faultless", "exact", "strict")
        if isinstance(one := getattr(figures, name), Interval)
    }
    counts = figures.counts
    return content | {"counts": {name: getattr(counts, name) for name in counts.__dataclass_fields__}}


def _row(heard: str, name: str, found: CleanedFigures, behind_s: Sequence[float]) -> str:
    counts = found.counts
    settled = f"{np.mean(behind_s):.2f} / {np.quantile(behind_s, 0.95):.2f}" if behind_s else ""
    return (
        f"| {heard} | {name} | {counts.sentences} | {_rate(found.wer)} | {counts.lost}: {_thousand(found.lost)} "
        f"| {counts.lost_said}: {_thousand(found.lost_said)} "
        f"| {counts.left}: {_thousand(found.left)} "
        f"| {counts.faultless}: {_rate(found.faultless)} | {counts.exact}: {_rate(found.exact)} "
        f"| {counts.strict}: {_rate(found.strict)} | {settled} |"
    )


def _rate(one: Interval) -> str:
    return f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})"


def _thousand(one: Interval) -> str:
    return f"{one.value:.1f} ({one.low:.1f} to {one.high:.1f})"
