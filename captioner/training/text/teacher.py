"""Trained networks that teach another one: distillation and self-training."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from captioner.disfluency.encoding import Encoder
from captioner.training.precision import native_precision
from captioner.training.text.batches import Epochs
from captioner.training.text.checkpoint import load_weights
from captioner.training.text.config import RunConfig
from captioner.training.text.packing import IGNORED, Segment, batch

_log = logging.getLogger(__name__)
_REPORT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Taught:
    """The teacher's probabilities for the words of a batch, in the order of its rows."""

    labels: Tensor
    """shape (words, labels)"""
    wait: Tensor
    """shape (words,)"""
    taken_back: Tensor
    """shape (words,)"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The data of one step."""

    rows: Sequence[Sequence[Segment]]
    taught: Taught | None = None


class Teacher:
    """Reads an epoch's batches once; several epochs of its student use the same ones in different orders.

    Its reading costs three times the student's learning, so reading again each time would make a run four times as
    long.
    """

    def __init__(self, runs: Sequence[Path]) -> None:
        """Load the averaged weights of the runs in the folders `runs`; several teach their mean.

        Raises:
            ValueError: their vocabularies differ.
        """
        loaded = [load_weights(run) for run in runs]
        self._networks = [network.eval() for network, _ in loaded]
        vocabulary = loaded[0][1]
        if any(other != vocabulary for _, other in loaded):
            raise ValueError("teachers that teach together must have one vocabulary")
        self.encoder = Encoder(vocabulary)
        self._read: tuple[int, list[Lesson]] | None = None

    def lessons(self, epochs: Epochs, config: RunConfig, epoch: int) -> Iterator[Lesson]:
        """The lessons of one epoch."""
        reading = epoch // config.reuse
        if self._read is None or self._read[0] != reading:
            self._read = (reading, list(self._taught(list(epochs.batches(reading)))))
        lessons = list(self._read[1])
        Random(f"{config.seed}/{epoch}/order").shuffle(lessons)
        return iter(lessons)

    def _taught(self, batches: Sequence[Sequence[Sequence[Segment]]]) -> Iterator[Lesson]:
        started = reported = time.monotonic()
        for index, rows in enumerate(batches):
            yield Lesson(rows, self._reading(rows))
            if time.monotonic() - reported > _REPORT_SECONDS:
                reported = time.monotonic()
                left = (reported - started) / (index + 1) * (len(batches) - index - 1) / 60
                _log.info("the teacher has read %d of %d batches, %.0f min left", index + 1, len(batches), left)

    @torch.no_grad()
    def _reading(self, rows: Sequence[Sequence[Segment]]) -> Taught:
        arrays = batch(rows, teachers=True)
        words = torch.from_numpy(arrays.targets) != IGNORED
        given = [torch.from_numpy(array) for array in (arrays.pieces, arrays.marks, arrays.positions, arrays.segments)]
        with native_precision():
            said = [network(*given) for network in self._networks]
        taken = torch.stack([scores[words].float().sigmoid() for _, _, scores in said]).mean(0)
        labels = torch.stack([scores[words].float().softmax(-1) for scores, _, _ in said]).mean(0)
        waits = torch.stack([scores[words].float().sigmoid() for _, scores, _ in said]).mean(0)
        return Taught(labels, waits, taken)
