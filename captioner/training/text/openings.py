"""Annotators' agreement on words that open an utterance: *so* is a marker in one meeting and a word in the next.

`python -m captioner.training.text.openings --help`; the results are in training/notes/disfluency.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from captioner.disfluency.onnx_model import OnnxLabelModel
from captioner.disfluency.reading import Thoroughness
from captioner.training.text.corpora import Utterance, read_labelled
from captioner.training.text.metrics import NOTHING, Scores, Streamed, counts, scores
from captioner.training.text.streaming import Recorded

WORDS = ("so", "well", "now", "like")
"""In AMI's training side each opens more than 30 utterances and is labelled in a fifth to a half of them."""
_FEWEST = 10
"""fewest utterances of a meeting that open with a word, for a share"""


@dataclass(frozen=True, slots=True)
class Habit:
    """Number of one meeting's utterances that open with a word, and the share in which it is labelled."""

    meeting: str
    times: int
    labelled: float


def habits(utterances: Sequence[Utterance], word: str) -> list[Habit]:
    """The habits of each meeting with enough of them, the least labelled first."""
    found: dict[str, list[bool]] = {}
    for utterance in utterances:
        if _opening(utterance) == word:
            found.setdefault(_meeting(utterance), []).append(utterance.targets[0] != 0)
    shares = [Habit(name, len(them), sum(them) / len(them)) for name, them in found.items() if len(them) >= _FEWEST]
    return sorted(shares, key=lambda habit: habit.labelled)


def final_scores(model: OnnxLabelModel, utterances: Sequence[Utterance]) -> tuple[Scores, Scores]:
    """Final scores of all removed words: with every word, and without WORDS that open an utterance."""
    disfluent = model.rule.disfluent[Thoroughness.STANDARD]
    every, without = np.zeros(3, np.int64), np.zeros(3, np.int64)
    for utterance in utterances:
        reading = model.read(utterance.words, complete=True)
        ended = Recorded(utterance, (reading,) * len(utterance.words), model.rule.repairs).ended(disfluent)
        every += counts(ended, "all", final=True)
        without += counts(_without_opening(ended) if _opening(utterance) in WORDS else ended, "all", final=True)
    return scores(*every.tolist()), scores(*without.tolist())


def _without_opening(ended: Streamed) -> Streamed:
    labels = ended.labels.copy()
    labels[:, 0] = NOTHING
    return Streamed(labels, ended.gold, ended.repair_onset)


def _opening(utterance: Utterance) -> str:
    return utterance.words[0].lower().strip(".,?!") if utterance.words else ""


def _meeting(utterance: Utterance) -> str:
    return utterance.speaker.partition(".")[0]


def _lines(utterances: Sequence[Utterance]) -> Iterator[str]:
    for word in WORDS:
        labelled = [one.targets[0] != 0 for one in utterances if _opening(one) == word]
        yield f"{word!r} opens {len(labelled)} utterances and is labelled in {100 * np.mean(labelled):.0f}% of them"
    yield f"{WORDS[0]!r} by meeting:"
    for habit in habits(utterances, WORDS[0]):
        yield f"  {habit.meeting} {100 * habit.labelled:3.0f}% of {habit.times}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was found."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.text.openings", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="labelled AMI file, .jsonl.gz")
    parser.add_argument("--model", type=Path, help="folder with model.onnx, to measure what those words cost it")
    parser.add_argument("--measure", type=Path, help="labelled file to measure it on (DATA)")
    arguments = parser.parse_args(argv)
    sys.stdout.writelines(line + "\n" for line in _lines(read_labelled(arguments.data)))
    if arguments.model:
        utterances = [one for one in read_labelled(arguments.measure or arguments.data) if one.words]
        every, without = final_scores(OnnxLabelModel(arguments.model), utterances)
        sys.stdout.write(f"final F1 of all: {every.f1:.3f}; without these openings: {without.f1:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
