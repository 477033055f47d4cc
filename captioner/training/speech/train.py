"""Training: runs the planned number of updates, with checkpoints to resume from."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from captioner.training import loop
from captioner.training.precision import native_precision
from captioner.training.speech import stock
from captioner.training.speech.batches import Batches, SpeechBatch
from captioner.training.speech.config import Config
from captioner.training.speech.corpus import SAMPLE_RATE, Corpus
from captioner.training.speech.features import LogMel
from captioner.training.speech.network import IGNORED, Pupil
from captioner.training.speech.tokens import Tokens

CHECKPOINT = "checkpoint.pt"
SAVE_EVERY_S = 240.0
REPORT_EVERY = 10
_TEACHER_SAMPLES = 30 * SAMPLE_RATE

Report = Callable[[str], None]


class SpeechTrainer:
    """A network in training: its weights, their moving average, the optimiser, the number of updates done."""

    def __init__(self, folder: Path, config: Config, start: Path) -> None:
        """`start`: folder of the stock model: the teacher and the starting weights."""
        torch.manual_seed(config.seed)
        torch.set_flush_denormal(True)
        self.config = config
        self.folder = folder
        self.pupil = Pupil(stock.load(start), is_encoder_only=config.is_encoder_only)
        self.log_mel = LogMel()
        self._learning = [one for _, one in self.pupil.learning()]
        self._names = [name for name, _ in self.pupil.learning()]
        self.optimiser = loop.adamw(self._learning, config.learning_rate, config.weight_decay)
        self.average = [one.detach().clone() for one in self._learning]
        self.done = 0

    def resume(self) -> bool:
        """Resume from the folder's checkpoint; False if there is none."""
        path = self.folder / CHECKPOINT
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True)
        self._put(state["learning"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = [state["average"][name] for name in self._names]
        self.done = state["done"]
        return True

    def save(self) -> None:
        """Write the checkpoint; a kill meanwhile leaves the previous one."""
        state = {
            "learning": dict(zip(self._names, [one.detach() for one in self._learning], strict=True)),
            "average": dict(zip(self._names, self.average, strict=True)),
            "optimiser": self.optimiser.state_dict(),
            "done": self.done,
        }
        loop.save_whole(state, self.folder / CHECKPOINT)

    def use_average(self, decoder_share: float = 1.0) -> None:
        """Put the averaged weights into the network, to measure or export it; training cannot continue from there.

        Args:
            decoder_share: as in `Config`.
        """
        self._put(dict(zip(self._names, self.average, strict=True)))
        stock = dict(self.pupil.teacher.named_parameters())
        with torch.no_grad():
            for name, one in self.pupil.learning():
                if name.startswith("model.decoder."):
                    one.copy_(torch.lerp(stock[name], one, decoder_share))

    def _put(self, weights: dict[str, Tensor]) -> None:
        with torch.no_grad():
            for name, one in zip(self._names, self._learning, strict=True):
                one.copy_(weights[name])

    def learn_from(self, taught: SpeechBatch | None, written: SpeechBatch | None) -> NDArray[np.float64]:
        """One step of the optimiser; the losses: cross-entropy, divergence, squared distance."""
        config = self.config
        self.optimiser.zero_grad(set_to_none=True)
        torch.manual_seed(config.seed * 1_000_003 + self.done)
        cross = likeness = divergence = torch.zeros(())
        if taught is not None:
            padded = functional.pad(taught.clean, (0, _TEACHER_SAMPLES - taught.clean.shape[1]))
            with native_precision():
                likeness, divergence = self.pupil.imitation(
                    self.log_mel(taught.waves), self.log_mel(padded), taught.inputs, taught.targets != IGNORED
                )
            (config.likeness * likeness + config.imitation * divergence).backward()  # type: ignore[no-untyped-call]
        if written is not None:
            with native_precision():
                cross = self.pupil.writing(self.log_mel(written.waves), written.inputs, written.targets)
            cross.backward()  # type: ignore[no-untyped-call]
        loop.descend(self.optimiser, self._learning, learning_rate(config, self.done))
        self.done += 1
        loop.follow(self.average, [one.detach() for one in self._learning], self.done, config.ema)
        return np.array([cross.item(), divergence.item(), likeness.item()])


def learning_rate(config: Config, done: int) -> float:
    """Linear warm-up, then a linear fall to a twentieth."""
    if done < config.warm_up:
        return config.learning_rate * (done + 1) / config.warm_up
    part = min(1.0, (done - config.warm_up) / max(1, config.updates - config.warm_up))
    return config.learning_rate * (1 - 0.95 * part)


@dataclass(frozen=True)
class _Run:
    """A `loop.Learner`."""

    trainer: SpeechTrainer
    batches: Batches
    tell: Report

    @property
    def done(self) -> int:
        return self.trainer.done

    def update(self) -> NDArray[np.float64]:
        done = self.trainer.done
        written = None if self.trainer.config.is_encoder_only else self.batches.written(done)
        return self.trainer.learn_from(self.batches.taught(done), written)

    def report(self, losses: NDArray[np.float64], seconds_each: float) -> None:
        self.batches.refresh()
        done, updates = self.trainer.done, self.trainer.config.updates
        cross, divergence, likeness = map(float, losses)
        left = seconds_each * (updates - done) / 60
        terms = f"writing {cross:.3f}, imitation {divergence:.3f}, distance {likeness:.3f}"
        self.tell(f"{done}/{updates}: {terms}; {seconds_each:.2f} s each, {left:.0f} minutes left")
        _log(self.trainer.folder, {"done": done, "written": cross, "taught": divergence, "distance": likeness})

    def save(self) -> None:
        self.trainer.save()


def train(folder: Path, config: Config, start: Path, report: Report) -> SpeechTrainer:
    """Train on `folder/train` until `config.updates` are done, from the checkpoint if there is one, otherwise from
    `start`.

    Raises:
        KeyboardInterrupt: Ctrl-C or a termination signal came: it has ended after the current update, with a
            checkpoint.
    """
    trainer = SpeechTrainer(folder, config, start)
    if trainer.resume():
        report(f"going on after {trainer.done} updates")
    tokens = Tokens.load(start / "tokenizer.json")
    batches = Batches(Corpus(folder / "train"), Corpus(folder / "fillers"), tokens, config)
    stopped = threading.Event()
    before = {
        number: signal.signal(number, lambda _number, _frame: stopped.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    run = _Run(trainer, batches, report)
    try:
        loop.learn(run, config.updates, report_every=REPORT_EVERY, save_every_s=SAVE_EVERY_S, is_stopped=stopped.is_set)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if stopped.is_set():
        raise KeyboardInterrupt
    return trainer


def _log(folder: Path, entry: dict[str, object]) -> None:
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
