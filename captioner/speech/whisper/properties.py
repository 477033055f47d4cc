"""The properties in a model's manifest that say how to run its Whisper; the defaults are those of stock Whisper."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace

from captioner.models.manifest import Manifest


@dataclass(frozen=True, slots=True)
class WhisperProperties:
    """The `properties` of a manifest."""

    variable_context: bool = False
    """it reads audio of any length, without padding to 30 s"""
    longest_window_s: float = 30.0
    padding_s: float = 0.0
    """seconds of silence that it needs behind a window that is not padded to 30 s"""
    beam_size: int = 1
    """the best number of hypotheses"""
    knows_silence: bool = False
    """its probability of no speech is trusted alone"""
    guess_below: float = -math.inf
    """mean log probability below which its text is a guess"""
    time_shift_s: float = 0.0
    """seconds by which its words' times are early"""
    languages: tuple[str, ...] = ()
    """codes of the languages that it knows; empty where they are not named"""

    @classmethod
    def of(cls, manifest: Manifest | None) -> WhisperProperties:
        """Read the properties; a stock model has no manifest."""
        if manifest is None:
            return cls()
        usual = cls(languages=tuple(manifest.languages))
        said = {
            each.name: type(getattr(usual, each.name))(manifest.properties[each.name])
            for each in fields(usual)
            if each.name in manifest.properties
        }
        return replace(usual, **said)
