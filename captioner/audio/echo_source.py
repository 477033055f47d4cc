"""Sources around the echo gate: the system's sound as the reference, and the microphone without its echo."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np

from captioner.audio.echo import EARLIEST, FRAME, EchoGate
from captioner.audio.source import AudioSource
from captioner.audio.wrapped_source import WrappedSource
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples

_LONGEST_WAIT_S = 0.5
"""for the reference: the two devices deliver at different moments"""
_KEPT_S = 10
"""Seconds of the reference that are kept."""


class Reference:
    """What was played in the last seconds, by the session's clock; written by one thread and read by another."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._samples: Samples = np.zeros(_KEPT_S * SAMPLE_RATE, np.float32)
        self._end = 0

    def put(self, chunk: AudioChunk) -> None:
        """Append what was played; a gap before it, or a chunk without samples, is silence."""
        with self._changed:
            missing = max(0, chunk.end - len(chunk.samples) - self._end)
            new = chunk.samples[max(0, self._end - chunk.start) :]
            added = np.concatenate([np.zeros(min(missing, len(self._samples)), np.float32), new])
            self._samples = np.concatenate([self._samples, added])[-_KEPT_S * SAMPLE_RATE :]
            self._end = max(self._end, chunk.end)
            self._changed.notify_all()

    def wait_for(self, end: int, timeout: float) -> None:
        """Wait until the reference reaches `end`, or for `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._end >= end, timeout)

    def between(self, start: int, end: int) -> Samples:
        """The sound that was played from sample `start` to `end`; silence where it is not known."""
        with self._changed:
            result = np.zeros(end - start, np.float32)
            first = self._end - len(self._samples)
            low, high = max(start, first), min(end, self._end)
            if low < high:
                result[low - start : high - start] = self._samples[low - first : high - first]
            return result


class Tapped(WrappedSource):
    """A source whose sound is the reference."""

    def __init__(self, source: AudioSource, reference: Reference) -> None:
        super().__init__(source)
        self._reference = reference

    def read(self, timeout: float) -> AudioChunk | None:
        """Read the source, and note what was played."""
        chunk = self._source.read(timeout)
        if chunk is not None:
            self._reference.put(chunk)
        return chunk


class WithoutEcho(WrappedSource):
    """A microphone without the sound that the machine plays."""

    def __init__(self, source: AudioSource, reference: Reference) -> None:
        super().__init__(source)
        self._reference = reference
        self._gate = EchoGate(reference.between)
        self._rest: Samples = np.zeros(0, np.float32)
        """less than a frame, not yet handed out"""
        self._end = 0
        """of `_rest`"""

    def read(self, timeout: float) -> AudioChunk | None:
        """Read the source; the result is as long as the sound that was read, to within a frame."""
        chunk = self._source.read(timeout)
        if chunk is None or not len(chunk.samples):
            return chunk
        if chunk.start != self._end:
            self._rest = np.zeros(0, np.float32)
        samples = np.concatenate([self._rest, chunk.samples])
        start = chunk.end - len(samples)
        whole = len(samples) // FRAME * FRAME
        self._rest, self._end = samples[whole:], chunk.end
        self._reference.wait_for(start + whole - EARLIEST * FRAME, _LONGEST_WAIT_S)
        return replace(chunk, start=start, samples=self._gate.mute(samples[:whole], start))
