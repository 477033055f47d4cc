"""`captioner bench disfluency`: the cost of one update with each disfluency model, side by side in one run."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from captioner import paths
from captioner.bench import arguments
from captioner.bench.manifest import read
from captioner.disfluency.encoding import MAX_WORDS
from captioner.disfluency.onnx_model import OnnxLabelModel
from captioner.disfluency.reading import LabelModel
from captioner.disfluency.tagger import CONTEXT, DisfluencyTagger
from captioner.messages import SAMPLE_RATE, Word, WordUpdate

UPDATE_WORDS = 40
"""words of an utterance of about a quarter of a minute"""
_WORD = SAMPLE_RATE * 3 // 10
"""samples of a spoken word"""
_clock = time.thread_time if time.get_clock_info("thread_time").resolution < 1e-5 else time.perf_counter
"""Processor time of the thread where the system has it, so that other programs do not count."""
_WARM_UP = 10
"""updates that are not counted: the first ones set the session's memory up"""


@dataclass(frozen=True, slots=True)
class UpdateCost:
    """Milliseconds of an update, and the ratio to the first model's."""

    p50: float
    p95: float
    ratio: float


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "disfluency",
        help="cost of an update with each disfluency model",
        description=f"Label one more word behind {UPDATE_WORDS - 1} again and again, with one model after the other.",
    )
    parser.add_argument("--model", type=Path, action="append", help="folder of a model; several: side by side")
    parser.add_argument(
        "--context",
        type=int,
        action="append",
        help=f"settled words that are read again ({CONTEXT}); several: side by side, {MAX_WORDS} reads all",
    )
    parser.add_argument("--updates", type=int, default=200, help="timed updates of each model (200)")
    arguments.add_figures(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print a table."""
    folders: list[Path] = args.model or sorted(paths.bundled("models").glob("disfluency-*"))
    transcript = read(paths.bundled("assets") / "demo.tsv")[0].transcript
    models = {folder.name: OnnxLabelModel(folder) for folder in folders}
    contexts: list[int] = args.context or [CONTEXT]
    taggers = {
        f"{name}, {context}" if len(contexts) > 1 else name: (model, context)
        for name, model in models.items()
        for context in contexts
    }
    costs = compare(taggers, transcript.split(), args.updates)
    sys.stdout.write(table(costs) + "\n")
    content = {name: asdict(cost) for name, cost in costs.items()}
    arguments.write_figures(args, content)
    return 0


def compare(models: Mapping[str, tuple[LabelModel, int]], words: Sequence[str], updates: int) -> dict[str, UpdateCost]:
    """Measure the models in turn at every update, so that other work of the machine affects all alike.

    Args:
        models: each with the number of settled words that are read again.
    """
    taken: dict[str, list[float]] = {name: [] for name in models}
    for update in range(updates + _WARM_UP):
        chosen = list(islice(cycle(words), update, update + UPDATE_WORDS))
        for name, (model, context) in models.items():
            taken[name].append(milliseconds(model, chosen, context))
    p50 = {name: float(np.percentile(times[_WARM_UP:], 50)) for name, times in taken.items()}
    first = next(iter(p50.values()))
    return {
        name: UpdateCost(p50[name], float(np.percentile(times[_WARM_UP:], 95)), p50[name] / first)
        for name, times in taken.items()
    }


def milliseconds(model: LabelModel, words: Sequence[str], context: int = CONTEXT) -> float:
    """Time to label the last of an utterance's `words` and all open words before it."""
    tagger = DisfluencyTagger(model, context=context)
    spoken = [Word(text, n * _WORD, (n + 1) * _WORD, 1.0) for n, text in enumerate(words)]
    tagger.label(WordUpdate(0, tuple(spoken[:-1]), ()))
    begun = _clock()
    tagger.label(WordUpdate(0, tuple(spoken[-1:]), ()))
    return (_clock() - begun) * 1000


def table(costs: Mapping[str, UpdateCost]) -> str:
    """One model a line."""
    lines = [f"{'model':<22} {'p50':>8} {'p95':>8}  relative"]
    for name, cost in costs.items():
        lines.append(f"{name:<22} {cost.p50:>5.2f} ms {cost.p95:>5.2f} ms {cost.ratio:>9.2f}")
    return "\n".join(lines)
