"""A recording as a source, read as fast as possible, or in real time like a microphone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from captioner.audio.decoder import Decoder
from captioner.errors import AudioFileError
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples, SoundGap

_BLOCK_S = 1.0
"""Unpaced: large enough to cost little a block, small enough for a progress bar."""
_PACED_BLOCK_S = 0.032
"""Paced: the size of blocks that a microphone delivers."""


class FileSource:
    """A sound track of a file; only the current block is in memory, however long the file is."""

    def __init__(
        self,
        path: Path,
        *,
        paced: bool,
        block_s: float | None = None,
        track: int | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Touch nothing yet.

        Args:
            path: of any container and codec that FFmpeg reads.
            paced: deliver in real time: no audio before it is due, and all due audio at once.
            block_s: seconds of audio at a time; when paced, due audio is rounded down to whole blocks.
            track: number of the sound track, from 1; None: the default one, or the first that is not silent.
            clock: seconds that pass, from any origin; for `paced`.
            sleep: lets seconds of that clock pass.
        """
        self._path = path
        self._paced = paced
        self._block = max(1, round((block_s or (_PACED_BLOCK_S if paced else _BLOCK_S)) * SAMPLE_RATE))
        self._track = track
        self._other_tracks: tuple[str, ...] = ()
        self._clock = clock
        self._sleep = sleep
        self._decoder: Decoder | None = None
        self._began = 0.0
        self._waiting: list[Samples] = []
        """decoded and not yet delivered, in order"""
        self._waiting_length = 0
        self._gaps: tuple[SoundGap, ...] = ()
        """gaps in the waiting blocks, in order"""
        self._has_ended = False
        self._position = 0
        self._duration_s: float | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return self._path.name

    @property
    def dropped(self) -> int:
        """Always 0: a file loses nothing."""
        return 0

    @property
    def duration_s(self) -> float | None:
        """Seconds of audio that the container states, known from `open` on; None where it states none."""
        return self._duration_s

    @property
    def other_tracks(self) -> tuple[str, ...]:
        """The sound tracks that are not read, each described, known from `open` on."""
        return self._other_tracks

    @property
    def position_s(self) -> float:
        """Seconds delivered."""
        return self._position / SAMPLE_RATE

    def open(self) -> None:
        """Find the audio and decode its first block, from the beginning.

        Raises:
            AudioFileError: the file is missing, may not be read, is no audio, or has no sound or no such track in it.
        """
        self.close()
        self._decoder = Decoder(self._path, self._track)
        self._other_tracks = self._decoder.others
        self._duration_s = self._decoder.duration_s
        self._position = self._decoder.start
        self._has_ended = False
        self._fetch(1)
        if not self._waiting_length:
            self.close()
            raise AudioFileError("{path} has no sound in it.", "Choose another file.", path=self._path)
        self._began = self._clock()

    def read(self, timeout: float) -> AudioChunk | None:
        """The next block; paced, all blocks that are due, or an empty one where none is due in time."""
        if self._decoder is None:
            raise RuntimeError("read before open")
        wanted = self._due_in_time(timeout) if self._paced else self._block
        self._fetch(wanted)
        if self._has_ended and not self._waiting_length:
            return None
        samples = self._take(wanted)
        end = self._position + len(samples)
        reached = tuple(gap for gap in self._gaps if gap.start < end)
        self._gaps = self._gaps[len(reached) :]
        chunk = AudioChunk(self._position, samples, reached)
        self._position = end
        return chunk

    def close(self) -> None:
        """Close the file; `duration_s` and `position_s` stay."""
        if self._decoder is not None:
            self._decoder.close()
        self._decoder = None
        self._waiting = []
        self._waiting_length = 0
        self._gaps = ()

    def _due_in_time(self, timeout: float) -> int:
        """Samples that are due, after waiting for the next block at most `timeout` seconds."""
        self._fetch(self._block)
        next_block = min(self._block, self._waiting_length)
        """shorter than the others at the end of the file"""
        wait = self._began + (self._position + next_block) / SAMPLE_RATE - self._clock()
        if wait > 0:
            self._sleep(min(wait, timeout))
            if wait > timeout:
                return 0
        # at least the block that was waited for: a clock read a moment apart may round to a sample less
        due = max(next_block, round((self._clock() - self._began) * SAMPLE_RATE) - self._position)
        self._fetch(due + 1)
        if self._has_ended and self._waiting_length <= due:
            return self._waiting_length
        return due // self._block * self._block

    def _fetch(self, length: int) -> None:
        """Decode until `length` samples wait or the file ends."""
        while self._waiting_length < length and not self._has_ended and self._decoder is not None:
            block = self._decoder.read()
            if block is None:
                self._has_ended = True
            else:
                self._waiting.append(block)
                self._waiting_length += len(block)
            self._gaps += self._decoder.take_gaps()

    def _take(self, length: int) -> Samples:
        """Remove the first `length` waiting samples, or all where there are fewer."""
        if length <= 0:
            return np.zeros(0, np.float32)
        waiting = np.concatenate([np.zeros(0, np.float32), *self._waiting])
        taken, rest = waiting[:length], waiting[length:]
        self._waiting = [rest] if len(rest) else []
        self._waiting_length = len(rest)
        return taken
