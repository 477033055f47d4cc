"""Ratios between two programs' costs, with confidence intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ours divided by theirs, with the bounds of the 95% interval by bootstrap over recordings; nan if theirs is 0."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f}-{self.high:.2f})"


def ratio_of_sums(ours: Sequence[float], theirs: Sequence[float], samples: int = 2000, seed: int = 0) -> Ratio:
    """The ratio of two sums over the same recordings; the bootstrap draws both programs' values of a recording
    together.

    Raises:
        ValueError: the two are not of one length, or empty.
    """
    if len(ours) != len(theirs) or not ours:
        raise ValueError("a ratio needs the same recordings of both")
    pairs = np.array([ours, theirs], dtype=np.float64)
    draws = np.random.default_rng(seed).integers(0, len(ours), (samples, len(ours)))
    sums = pairs[:, draws].sum(axis=2)
    return _ratio(float(pairs[0].sum()), float(pairs[1].sum()), sums[0], sums[1])


def ratio_of_quantiles(
    ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]], quantile: float, samples: int = 500
) -> Ratio:
    """The ratio of quantiles over all words; the bootstrap draws each recording's words together.

    Raises:
        ValueError: there are not as many recordings of one as of the other, or no words.
    """
    if len(ours) != len(theirs) or not any(map(len, ours)) or not any(map(len, theirs)):
        raise ValueError("a ratio needs the same recordings of both, with words")
    a, b = [np.asarray(each, float) for each in ours], [np.asarray(each, float) for each in theirs]
    values = []
    for draw in np.random.default_rng(0).integers(0, len(a), (samples, len(a))):
        drawn = np.concatenate([a[k] for k in draw]), np.concatenate([b[k] for k in draw])
        if all(map(len, drawn)):
            values.append([np.quantile(each, quantile) for each in drawn])
    drawn_ours, drawn_theirs = np.array(values).T
    whole = [float(np.quantile(np.concatenate(each), quantile)) for each in (a, b)]
    return _ratio(whole[0], whole[1], drawn_ours, drawn_theirs)


def _ratio(ours: float, theirs: float, drawn_ours: np.ndarray, drawn_theirs: np.ndarray) -> Ratio:
    if not theirs:
        return Ratio(float("nan"), float("nan"), float("nan"))
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = np.nanquantile(drawn_ours / drawn_theirs, [0.025, 0.975])
    return Ratio(ours / theirs, float(low), float(high))
