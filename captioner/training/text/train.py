"""Trains a disfluency model: `python -m captioner.training.text.train --help`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from captioner.disfluency.encoding import Encoder
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
"""Of all models: a later one can start from any earlier one."""


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


def learning_rate(config: RunConfig, step: int) -> float:
    """Rises, stays, falls: the trapezium of `RunConfig.warm_up` and `decay`."""
    rising = (step + 1) / max(1.0, config.warm_up * config.steps)
    falling = (config.steps - step) / max(1.0, config.decay * config.steps)
    return config.learning_rate * min(1.0, rising, falling)


class LabelTrainer:
    """One run: the network, its average, the optimizer and how far they are."""

    def __init__(self, config: RunConfig, data: Path, out: Path) -> None:
        """Start the run in `out`, or take it up where its last checkpoint left it."""
        torch.manual_seed(config.seed)
        self.config, self.out = config, out
        self.network, self.vocabulary = starting_point(config, data)
        self._teacher = Teacher([Path(run) for run in config.teachers]) if config.teachers else None
        decayed = [p for p in self.network.parameters() if p.dim() > 1]
        others = [p for p in self.network.parameters() if p.dim() < 2]
        self.optimizer = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": config.weight_decay}, {"params": others, "weight_decay": 0.0}],
            lr=config.learning_rate,
            betas=(0.9, 0.98),
            fused=True,
        )
        self.average = {name: tensor.detach().clone() for name, tensor in self.network.state_dict().items()}
        self.progress = TrainingProgress(step=0, epoch=0, step_in_epoch=0)
        self.epochs = Epochs(config, data, Encoder(self.vocabulary), self._teacher.encoder if self._teacher else None)
        if (out / "progress.pt").is_file():
            self.progress = load_progress(out, self.network, self.average, self.optimizer)
            _log.info("taken up at step %d", self.progress.step)

    def run(self, stop_after: int | None = None, save_seconds: float = 180.0) -> None:
        """Train to the end, or for `stop_after` steps; a checkpoint every `save_seconds` and at the end."""
        self.network.train()
        started, saved, first = time.monotonic(), time.monotonic(), self.progress.step
        last = self.config.steps if stop_after is None else min(self.config.steps, first + stop_after)
        sums: list[Loss] = []
        while self.progress.step < last:
            skip = self.progress.step_in_epoch
            for index, lesson in enumerate(self.lessons(self.progress.epoch)):
                if index < skip:
                    continue
                sums.append(self.step(lesson))
                done = self.progress.step - first
                if self.progress.step % _REPORT_STEPS == 0:
                    _report(self.progress, self.config.steps, sums, (time.monotonic() - started) / done)
                    sums = []
                if time.monotonic() - saved > save_seconds:
                    self.save()
                    saved = time.monotonic()
                if self.progress.step >= last:
                    break
            else:
                self.progress = TrainingProgress(self.progress.step, self.progress.epoch + 1, 0)
        self.save()

    def lessons(self, epoch: int) -> Iterator[Lesson]:
        """What each step of an epoch learns from."""
        if self._teacher is None:
            return map(Lesson, self.epochs.batches(epoch))
        return self._teacher.lessons(self.epochs, self.config, epoch)

    def step(self, lesson: Lesson) -> Loss:
        """One update; the terms of its loss, detached."""
        config, progress = self.config, self.progress
        rate = learning_rate(config, progress.step)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        loss = self.loss(lesson)
        self.optimizer.zero_grad()
        loss.total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self._update_average()
        self.progress = TrainingProgress(progress.step + 1, progress.epoch, progress.step_in_epoch + 1)
        return Loss(*(term.detach() for term in (loss.total, loss.full, loss.prefix, loss.latency, loss.waiting)))

    def loss(self, lesson: Lesson) -> Loss:
        """The loss against the labels, and against the teacher where the lesson has what one says."""
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

    @torch.no_grad()
    def _update_average(self) -> None:
        # The first steps would weigh on the average for long: its memory grows to the full one.
        keep = min(self.config.average, (1 + self.progress.step) / (10 + self.progress.step))
        state = self.network.state_dict()
        names = list(self.average)
        torch._foreach_lerp_([self.average[name] for name in names], [state[name] for name in names], 1.0 - keep)

    def save(self) -> None:
        """Write the checkpoint."""
        save_progress(self.out, self.progress, self.network, self.average, self.optimizer, self.vocabulary)


def _report(progress: TrainingProgress, steps: int, losses: list[Loss], seconds_a_step: float) -> None:
    def mean(term: str) -> float:
        return float(np.mean([float(getattr(loss, term)) for loss in losses]))

    _log.info(
        "step %d/%d epoch %d loss %.4f full %.4f prefix %.4f latency %.4f waiting %.4f %.2f s/step, %.0f min left",
        progress.step, steps, progress.epoch, mean("total"), mean("full"), mean("prefix"), mean("latency"),
        mean("waiting"),
        seconds_a_step, seconds_a_step * (steps - progress.step) / 60,
    )  # fmt: skip


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
