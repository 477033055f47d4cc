"""The table of a measurement: a way to clean a line, with intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from captioner.training.cleaned.figures import Figures, Interval

_HEAD = (
    "| heard | cleaned | sentences | cleaned WER | fluent lost of 1,000 | disfluent left of 1,000 | exact | "
    "exact with case and marks |\n|---|---|---|---|---|---|---|---|"
)


def table(rows: Iterable[tuple[str, str, Figures]]) -> str:
    """Rows of (what was heard, how it was cleaned, figures)."""
    return "\n".join([_HEAD, *(_row(*row) for row in rows)])


def by_group(rows: Iterable[tuple[str, Mapping[str, Figures]]]) -> str:
    """Exact sentences and fluent words lost by kind or phenomenon: rows of (how it was cleaned, figures by group)."""
    rows = list(rows)
    groups = sorted({group for _, each in rows for group in each})
    lines = ["| exact, lost of 1,000 | " + " | ".join(groups) + " |", "|---" * (len(groups) + 1) + "|"]
    for name, each in rows:
        cells = []
        for group in groups:
            one = each.get(group)
            cells.append(f"{one.counts.exact}/{one.counts.sentences}, {one.lost.value:.1f}" if one else "")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def as_json(figures: Figures) -> dict[str, Any]:
    """Figures for a program to read."""
    content: dict[str, Any] = {
        name: {"value": one.value, "low": one.low, "high": one.high}
        for name in ("wer", "lost", "left", "exact", "strict")
        if isinstance(one := getattr(figures, name), Interval)
    }
    counts = figures.counts
    return content | {"counts": {name: getattr(counts, name) for name in counts.__dataclass_fields__}}


def _row(heard: str, name: str, found: Figures) -> str:
    counts = found.counts
    return (
        f"| {heard} | {name} | {counts.sentences} | {_rate(found.wer)} | {counts.lost}: {_thousand(found.lost)} "
        f"| {counts.left}: {_thousand(found.left)} | {counts.exact}: {_rate(found.exact)} "
        f"| {counts.strict}: {_rate(found.strict)} |"
    )


def _rate(one: Interval) -> str:
    return f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})"


def _thousand(one: Interval) -> str:
    return f"{one.value:.1f} ({one.low:.1f} to {one.high:.1f})"
