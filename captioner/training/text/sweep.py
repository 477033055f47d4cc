"""Rows of the paper's table and the plot of F1 against waiting: `python -m captioner.training.text.sweep --help`."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency.labels import FLUENT, INTERREGNUM, REPARANDUM
from captioner.disfluency.onnx_model import OnnxLabelModel
from captioner.disfluency.reading import Thoroughness
from captioner.training.text.metrics import NOTHING, Report, report
from captioner.training.text.streaming import Recorded, read_file, record

WAITS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
LOOKAHEADS = (0, 1, 2)
LATER = {0: "known when the repair begins", 1: "known one word later"}


@dataclass(frozen=True, slots=True)
class SweepRow:
    """The figures under one way of waiting."""

    name: str
    is_lookahead: bool
    found: Report


def known_at_onset(labels: NDArray[np.int8], later: int) -> NDArray[np.int8]:
    """An utterance's final labels word by word, if each repair were known at its beginning.

    No tagger without foresight can label a reparandum sooner. This one never waits, and labels a reparandum as fluent
    until its repair begins; all other labels are right from the word itself on.

    Args:
        labels: the final labels, shape (n,). A repair begins with the first word behind its reparandum and interregnum.
        later: words after the onset until the repair is known.

    Returns:
        Shape (n, n), as `Streamed.labels`.
    """
    count = len(labels)
    known = np.arange(count)
    onset = count - 1  # a reparandum without a repair is known when the utterance ends
    for word in reversed(range(count)):
        if labels[word] == REPARANDUM:
            known[word] = min(onset + later, count - 1)
        elif labels[word] != INTERREGNUM:
            onset = word
    read, place = np.indices((count, count))
    found = np.where(read >= known, labels[None, :], np.int8(FLUENT))
    return np.where(place <= read, found, np.int8(NOTHING))


def sweep(recorded: Sequence[Recorded], disfluent: float) -> list[SweepRow]:
    """A row for each fixed lookahead and for each threshold of the wait head."""
    ahead = [
        SweepRow(f"lookahead {n}", True, report([one.decided(disfluent, 1.0, n) for one in recorded]))
        for n in LOOKAHEADS
    ]
    return ahead + [
        SweepRow(f"wait {wait:.2f}", False, report([one.decided(disfluent, wait) for one in recorded]))
        for wait in WAITS
    ]


def ceilings(recorded: Sequence[Recorded], disfluent: float) -> list[SweepRow]:
    """The figures of the same final labels with perfect timing, and without waiting."""
    ended = [one.decided(disfluent, 1.0, 0) for one in recorded]
    return [
        SweepRow(
            name,
            False,
            report([dataclasses.replace(one, labels=known_at_onset(one.labels[-1], later)) for one in ended]),
        )
        for later, name in LATER.items()
    ]


def lines(rows: Sequence[SweepRow], which: str) -> list[str]:
    """A table of one set."""
    found = [f"| {which} | stream P | R | F1 | EO | TTD | FTD | AWT | coverage | final F1 |", "|---" * 10 + "|"]
    for row in rows:
        one = row.found.sets[which]
        found.append(
            f"| {row.name} | {one.stream.precision:.3f} | {one.stream.recall:.3f} | {one.stream.f1:.3f} "
            f"| {one.edit_overhead:.4f} | {one.time_to_detection:.2f} | {one.repair_time_to_detection:.2f} "
            f"| {row.found.average_waiting_time:.3f} | {row.found.coverage:.3f} | {one.final.f1:.3f} |"
        )
    return found


def draw(rows: Sequence[SweepRow], which: str, path: Path) -> None:
    """Draw streaming F1 against the average waiting time into an image."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 4))
    for is_lookahead, label, style in ((False, "wait head", "o-"), (True, "fixed lookahead", "s--")):
        chosen = [row for row in rows if row.is_lookahead is is_lookahead]
        axes.plot(
            [row.found.average_waiting_time for row in chosen],
            [row.found.sets[which].stream.f1 for row in chosen],
            style,
            label=label,
            markersize=4,
        )
    axes.set_xlabel("average waiting time, words")
    axes.set_ylabel(f"streaming F1, {which}")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path)
    pyplot.close(figure)


def main(argv: Sequence[str] | None = None) -> int:
    """Sweep as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.text.sweep", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder with model.onnx")
    parser.add_argument("--data", type=Path, required=True, help="labelled corpus file, .jsonl.gz")
    parser.add_argument("--plot", type=Path, help="image to draw, .svg or .png")
    parser.add_argument("--limit", type=int, help="only the first so many utterances")
    arguments = parser.parse_args(argv)
    model = OnnxLabelModel(arguments.model)
    recorded = list(record(model, read_file(arguments.data)[: arguments.limit]))
    rows = sweep(recorded, model.rule.disfluent[Thoroughness.STANDARD])
    perfect = ceilings(recorded, model.rule.disfluent[Thoroughness.STANDARD])
    for which in ("rm+im", "all"):
        sys.stdout.write("\n".join(lines([*rows, *perfect], which)) + "\n\n")
    if arguments.plot:
        draw(rows, "rm+im", arguments.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
