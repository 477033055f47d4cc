"""Trains a disfluency model: `python -m captioner.training.text.train --help`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from captioner.disfluency.encoding import Encoder
from captioner.training import loop
from captioner.training.precision import native_precision
from captioner.training.text.batches import Epochs
from captioner.training.text.checkpoint import TrainingProgress, load_progress, load_weights, save_progress
from captioner.training.text.config import RunConfig
from captioner.training.text.corpora import read_labelled, read_unlabelled
from captioner.training.text.loss import Loss, streaming_loss, taken_back_loss, taught_loss
from captioner.training.text.model import DisfluencyNetwork
from captioner.training.text.packing import IGNORED, batch
from captioner.training.text.pretrained import from_pretrained, read_vocabulary
from captioner.training.text.recipes import RECIPES
from captioner.training.text.teacher import Lesson, Teacher
from captioner.training.text.vocabulary import kept_pieces

_log = logging.getLogger(__name__)
_REPORT_STEPS = 20
VOCABULARY_CORPORA = ("ami/train", "disfl_qa/train", "ami/unlabelled")
"""The corpora of the vocabulary, for all models, so that a later one can start from any earlier one."""


def starting_point(config: RunConfig, data: Path) -> tuple[DisfluencyNetwork, list[str]]:
    """The untrained network of a run and its vocabulary."""
    if config.start:
        network, vocabulary = load_weights(Path(config.start), config.dropout)
        return network, vocabulary
    folder = Path(config.encoder)
    pieces = read_vocabulary(folder)
    texts: list[tuple[str, ...]] = []
    for name in VOCABULARY_CORPORA:
        path = data / f"{name}.jsonl.gz"
        texts += read_unlabelled(path) if "unlabelled" in name else [u.words for u in read_labelled(path)]
    kept = kept_pieces(pieces, texts)
    return from_pretrained(folder, pieces, kept, config.dropout), [pieces[index] for index in kept]


_TERMS = ("total", "full", "prefix", "latency", "waiting")
"""The reported terms of a loss."""


def learning_rate(config: RunConfig, step: int) -> float:
    """The learning rate: rises, stays, falls (`RunConfig.warm_up` and `decay`)."""
    rising = (step + 1) / max(1.0, config.warm_up * config.steps)
    falling = (config.steps - step) / max(1.0, config.decay * config.steps)
    return config.learning_rate * min(1.0, rising, falling)


class LabelTrainer:
    """One run: the network, its average, the optimizer and the progress."""

    def __init__(self, config: RunConfig, data: Path, out: Path) -> None:
        """Start the run in `out`, or resume it from its last checkpoint."""
        torch.manual_seed(config.seed)
        self.config, self.out = config, out
        self.network, self.vocabulary = starting_point(config, data)
        self._teacher = Teacher([Path(run) for run in config.teachers]) if config.teachers else None
        self.optimizer = loop.adamw(self.network.parameters(), config.learning_rate, config.weight_decay)
        self.average = {name: tensor.detach().clone() for name, tensor in self.network.state_dict().items()}
        self.progress = TrainingProgress(step=0, epoch=0, step_in_epoch=0)
        self.epochs = Epochs(config, data, Encoder(self.vocabulary), self._teacher.encoder if self._teacher else None)
        if (out / "progress.pt").is_file():
            self.progress = load_progress(out, self.network, self.average, self.optimizer)
            _log.info("taken up at step %d", self.progress.step)
        self._coming = self._lessons_to_come()

    @property
    def done(self) -> int:
        """Updates done."""
        return self.progress.step

    def run(self, stop_after: int | None = None, save_seconds: float = 180.0) -> None:
        """Train to the end, or for `stop_after` steps; a checkpoint every `save_seconds` and at the end."""
        self.network.train()
        last = self.config.steps if stop_after is None else min(self.config.steps, self.done + stop_after)
        loop.learn(self, last, report_every=_REPORT_STEPS, save_every_s=save_seconds)

    def update(self) -> NDArray[np.float64]:
        """One step, with the next lesson."""
        loss = self.step(next(self._coming))
        return np.array([float(getattr(loss, term)) for term in _TERMS])

    def report(self, losses: NDArray[np.float64], seconds_each: float) -> None:
        """Log the progress."""
        progress, steps = self.progress, self.config.steps
        terms = " ".join(
            f"{'loss' if term == 'total' else term} {loss:.4f}" for term, loss in zip(_TERMS, losses, strict=True)
        )
        left = seconds_each * (steps - progress.step) / 60
        _log.info(
            "step %d/%d epoch %d %s %.2f s/step, %.0f min left",
            progress.step,
            steps,
            progress.epoch,
            terms,
            seconds_each,
            left,
        )

    def _lessons_to_come(self) -> Iterator[Lesson]:
        while True:
            skip = self.progress.step_in_epoch
            for index, lesson in enumerate(self.lessons(self.progress.epoch)):
                if index >= skip:
                    yield lesson
            self.progress = TrainingProgress(self.progress.step, self.progress.epoch + 1, 0)

    def lessons(self, epoch: int) -> Iterator[Lesson]:
        """The data of each step of an epoch."""
        if self._teacher is None:
            return map(Lesson, self.epochs.batches(epoch))
        return self._teacher.lessons(self.epochs, self.config, epoch)

    def step(self, lesson: Lesson) -> Loss:
        """One update; the terms of its loss, detached."""
        config, progress = self.config, self.progress
        loss = self.loss(lesson)
        self.optimizer.zero_grad()
        loss.total.backward()  # type: ignore[no-untyped-call]
        loop.descend(self.optimizer, self.network.parameters(), learning_rate(config, progress.step))
        state = self.network.state_dict()
        now = [state[name] for name in self.average]
        loop.follow(list(self.average.values()), now, progress.step, config.average)
        self.progress = TrainingProgress(progress.step + 1, progress.epoch, progress.step_in_epoch + 1)
        return Loss(*(getattr(loss, term).detach() for term in _TERMS))

    def loss(self, lesson: Lesson) -> Loss:
        """The loss against the labels, and against the teacher if the lesson has its output."""
        config = self.config
        arrays = batch(lesson.rows)
        segments, targets = torch.from_numpy(arrays.segments), torch.from_numpy(arrays.targets)
        is_prefix = torch.from_numpy(arrays.is_prefix)
        with native_precision():
            given = map(torch.from_numpy, (arrays.pieces, arrays.marks, arrays.positions))
            scores, waits, taken = self.network(*given, segments)
        found = streaming_loss(
            scores,
            waits,
            targets=targets,
            segments=segments,
            is_prefix=is_prefix,
            prefix_weight=config.prefix_weight,
            latency_weight=config.latency_weight,
            waiting=self.progress.step >= config.labels_first * config.steps,
        )
        foreseen = config.taken_back_weight * taken_back_loss(taken, targets, is_prefix)
        found = dataclasses.replace(found, total=found.total + foreseen)
        if lesson.taught is None:
            return found
        words = targets != IGNORED
        said = lesson.taught
        decisions = (waits[words], said.wait), (taken[words], said.taken_back)
        taught = taught_loss(scores[words], said.labels, *decisions)
        return dataclasses.replace(found, total=(1 - config.taught) * found.total + config.taught * taught)

    def save(self) -> None:
        """Write the checkpoint."""
        save_progress(self.out, self.progress, self.network, self.average, self.optimizer, self.vocabulary)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m captioner.training.text.train", description=__doc__)
    parser.add_argument("recipe", choices=sorted(RECIPES), help="which model to train")
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints; a run found there is taken up")
    parser.add_argument("--encoder", default="", help="folder with BERT or MPNet weights to start from")
    parser.add_argument("--start", default="", help="folder of an earlier run to start from, in place of --encoder")
    parser.add_argument(
        "--teacher", dest="teachers", nargs="+", default=(), metavar="RUN", help="runs that a distilled one learns from"
    )
    parser.add_argument("--set", action="append", default=[], metavar="KEY=JSON", help="change a value of the recipe")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Train as the command line says."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", stream=sys.stdout)
    arguments = _arguments(argv)
    torch.set_num_threads(arguments.threads)
    out: Path = arguments.out
    if (out / "config.json").is_file():
        config = RunConfig.load(out)
    else:
        changes = {key: json.loads(value) for key, _, value in (item.partition("=") for item in arguments.set)}
        config = dataclasses.replace(
            RECIPES[arguments.recipe],
            encoder=arguments.encoder,
            start=arguments.start,
            teachers=tuple(arguments.teachers),
            **changes,
        )
        out.mkdir(parents=True, exist_ok=True)
        config.save(out)
    LabelTrainer(config, arguments.data, out).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
