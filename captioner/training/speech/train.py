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

from captioner.training.precision import native_precision
from captioner.training.speech.augment import mask
from captioner.training.speech.batches import Batch, Batches, collate
from captioner.training.speech.config import Config
from captioner.training.speech.corpus import SAMPLE_RATE, Corpus
from captioner.training.speech.features import LogMel
from captioner.training.speech.muon import Muon
from captioner.training.speech.network import Network
from captioner.training.speech.pools import Pool
from captioner.training.speech.tokens import Tokens
from captioner.training.speech.warm_start import start_from

CHECKPOINT = "checkpoint.pt"
SAVE_EVERY_S = 240.0
REPORT_EVERY = 25
CHECK_EVERY = 250

Report = Callable[[str], None]


class Trainer:
    """A network in training: its weights, their moving average, the optimiser, the number of updates done."""

    def __init__(self, folder: Path, config: Config, tokens: Tokens) -> None:
        torch.manual_seed(config.seed)
        torch.set_flush_denormal(True)
        self.config = config
        self.folder = folder
        self.network = Network(config, tokens)
        self._pieces = tokens.end
        self.log_mel = LogMel()
        self.optimisers = optimisers(self.network, config)
        self.average = [one.detach().clone() for one in self.network.parameters()]
        self.done = 0

    def resume(self) -> bool:
        """Go on from the folder's checkpoint; False if there is none."""
        path = self.folder / CHECKPOINT
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        for optimiser, its in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(its)
        self.average = state["average"]
        self.done = state["done"]
        return True

    def start_from(self, model: Path) -> None:
        """Begin with the weights of the exported model in the folder `model`."""
        start_from(self.network, model)
        self.average = [one.detach().clone() for one in self.network.parameters()]

    def save(self) -> None:
        """Write the checkpoint; a kill meanwhile leaves the one before."""
        state = {
            "network": self.network.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "average": self.average,
            "done": self.done,
        }
        unfinished = self.folder / f"{CHECKPOINT}.part"
        torch.save(state, unfinished)
        os.replace(unfinished, self.folder / CHECKPOINT)

    def use_average(self) -> None:
        """Put the averaged weights into the network, to measure or export it; training does not go on from there."""
        with torch.no_grad():
            for one, average in zip(self.network.parameters(), self.average, strict=True):
                one.copy_(average)

    def update(self, batch: Batch) -> tuple[float, float, float]:
        """One step of the optimiser; the losses of decoder, CTC and attention."""
        config = self.config
        rate = learning_rate(config, self.done)
        for optimiser in self.optimisers:
            optimiser.zero_grad(set_to_none=True)
            for group in optimiser.param_groups:
                group["lr"] = rate
        torch.manual_seed(config.seed * 1_000_003 + self.done)
        self.network.train()
        features = self.log_mel(batch.waves)
        rng = np.random.default_rng((config.seed, self.done, 1))
        if rng.random() < config.masked_share * config.difficulty(self.done):
            features = mask(features, rng)
        inputs = self._misread(batch.inputs)
        encoder_too = self.done < config.decoder_alone_from or self.done % config.encoder_every == 0
        with native_precision():
            cross, ctc, strays = self.network.losses(
                features, inputs, batch.targets, batch.letters, batch.guide, batch.middles, encoder_too
            )
        loss = cross + config.ctc_weight * ctc + config.guidance(self.done) * strays
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
        self.done += 1
        decay = min(config.ema, (1 + self.done) / (10 + self.done))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, [one.detach() for one in self.network.parameters()], 1 - decay)
        return cross.item(), ctc.item(), strays.item()

    def _misread(self, inputs: Tensor) -> Tensor:
        """Some of the pieces behind the two start tokens replaced by any others."""
        others = torch.randint(0, self._pieces, inputs.shape)
        chosen = torch.rand(inputs.shape) < self.config.misread_share
        chosen[:, :2] = False
        return torch.where(chosen, others, inputs)


def optimisers(network: Network, config: Config) -> tuple[torch.optim.Optimizer, torch.optim.Optimizer]:
    """Muon for the matrices of the layers and the second convolution, AdamW for all else.

    Trained on from one checkpoint over nearly the same batches, Muon was 0.18 below AdamW alone in the decoder's loss
    after 100 updates (2.05 and 2.23) and 0.06 in the encoder's (0.78 and 0.84); an update costs a fifth more.
    """
    learnt = [(name, one) for name, one in network.named_parameters() if one.requires_grad]
    inside = [one for name, one in learnt if one.dim() > 1 and (".layers." in name or ".conv2." in name)]
    chosen = {id(one) for one in inside}
    tables = [one for _, one in learnt if one.dim() > 1 and id(one) not in chosen]
    others = [one for _, one in learnt if one.dim() <= 1]
    return (
        Muon(inside, lr=config.learning_rate, momentum=0.95, weight_decay=config.weight_decay),
        torch.optim.AdamW(
            [{"params": tables, "weight_decay": config.weight_decay}, {"params": others, "weight_decay": 0.0}],
            lr=config.learning_rate,
            betas=(0.9, 0.98),
            fused=True,
        ),
    )


def learning_rate(config: Config, done: int) -> float:
    """Linear warm-up, level, then a linear fall to a twentieth: the level part can be prolonged later."""
    if done < config.warm_up:
        return config.learning_rate * (done + 1) / config.warm_up
    begin = config.decay_from * config.updates
    part = min(1.0, max(0.0, (done - begin) / max(1.0, config.updates - begin)))
    return config.learning_rate * (1 - 0.95 * part)


def train(folder: Path, config: Config, tokens: Tokens, report: Report, start: Path | None = None) -> Trainer:
    """Train on `folder/train` until `config.updates` are done, from the checkpoint if there is one, else from `start`.

    A termination signal ends it after the update in hand, with a checkpoint.
    """
    trainer = Trainer(folder, config, tokens)
    if trainer.resume():
        report(f"going on after {trainer.done} updates")
    elif start is not None:
        trainer.start_from(start)
        report(f"starting from the weights of {start.name}")
    batches = Batches(Corpus(folder / "train"), tokens, config)
    checks = _checks(folder / "held-out", tokens)
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stopped.set())
    saved = time.monotonic()
    begun, first = time.monotonic(), trainer.done
    sums = np.zeros(3)
    while trainer.done < config.updates and not stopped.is_set():
        sums += trainer.update(batches.make(trainer.done))
        if trainer.done % REPORT_EVERY == 0:
            batches.refresh()
            pace = (time.monotonic() - begun) / (trainer.done - first)
            cross, ctc, strays = sums / REPORT_EVERY
            left = pace * (config.updates - trainer.done) / 60
            losses = f"decoder {cross:.3f}, CTC {ctc:.3f}, attention {strays:.3f}"
            report(f"{trainer.done}/{config.updates}: {losses}; {pace:.2f} s each, {left:.0f} minutes left")
            _log(folder, {"done": trainer.done, "cross": cross, "ctc": ctc, "strays": strays, "s": pace})
            sums[:] = 0
        if trainer.done % CHECK_EVERY == 0:
            found = {name: _losses(trainer, batch) for name, batch in checks.items()}
            report("  held out: " + ", ".join(f"{name} {a:.3f}/{b:.3f}" for name, (a, b) in found.items()))
            _log(folder, {"done": trainer.done, "held_out": found})
        if time.monotonic() - saved > SAVE_EVERY_S:
            trainer.save()
            saved = time.monotonic()
    trainer.save()
    return trainer


def _checks(folder: Path, tokens: Tokens) -> dict[str, Batch]:
    """One small undisturbed batch of each held-out set; a new set leaves those of the others as they are."""
    corpus = Corpus(folder)
    batches: dict[str, Batch] = {}
    for shard in sorted({clip.shard for clip in corpus.clips}):
        pool = Pool([clip for clip in corpus.clips if clip.shard == shard])
        rng = np.random.default_rng(0)
        clips = [pool.draw(3.0, 4.0, rng) for _ in range(8)]
        waves = torch.zeros(len(clips), round(4.2 * SAMPLE_RATE))
        for row, clip in zip(waves, clips, strict=True):
            samples = torch.from_numpy(corpus.samples(clip)[: len(row)].astype(np.float32))
            row[: len(samples)] = samples / 32768
        batches[shard] = collate(waves, [clip.text for clip in clips], tokens)
    return batches


@torch.no_grad()
def _losses(trainer: Trainer, batch: Batch) -> tuple[float, float]:
    trainer.network.eval()
    features: Tensor = trainer.log_mel(batch.waves)
    with native_precision():
        cross, ctc, _ = trainer.network.losses(
            features, batch.inputs, batch.targets, batch.letters, batch.guide, batch.middles
        )
    return cross.item(), ctc.item()


def _log(folder: Path, entry: dict[str, object]) -> None:
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
