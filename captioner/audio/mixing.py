"""Mixes channels to mono by their roles: no sound cancels another, and a silent channel costs no level."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from captioner.messages import Samples

_STEP_S = 0.02
"""The interval between decisions about gains; within a step gains change linearly, so that nothing clicks."""
_MEMORY_S = 1.0
"""The time in which measurements fade: slower than syllables, faster than the turns of two speakers."""
_MOVE_S = 0.04
"""The time in which gains follow a decision."""
_CANCELS, _FITS = 0.5, 0.8
"""Power of the mix to that of its channels one by one: below the first the channels cancel, above the second they fit
again; unrelated channels have 1, equal ones their number, an inverted one 0."""
_STRONGER = 2.0
"""Another channel becomes the strongest only when its power is higher by this factor, so that two equal ones do not
alternate."""
_NOTHING = 1e-12
"""Power below which nothing is decided: digital silence says nothing about channels."""
_WEIGHTS = {"FC": 1.0, "LFE": 0.0, "LFE2": 0.0} | dict.fromkeys(("SL", "SR", "BL", "BR", "BC", "TBL", "TBR"), 0.25)
_OTHER_WEIGHT = 0.5
"""A front channel beside a centre: dialogue is in the centre, music left and right of it."""


def weights(names: Sequence[str]) -> NDArray[np.float64]:
    """How much each channel counts, shape (channels,).

    Args:
        names: FFmpeg's short names of the channels, such as FL, FC and LFE.
    """
    found = np.array([_WEIGHTS.get(name, _OTHER_WEIGHT) for name in names])
    # a layout with only bass channels is a mistake, not a request for silence
    return found if found.any() else np.ones(len(names))


class Mixer:
    """Mixes frames as they come; the output has no delay and does not depend on how the input was cut.

    The mix is as loud as its loudest channel has been, measured over about a second. Where channels cancel (one of
    them is inverted), the strongest is taken alone.
    """

    def __init__(self, rate: int, weight: NDArray[np.float64]) -> None:
        """Begin with the mean of the weighted channels.

        Args:
            rate: frames a second.
            weight: shape (channels,), see `weights`; not all 0.
        """
        self._weight = weight
        self._step = max(1, round(rate * _STEP_S))
        self._keep = math.exp(-_STEP_S / _MEMORY_S)
        self._move = 1 - math.exp(-_STEP_S / _MOVE_S)
        self._powers = np.zeros(len(weight))
        """of each weighted channel, faded"""
        self._mix_power = 0.0
        """of the sum of the weighted channels, faded"""
        self._strongest = int(weight.argmax())
        self._cancels = False
        self._from = self._to = weight / weight.sum()
        """gains at the beginning and at the end of the step at hand"""
        self._part: NDArray[np.float32] = np.zeros((0, len(weight)), np.float32)
        """the frames of the step at hand, which are measured when it is full"""

    def mix(self, frames: NDArray[np.float32]) -> Samples:
        """Mix finite frames of shape (n, channels) to samples of shape (n,)."""
        mixed: list[Samples] = [np.zeros(0, np.float32)]
        at = 0
        while at < len(frames):
            piece = frames[at : at + self._step - len(self._part)]
            at += len(piece)
            mixed.append(self._mixed(piece, len(self._part)))
            self._part = np.concatenate([self._part, piece])
            if len(self._part) == self._step:
                self._decide(self._part.astype(np.float64))
                self._part = self._part[:0]
        return np.concatenate(mixed)

    def _mixed(self, piece: NDArray[np.float32], offset: int) -> Samples:
        if np.array_equal(self._from, self._to):
            gains = np.broadcast_to(self._to, piece.shape)
        else:
            way = (np.arange(offset, offset + len(piece)) / self._step)[:, None]
            gains = self._from + (self._to - self._from) * way
        # channel by channel: a sum over the axis may round differently for another length
        total = np.zeros(len(piece))
        for channel in range(piece.shape[1]):
            total += piece[:, channel] * gains[:, channel]
        return total.astype(np.float32)

    def _decide(self, step: NDArray[np.float64]) -> None:
        """Measure a full step, and say where the gains go in the next one."""
        weighted = step * self._weight
        self._powers = self._powers * self._keep + (weighted**2).mean(axis=0)
        self._mix_power = self._mix_power * self._keep + float((weighted.sum(axis=1) ** 2).mean())
        together = float(self._powers.sum())
        self._from = self._to
        if together < _NOTHING:
            return
        share = self._mix_power / together
        self._cancels = share < (_FITS if self._cancels else _CANCELS)
        loudest = int(self._powers.argmax())
        if self._powers[loudest] > _STRONGER * self._powers[self._strongest]:
            self._strongest = loudest
        self._to = self._from + (self._wanted() - self._from) * self._move

    def _wanted(self) -> NDArray[np.float64]:
        gains = np.zeros(len(self._weight))
        if self._cancels:
            gains[self._strongest] = 1.0
            return gains
        audible = np.flatnonzero(self._weight)
        unweighted = float((self._powers[audible] / self._weight[audible] ** 2).max())
        level = math.sqrt(unweighted / self._mix_power)
        # a quiet mix is not made louder than its loudest channel would be alone
        most = 1 / float(self._weight[audible].min())
        return self._weight * min(level, most)
