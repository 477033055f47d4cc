"""Times a step of live captions with a model, and counts what a Whisper network computes for it.

A stock Whisper reads a window padded to 15 s at every step, however little is new, so its encoder determines the time
of the step. The time of one network on a machine therefore predicts the time of another.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from captioner.messages import Samples
from captioner.speech.whisper import weights
from captioner.speech.whisper.transcriber import Recognizer

_FRAMES = 750
"""Encoder frames of a padded window, 20 ms each."""
_MEL_FRAMES, _MELS = 1500, 80
_TIMES = 3
"""Number of runs; the shortest counts, because others may be interrupted."""
_QUERY = "encoder/layer_{}/self_attention/linear_0/weight"


@dataclass(frozen=True, slots=True)
class Network:
    """The encoder of a Whisper model."""

    layers: int
    width: int
    """numbers for each frame"""

    @property
    def gflop(self) -> float:
        """Billions of multiplications and additions for a padded window."""
        width, frames = self.width, _FRAMES
        convolutions = 2 * 3 * (_MEL_FRAMES * _MELS * width + frames * width * width)
        # query, key, value and output: 4; the two layers of the feed-forward part: 8
        matrices = 2 * 12 * frames * width * width
        attention = 2 * 2 * frames * frames * width
        return (convolutions + self.layers * (matrices + attention)) / 1e9


@dataclass(frozen=True, slots=True)
class StepTime:
    """A measured time."""

    seconds: float
    """for one step on a padded window"""
    network: Network

    def seconds_of(self, other: Network) -> float:
        """The estimated time of another network for a step on the same machine."""
        return self.seconds * other.gflop / self.network.gflop


def time_step(recognizer: Recognizer, samples: Samples, clock: Callable[[], float] = time.perf_counter) -> float:
    """Measure how long the recogniser takes for a window of speech, seconds."""
    taken = []
    for _ in range(_TIMES):
        began = clock()
        recognizer.recognize(samples, 0, (), "")
        taken.append(clock() - began)
    return min(taken)


def network_of(folder: Path) -> Network | None:
    """The encoder of the model in a folder, from the shapes in its `model.bin`; None where they cannot be read."""
    try:
        variables = weights.read(folder)
    except (OSError, ValueError):
        return None
    layers = 0
    while _QUERY.format(layers) in variables:
        layers += 1
    return Network(layers, variables[_QUERY.format(0)].shape[-1]) if layers else None
