"""The text before the words of another speaker: the channel's name if two are heard, otherwise a dash."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from captioner.messages import Channel

SPEAKERS: Mapping[Channel, str] = MappingProxyType({Channel.MICROPHONE: "Me", Channel.SYSTEM: "Them"})
"""In English; windows use their own language."""
DASH = "\N{EN DASH} "
"""The mark of a new speaker in subtitles, before the first words."""
