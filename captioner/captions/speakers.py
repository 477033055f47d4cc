"""What stands before the words of another speaker: the name of a channel where two are heard, else a dash."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from captioner.messages import Channel

SPEAKERS: Mapping[Channel, str] = MappingProxyType({Channel.MICROPHONE: "Me", Channel.SYSTEM: "Them"})
"""In English; windows give their own."""
DASH = "\N{EN DASH} "
"""As subtitles mark a new speaker: before the first words, never behind."""
