"""Plays a recording from a given time through the system's output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from captioner.audio import portaudio
from captioner.messages import SAMPLE_RATE, Samples

if TYPE_CHECKING:
    from captioner.audio.decoder import Decoder

_BLOCK = SAMPLE_RATE // 10
"""Samples between two checks of `cancelled`: a delay of 0.1 s is not noticed."""


def play(path: Path, at_s: float, cancelled: Callable[[], bool]) -> None:
    """Play until the end, or until `cancelled` says so.

    Args:
        at_s: seconds since the beginning of the file.

    Raises:
        AudioFileError: the file cannot be read.
        AudioError: there is no output, or it cannot be used.
    """
    from captioner.audio.decoder import Decoder  # it loads PyAV, which the windows do not need until then

    decoder = Decoder(path)
    try:
        portaudio.play(_blocks(decoder, at_s, cancelled), SAMPLE_RATE)
    finally:
        decoder.close()


def _blocks(decoder: Decoder, at_s: float, cancelled: Callable[[], bool]) -> Iterator[Samples]:
    for samples in decoder.sound_from(at_s):
        for start in range(0, len(samples), _BLOCK):
            if cancelled():
                return
            yield samples[start : start + _BLOCK]
