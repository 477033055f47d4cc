"""What the channels of a session with two sources are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from captioner.messages import Channel

SPEAKERS: Mapping[Channel, str] = MappingProxyType({Channel.MICROPHONE: "Me", Channel.SYSTEM: "Them"})
"""In English; windows give their own."""
