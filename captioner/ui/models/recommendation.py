"""Recommends a speech model: the best one that keeps up on this machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from captioner.models.store import KnownModel
from captioner.speech.whisper.step_time import Network, StepTime

LONGEST_STEP_S = 1.0
"""Two thirds of what is felt as lag: the machine has other work too."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A model, and what can be expected of it here."""

    model: KnownModel
    step_s: float
    """about how long a step of live captions takes with it"""


def recommended(known: Iterable[KnownModel], step: StepTime, *, english: bool) -> Recommendation | None:
    """The largest model that keeps up.

    Args:
        known: the models to choose from, the better ones later.
        step: measured on this machine.
        english: only English is spoken: the models for it alone make fewer mistakes.

    Returns:
        None where even the smallest would run late.
    """
    best: Recommendation | None = None
    for each in known:
        step_s = step.seconds_of(Network(each.encoder_layers, each.encoder_width))
        # a model of several languages knows English too, and is the only one of its size where there is no other
        suits = english or not each.is_english_only
        if suits and step_s <= LONGEST_STEP_S and (best is None or not _is_worse(each, best.model)):
            best = Recommendation(each, step_s)
    return best


def _is_worse(each: KnownModel, best: KnownModel) -> bool:
    """Of two of one size, the one for English alone is better where only English is spoken."""
    return each.encoder_layers == best.encoder_layers and best.is_english_only and not each.is_english_only
