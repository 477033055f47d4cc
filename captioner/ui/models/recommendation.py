"""Recommends a speech model: the best one that keeps up on this machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from captioner.models.store import KnownModel
from captioner.speech.whisper.step_time import Network, StepTime

_BUILT_IN_LAYERS = 6
"""For English no stock model up to this size, that of base, is worth its delay: live stock base had an error rate of
0.172, the built-in model 0.145, in 227 words, at 5.6 times the computing and twice the delay (docs/speech.md)."""
LONGEST_STEP_S = 1.0
"""Two thirds of the time that is felt as lag, because the machine has other work, too."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A model, with its expected time on this machine."""

    model: KnownModel
    step_s: float
    """estimated seconds of a step of live captions"""


def recommended(known: Iterable[KnownModel], step: StepTime, *, english: bool) -> Recommendation | None:
    """The largest model that keeps up and is better than the built-in one.

    Args:
        known: the models to choose from, the better ones later.
        step: measured on this machine.
        english: only English is spoken; models for English alone make fewer errors.

    Returns:
        None if even the smallest of them would be too slow.
    """
    best: Recommendation | None = None
    for each in known:
        step_s = step.seconds_of(Network(each.encoder_layers, each.encoder_width))
        # a multilingual model knows English, too, and may be the only one of its size
        suits = each.encoder_layers > _BUILT_IN_LAYERS if english else not each.is_english_only
        if suits and step_s <= LONGEST_STEP_S and (best is None or not _is_worse(each, best.model)):
            best = Recommendation(each, step_s)
    return best


def _is_worse(each: KnownModel, best: KnownModel) -> bool:
    """Of two models of one size, the one for English alone is better if only English is spoken."""
    return each.encoder_layers == best.encoder_layers and best.is_english_only and not each.is_english_only
