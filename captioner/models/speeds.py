"""Stores the measured speeds of speech models on this machine, and names a faster one."""

from __future__ import annotations

from captioner.machine_cache import MachineCache, stamp
from captioner.models.store import BUILT_IN, Model, ModelStore
from captioner.settings.declared import Speech

_CLEARLY = 1.2
"""Ratio of speeds; a smaller one is within the noise of a busy machine."""


class Speeds:
    """The measured speeds on this machine, valid for the same model, device and threads."""

    def __init__(self, memory: MachineCache) -> None:
        self._memory = memory

    def of(self, model: Model, speech: Speech) -> float | None:
        """Times real time; None if it has not been measured."""
        known = self._memory.get(_question(model, speech))
        factor = known.get("times_real_time") if known is not None else None
        return factor if isinstance(factor, float) else None

    def put(self, model: Model, speech: Speech, factor: float) -> None:
        """Store a measured speed."""
        self._memory.put(_question(model, speech), {"times_real_time": float(factor)})


def faster(store: ModelStore, speeds: Speeds, chosen: Model, speech: Speech, language: str) -> str:
    """The name of a faster speech model on this machine that knows the spoken language; empty if there is none.

    Args:
        chosen: the model that is too slow.
        language: two-letter code of the spoken language; empty if unknown.

    Returns:
        The fastest measured model, if it is clearly faster; otherwise the built-in one, whose computing follows the
        length of the audio.
    """
    others = [model for model in store.installed("speech") if model.folder != chosen.folder and _knows(model, language)]
    own = speeds.of(chosen, speech)
    measured = [(factor, model.name) for model in others if (factor := speeds.of(model, speech)) is not None]
    if own is not None and measured and max(measured)[0] > _CLEARLY * own:
        return max(measured)[1]
    slower = {name for factor, name in measured if own is not None and factor <= _CLEARLY * own}
    return next((model.name for model in others if model.name == BUILT_IN and BUILT_IN not in slower), "")


def _knows(model: Model, language: str) -> bool:
    """Whether a model can read a language, or several if the language is unknown."""
    known = model.manifest.languages if model.manifest else ()
    return language in known or len(known) != 1


def _question(model: Model, speech: Speech) -> str:
    how = f"{speech.device} {speech.compute_type} {speech.threads}"
    return f"speed {how} {model.folder} {stamp(model.folder / 'model.bin')}"
