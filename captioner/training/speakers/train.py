"""Training on: a short, disturbed window is to give what the weights of before give for the whole of a voice.

The weights of before tell thousands of voices apart, more than there are to train on with. Therefore nothing new is to
be told apart: they teach, by the mean of many clean windows of a voice, what one short window in a room is to give.
Trained to tell the training's own 120 voices apart instead (GE2E, 500 updates), fewer changes of others were found.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from captioner.speakers import spectrum
from captioner.training.speakers import network
from captioner.training.speakers.network import VoiceEncoder
from captioner.training.speakers.speech import by_voice
from captioner.training.speech.augment import degrade
from captioner.training.speech.corpus import SAMPLE_RATE, Corpus

CHECKPOINT = "checkpoint.pt"
_SAVE_EVERY = 25

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class EmbeddingTraining:
    """How the encoder is trained on.

    Attributes:
        windows: in a batch, each of another voice; all of a batch are as long.
        shortest_s, longest_s: of the windows.
        degraded: share of the batches that pass rooms, lines and noise, each window in its own way.
        taught_by: windows of a voice whose mean is what is to be given.
        ema: decay of the moving average of the weights.
        share: how far the exported weights go from those of before to the trained ones (WiSE-FT). Of 0, 0.5 and 1 the
            second found most changes of held-back voices at one false one in 20 minutes: 0.64, 0.70 and 0.63.
    """

    updates: int = 300
    learning_rate: float = 1e-4
    windows: int = 28
    shortest_s: float = 0.8
    longest_s: float = 1.8
    degraded: float = 0.6
    taught_by: int = 8
    ema: float = 0.98
    share: float = 0.5
    seed: int = 1


class SpeechWindows:
    """Batches by their number: the same number is the same batch."""

    def __init__(self, voices: Mapping[str, Sequence[np.ndarray]], config: EmbeddingTraining) -> None:
        self._voices = voices
        self._config = config

    def batch(self, number: int) -> tuple[list[str], Tensor]:
        """Whose windows they are, and their frames [windows, frames, BANDS]."""
        config = self._config
        rng = random.Random(f"{config.seed}/{number}")
        length = round(rng.uniform(config.shortest_s, config.longest_s) * SAMPLE_RATE)
        names = rng.sample([name for name in sorted(self._voices) if self._long(name, length)], config.windows)
        batch = torch.from_numpy(np.stack([self.window(name, length, rng) for name in names]))
        if rng.random() < config.degraded:
            torch.manual_seed(number)
            batch = degrade(batch, np.random.default_rng([config.seed, number]))
        return names, torch.from_numpy(np.stack([spectrum.frames(wave) for wave in batch.numpy()]))

    def window(self, voice: str, length: int, rng: random.Random) -> np.ndarray:
        """A stretch of one of the utterances of a voice, louder or softer."""
        wave = rng.choice(self._long(voice, length))
        begin = rng.randrange(len(wave) - length + 1)
        return wave[begin : begin + length] * np.float32(10 ** (rng.uniform(-10, 3) / 20))

    def _long(self, voice: str, length: int) -> list[np.ndarray]:
        return [wave for wave in self._voices[voice] if len(wave) >= length]


def taught(
    encoder: VoiceEncoder, voices: Mapping[str, Sequence[np.ndarray]], config: EmbeddingTraining
) -> dict[str, Tensor]:
    """What windows of each voice are to give: the mean of what `encoder` gives for some of them, of length 1."""
    windows = SpeechWindows(voices, config)
    length = round(config.longest_s * SAMPLE_RATE)
    found: dict[str, Tensor] = {}
    for name, waves in sorted(voices.items()):
        if any(len(wave) >= length for wave in waves):
            rng = random.Random(name)
            chosen = [spectrum.frames(windows.window(name, length, rng)) for _ in range(config.taught_by)]
            with torch.no_grad():
                found[name] = functional.normalize(encoder(torch.from_numpy(np.stack(chosen))).mean(dim=0), dim=0)
    return found


def train(folder: Path, start: Path, config: EmbeddingTraining, report: Report) -> VoiceEncoder:
    """Train on `folder/train` from the weights `start`, or from the checkpoint in `folder`.

    Returns:
        The encoder with the weights to export.
    """
    torch.manual_seed(config.seed)
    encoder, first = network.load(start), network.load(start)
    average = network.load(start)
    optimiser = torch.optim.AdamW(encoder.parameters(), config.learning_rate, weight_decay=0.01)
    done = 0
    path = folder / CHECKPOINT
    if path.exists():
        state = torch.load(path, weights_only=True)
        encoder.load_state_dict(state["encoder"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        done = state["done"]
        report(f"going on after {done} updates")
    voices = by_voice(Corpus(folder / "train"))
    targets = taught(first, voices, config)
    windows = SpeechWindows({name: voices[name] for name in targets}, config)
    began, total = time.monotonic(), 0.0
    while done < config.updates:
        for group in optimiser.param_groups:
            group["lr"] = config.learning_rate * min(1.0, (done + 1) / 30) * (1 - 0.95 * done / config.updates)
        names, frames = windows.batch(done)
        found = (1 - (encoder(frames) * torch.stack([targets[name] for name in names])).sum(dim=1)).mean()
        optimiser.zero_grad()
        found.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
        done += 1
        total += found.item()
        _follow(average, encoder, min(config.ema, (1 + done) / (10 + done)))
        if done % _SAVE_EVERY == 0:
            report(f"{done}/{config.updates}: loss {total / _SAVE_EVERY:.3f}, {time.monotonic() - began:.0f} s")
            total = 0.0
            _save(path, encoder, average, optimiser, done)
    return between(first, average, config.share)


def between(first: VoiceEncoder, second: VoiceEncoder, share: float) -> VoiceEncoder:
    """An encoder whose weights lie between those of two others."""
    result = VoiceEncoder()
    other = second.state_dict()
    result.load_state_dict({name: torch.lerp(one, other[name], share) for name, one in first.state_dict().items()})
    return result


def _follow(average: VoiceEncoder, encoder: VoiceEncoder, decay: float) -> None:
    with torch.no_grad():
        for mean, one in zip(average.parameters(), encoder.parameters(), strict=True):
            mean.lerp_(one, 1 - decay)


def _save(
    path: Path, encoder: VoiceEncoder, average: VoiceEncoder, optimiser: torch.optim.Optimizer, done: int
) -> None:
    state = {
        "encoder": encoder.state_dict(),
        "average": average.state_dict(),
        "optimiser": optimiser.state_dict(),
        "done": done,
    }
    unfinished = path.with_suffix(".part")
    torch.save(state, unfinished)
    os.replace(unfinished, path)
