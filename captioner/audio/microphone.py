"""A microphone as a source."""

from __future__ import annotations

from captioner.audio import portaudio
from captioner.audio.live_source import LiveSource, Patience

PATIENCE = Patience(reopen_after_s=4.0, silence_is_normal=False)
"""A microphone in a silent room still delivers samples: when none come, it is gone. A Bluetooth headset takes up to 3 s
until it delivers the first."""


class Microphone(LiveSource):
    """The microphone of a name, found again by its name when it was unplugged."""

    def __init__(self, wanted: str = "", patience: Patience = PATIENCE) -> None:
        """Touch no device yet.

        Args:
            wanted: "name|host API" or a part of the name; empty for the system's default.
            patience: when it is opened again, and when it is given up.
        """
        super().__init__(wanted.partition("|")[0] or "microphone", lambda: portaudio.connect(wanted), patience)
