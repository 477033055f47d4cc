"""Draws Shriberg's curve from labelled utterances: `python -m captioner.training.text.explore --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from captioner.training.text.corpora import Utterance, read_labelled

LONGEST = 30
"""most fluent words: there are too few longer utterances for a share"""
_FEWEST = 30
"""fewest utterances of a length for a share"""


@dataclass(frozen=True, slots=True)
class Share:
    """The share of utterances of a length with a disfluency."""

    fluent_words: int
    utterances: int
    with_any: float
    """share with any disfluent word"""
    with_repair: float
    """share with a reparandum"""


def curve(utterances: Sequence[Utterance], reparandum: int = 4) -> list[Share]:
    """The share of disfluent utterances by their number of fluent words, from 1 to LONGEST."""
    found = []
    fluent = np.array([utterance.targets.count(0) for utterance in utterances])
    disfluent = np.array([not utterance.is_fluent for utterance in utterances])
    repaired = np.array([reparandum in utterance.targets for utterance in utterances])
    for length in range(1, LONGEST + 1):
        here = fluent == length
        if here.sum() >= _FEWEST:
            found.append(Share(length, int(here.sum()), float(disfluent[here].mean()), float(repaired[here].mean())))
    return found


def even_chance(shares: Sequence[Share]) -> int | None:
    """The fewest fluent words at which at least half of the utterances hold a disfluency."""
    return next((share.fluent_words for share in shares if share.with_any >= 0.5), None)


def draw(curves: dict[str, list[Share]], path: Path) -> None:
    """Draw the curves into an image."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4))
    for name, shares in curves.items():
        lengths = [share.fluent_words for share in shares]
        (line,) = axes.plot(lengths, [share.with_any for share in shares], label=f"{name}: any disfluency")
        repairs = [share.with_repair for share in shares]
        axes.plot(lengths, repairs, linestyle="--", color=line.get_color(), label=f"{name}: repair")
    axes.axhline(0.5, color="grey", linewidth=0.8)
    axes.set_xlabel("fluent words in the utterance")
    axes.set_ylabel("part of the utterances")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path)
    pyplot.close(figure)


def main(argv: Sequence[str] | None = None) -> int:
    """Draw as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.text.explore", description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="labelled files, .jsonl.gz")
    parser.add_argument("--out", type=Path, help="image to draw, .svg or .png")
    arguments = parser.parse_args(argv)
    curves = {path.parent.name: curve(read_labelled(path)) for path in arguments.data}
    for name, shares in curves.items():
        sys.stdout.write(f"{name}: an even chance from {even_chance(shares)} fluent words on\n")
        for share in shares:
            sys.stdout.write(
                f"{share.fluent_words:3d} words {share.utterances:6d} utterances  any {share.with_any:.3f}  "
                f"repair {share.with_repair:.3f}\n"
            )
    if arguments.out:
        draw(curves, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
