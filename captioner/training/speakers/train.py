"""Further training: a short, disturbed window should give the vector that the first weights give for the whole voice.

The first weights distinguish thousands of voices, more than this training has. So the training adds no new voices: the
target of a short window in a room is the first weights' mean of many clean windows of the same voice. Training to
distinguish our own 120 voices (GE2E, 500 updates) found fewer changes of other voices.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from captioner.speakers import spectrum
from captioner.training import loop
from captioner.training.speakers import network
from captioner.training.speakers.network import VoiceEncoder
from captioner.training.speakers.speech import by_voice
from captioner.training.speech.augment import degrade
from captioner.training.speech.corpus import SAMPLE_RATE, Corpus

CHECKPOINT = "checkpoint.pt"
_REPORT_EVERY = 25
_SAVE_EVERY_S = 60.0

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class EmbeddingTraining:
    """The settings of the further training.

    Attributes:
        windows: in a batch, each of another voice, all of one length.
        shortest_s, longest_s: of the windows.
        degraded: share of the batches that pass through rooms, lines and noise, each window in its own way.
        taught_by: number of windows of a voice whose mean is the target.
        ema: decay of the moving average of the weights.
        share: how far the exported weights go from the first to the trained ones (WiSE-FT). Of 0, 0.5 and 1 the
            second found most changes of held-out voices at one false one in 20 minutes: 0.64, 0.70 and 0.63.
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
        """The voices of the windows, and their frames [windows, frames, BANDS]."""
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
    """The targets of each voice: the mean of the `encoder`'s vectors for some of its windows, of length 1."""
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


class EncoderTrainer:
    """A `loop.Learner`: an encoder in training, the mean of its weights, and the first weights."""

    def __init__(self, folder: Path, start: Path, config: EmbeddingTraining, tell: Report) -> None:
        """Begin with the weights `start`, or resume from the checkpoint in `folder`."""
        torch.manual_seed(config.seed)
        self._config, self._tell = config, tell
        self._encoder, self.first, self.average = (network.load(start) for _ in range(3))
        self._optimiser = torch.optim.AdamW(self._encoder.parameters(), config.learning_rate, weight_decay=0.01)
        self._done = 0
        self._path = folder / CHECKPOINT
        if self._path.exists():
            state = torch.load(self._path, weights_only=True)
            self._encoder.load_state_dict(state["encoder"])
            self.average.load_state_dict(state["average"])
            self._optimiser.load_state_dict(state["optimiser"])
            self._done = state["done"]
            tell(f"going on after {self._done} updates")
        voices = by_voice(Corpus(folder / "train"))
        self._targets = taught(self.first, voices, config)
        self._windows = SpeechWindows({name: voices[name] for name in self._targets}, config)

    @property
    def done(self) -> int:
        """Updates done."""
        return self._done

    def update(self) -> NDArray[np.float64]:
        """Train on one batch."""
        config = self._config
        names, frames = self._windows.batch(self._done)
        wanted = torch.stack([self._targets[name] for name in names])
        loss = (1 - (self._encoder(frames) * wanted).sum(dim=1)).mean()
        self._optimiser.zero_grad()
        loss.backward()
        rate = config.learning_rate * min(1.0, (self._done + 1) / 30) * (1 - 0.95 * self._done / config.updates)
        loop.descend(self._optimiser, self._encoder.parameters(), rate)
        self._done += 1
        now = [one.detach() for one in self._encoder.parameters()]
        loop.follow([one.detach() for one in self.average.parameters()], now, self._done, config.ema)
        return np.array([loss.item()])

    def report(self, losses: NDArray[np.float64], seconds_each: float) -> None:
        """Report the mean loss."""
        self._tell(f"{self._done}/{self._config.updates}: loss {losses[0]:.3f}, {seconds_each:.2f} s each")

    def save(self) -> None:
        """Write the checkpoint."""
        state = {
            "encoder": self._encoder.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "done": self._done,
        }
        loop.save_whole(state, self._path)


def train(folder: Path, start: Path, config: EmbeddingTraining, report: Report) -> VoiceEncoder:
    """Train on `folder/train` from the weights `start`, or from the checkpoint in `folder`.

    Returns:
        The encoder with the weights to export.
    """
    trainer = EncoderTrainer(folder, start, config, report)
    loop.learn(trainer, config.updates, report_every=_REPORT_EVERY, save_every_s=_SAVE_EVERY_S)
    return between(trainer.first, trainer.average, config.share)


def between(first: VoiceEncoder, second: VoiceEncoder, share: float) -> VoiceEncoder:
    """An encoder whose weights lie between those of two others."""
    result = VoiceEncoder()
    other = second.state_dict()
    result.load_state_dict({name: torch.lerp(one, other[name], share) for name, one in first.state_dict().items()})
    return result
