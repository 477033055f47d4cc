"""The mean of several runs' weights: `python -m captioner.training.text.average --help`.

Runs that started from one network and diverged lie around better weights than their own (Wortsman et al. 2022, "Model
soups").
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from captioner.training.text.checkpoint import TrainingProgress, load_weights, save_progress
from captioner.training.text.config import RunConfig


def average(runs: Sequence[Path], out: Path) -> None:
    """Write the mean of the averaged weights of `runs` as a new run with the settings of the last one.

    Raises:
        ValueError: they are of different shapes or vocabularies.
    """
    loaded = [load_weights(run) for run in runs]
    network, vocabulary = loaded[-1]
    if any(other.shape != network.shape or theirs != vocabulary for other, theirs in loaded):
        raise ValueError("only runs of one shape and one vocabulary have a mean")
    states = [other.state_dict() for other, _ in loaded]
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    network.load_state_dict(mean)
    out.mkdir(parents=True, exist_ok=True)
    optimizer = torch.optim.AdamW(network.parameters())
    save_progress(out, TrainingProgress(0, 0, 0), network, mean, optimizer, vocabulary)
    RunConfig.load(runs[-1]).save(out)


def main(argv: Sequence[str] | None = None) -> int:
    """Average as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.text.average", description=__doc__)
    parser.add_argument("--runs", type=Path, nargs="+", required=True, help="folders of runs or models; the last a run")
    parser.add_argument("--out", type=Path, required=True, help="folder for the mean, to export or to train from")
    arguments = parser.parse_args(argv)
    average(arguments.runs, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
