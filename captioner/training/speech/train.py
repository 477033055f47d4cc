"""Training: updates until the planned number is done, with checkpoints from which it goes on after a stop."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

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
        """`start`: folder of the stock model, which teaches and from which it begins."""
        torch.manual_seed(config.seed)
        torch.set_flush_denormal(True)
        self.config = config
        self.folder = folder
        self.pupil = Pupil(stock.load(start))
        self.log_mel = LogMel()
        self._learning = [one for _, one in self.pupil.learning()]
        self._names = [name for name, _ in self.pupil.learning()]
        self.optimiser = _optimiser(self._learning, config)
        self.average = [one.detach().clone() for one in self._learning]
        self.done = 0

    def resume(self) -> bool:
        """Go on from the folder's checkpoint; False if there is none."""
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
        """Write the checkpoint; a kill meanwhile leaves the one before."""
        state = {
            "learning": dict(zip(self._names, [one.detach() for one in self._learning], strict=True)),
            "average": dict(zip(self._names, self.average, strict=True)),
            "optimiser": self.optimiser.state_dict(),
            "done": self.done,
        }
        unfinished = self.folder / f"{CHECKPOINT}.part"
        torch.save(state, unfinished)
        os.replace(unfinished, self.folder / CHECKPOINT)

    def use_average(self, decoder_share: float = 1.0) -> None:
        """Put the averaged weights into the network, to measure or export it; training does not go on from there.

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

    def update(self, taught: SpeechBatch | None, written: SpeechBatch) -> np.ndarray:
        """One step of the optimiser; the losses: cross-entropy, divergence, squared distance."""
        config = self.config
        rate = learning_rate(config, self.done)
        self.optimiser.zero_grad(set_to_none=True)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        torch.manual_seed(config.seed * 1_000_003 + self.done)
        likeness = divergence = torch.zeros(())
        if taught is not None:
            padded = functional.pad(taught.clean, (0, _TEACHER_SAMPLES - taught.clean.shape[1]))
            with native_precision():
                likeness, divergence = self.pupil.imitation(
                    self.log_mel(taught.waves), self.log_mel(padded), taught.inputs, taught.targets != IGNORED
                )
            (config.likeness * likeness + config.imitation * divergence).backward()  # type: ignore[no-untyped-call]
        with native_precision():
            cross = self.pupil.writing(self.log_mel(written.waves), written.inputs, written.targets)
        cross.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._learning, 1.0)
        self.optimiser.step()
        self.done += 1
        decay = min(config.ema, (1 + self.done) / (10 + self.done))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, [one.detach() for one in self._learning], 1 - decay)
        return np.array([cross.item(), divergence.item(), likeness.item()])


def _optimiser(learning: list[torch.nn.Parameter], config: Config) -> torch.optim.Optimizer:
    return torch.optim.AdamW(
        [
            {"params": [one for one in learning if one.dim() > 1], "weight_decay": config.weight_decay},
            {"params": [one for one in learning if one.dim() <= 1], "weight_decay": 0.0},
        ],
        lr=config.learning_rate,
        betas=(0.9, 0.98),
        fused=True,
    )


def learning_rate(config: Config, done: int) -> float:
    """Linear warm-up, then a linear fall to a twentieth."""
    if done < config.warm_up:
        return config.learning_rate * (done + 1) / config.warm_up
    part = min(1.0, (done - config.warm_up) / max(1, config.updates - config.warm_up))
    return config.learning_rate * (1 - 0.95 * part)


def train(folder: Path, config: Config, start: Path, report: Report) -> SpeechTrainer:
    """Train on `folder/train` until `config.updates` are done, from the checkpoint if there is one, else from `start`.

    A termination signal ends it after the update in hand, with a checkpoint.
    """
    trainer = SpeechTrainer(folder, config, start)
    if trainer.resume():
        report(f"going on after {trainer.done} updates")
    tokens = Tokens.load(start / "tokenizer.json")
    batches = Batches(Corpus(folder / "train"), Corpus(folder / "fillers"), tokens, config)
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stopped.set())
    saved = begun = time.monotonic()
    first = trainer.done
    sums = np.zeros(3)
    while trainer.done < config.updates and not stopped.is_set():
        sums += trainer.update(batches.taught(trainer.done), batches.written(trainer.done))
        if trainer.done % REPORT_EVERY == 0:
            batches.refresh()
            pace = (time.monotonic() - begun) / (trainer.done - first)
            cross, divergence, likeness = sums / REPORT_EVERY
            left = pace * (config.updates - trainer.done) / 60
            losses = f"writing {cross:.3f}, imitation {divergence:.3f}, distance {likeness:.3f}"
            report(f"{trainer.done}/{config.updates}: {losses}; {pace:.2f} s each, {left:.0f} minutes left")
            _log(folder, {"done": trainer.done, "written": cross, "taught": divergence, "distance": likeness})
            sums[:] = 0
        if time.monotonic() - saved > SAVE_EVERY_S:
            trainer.save()
            saved = time.monotonic()
    trainer.save()
    return trainer


def _log(folder: Path, entry: dict[str, object]) -> None:
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
