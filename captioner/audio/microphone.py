"""A microphone as a source: through the sound server where one runs, through PortAudio elsewhere."""

from __future__ import annotations

import sys

from captioner.audio import portaudio, pulse
from captioner.audio.live_source import LiveSource, Patience, Stream
from captioner.audio.pulse_stream import SourceStream
from captioner.errors import LoopbackUnavailable, NoInputDevice

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
        super().__init__(wanted.partition("|")[0] or "microphone", lambda: _connect(wanted), patience)


def _connect(wanted: str) -> Stream:
    name, _, api = wanted.partition("|")
    if api == pulse.API or (not api and sys.platform.startswith("linux")):
        try:
            return SourceStream(name)
        except NoInputDevice:
            # ALSA may know more: a name of its own, or a monitor as the default
            if api:
                raise
        except LoopbackUnavailable as error:
            if api:
                raise NoInputDevice(error.what, error.advice) from error
    return portaudio.connect(wanted)
