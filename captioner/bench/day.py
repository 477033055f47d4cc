"""A day of captions in virtual time: spells of speech, quiet between them, and faults."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from captioner.bench import sounds
from captioner.bench.virtual_time import VirtualClock
from captioner.errors import DeviceLost
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples, SoundGap
from captioner.settings.declared import Settings

_BLOCK = SAMPLE_RATE // 10
_MINUTES = (30, 10, 45, 20, 60, 15)
"""Lengths of the sessions of a day, in turn"""
_SPELL_S = (5, 60)
"""The shortest and the longest spell of speech"""
_QUIET_S = (20, 480)
"""The same for the quiet between two: somebody speaks for an eighth of the day, three hours in all"""
_SLEEP_S = 60
_LOST_S = 2
_QUIET = (sounds.silence, sounds.keyboard, sounds.breathing, sounds.hum, sounds.flute)
_LEVELS = (0.1, 0.3, 1.0)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session of the day."""

    number: int
    length_s: float
    settings: Settings
    in_window: bool
    """its journal is written on its own thread, as in the window"""
    loses_source: bool
    """the source is lost before the end"""


def sittings(settings: Settings, hours: float) -> Iterator[Sitting]:
    """The sessions of a number of hours, each with other settings; one in six loses its source."""
    left, number = hours * 3600, 0
    while left > 0.1:
        length = min(left, _MINUTES[number % len(_MINUTES)] * 60)
        yield Sitting(number, length, _changed(settings, number), number % 2 == 0, number % 6 == 5)
        left -= length
        number += 1


def _changed(settings: Settings, number: int) -> Settings:
    pauses, thoroughness = (0.6, 0.4, 0.9), ("standard", "gentle", "thorough")
    languages, models = ("auto", "en", "auto", "en", "de"), ("auto", "auto", "auto", "none", "disfluency-de")
    return replace(
        settings,
        speech=replace(
            settings.speech,
            pause_s=pauses[number % 3],
            language=languages[number % 5],
            longest_utterance_s=(20.0, 12.0)[number % 2],
        ),
        disfluency=replace(settings.disfluency, thoroughness=thoroughness[number % 3], model=models[number // 2 % 5]),
    )


class Soundscape:
    """The sounds of a day, kept in memory."""

    def __init__(self) -> None:
        self.speech = sounds.recorded()
        rng = np.random.default_rng(11)
        self.quiet = [make(rng, 60) for make in _QUIET]


class Scene:
    """The sound of one sitting as a source, in virtual time: it delivers all due audio at once, like a device.

    Each quiet stretch brings one of: nothing, a pause by the user, lost sound, a sleep of the machine, a folder of
    transcripts that is missing until the next quiet, or one that cannot be created until then.
    """

    name = "soak"
    dropped = 0
    duration_s = None

    def __init__(self, heard: Soundscape, sitting: Sitting, clock: VirtualClock, folder: Path) -> None:
        self._heard = heard
        self._end = int(sitting.length_s * SAMPLE_RATE)
        self._lost_at = int(self._end * 0.9) if sitting.loses_source else self._end + 1
        self._clock = clock
        self._origin = 0.0
        self._folder = folder
        self._random = np.random.default_rng(sitting.number)
        self._position = 0
        self._spells = self._scenes()
        self._waiting: Samples = np.zeros(0, np.float32)
        self._gaps: tuple[SoundGap, ...] = ()
        self.pause: Callable[[bool], None] = lambda paused: None

    @property
    def now_s(self) -> float:
        """Seconds since the sitting began."""
        return self._clock.now() - self._origin

    def open(self) -> None:
        """Start the clock."""
        self._origin = self._clock.now()

    def read(self, timeout: float) -> AudioChunk | None:
        """The due audio, in whole blocks; waits for one.

        Raises:
            DeviceLost: the fault of a sitting that loses its source.
        """
        if self._position >= self._lost_at:
            unblock(self._folder)
            raise DeviceLost("The microphone {name} was lost.", name=self.name)
        if self._position >= self._end:
            self.pause(False)
            unblock(self._folder)
            return None
        next_s = (self._position + _BLOCK) / SAMPLE_RATE + self._origin
        self._clock.sleep(next_s - self._clock.now())
        due = int((self._clock.now() - self._origin) * SAMPLE_RATE) - self._position
        blocks = [self._block() for _ in range(max(1, due // _BLOCK))]
        gaps, self._gaps = self._gaps, ()
        if gaps:
            self._position = gaps[-1].end
        chunk = AudioChunk(self._position, np.concatenate(blocks), gaps)
        self._position = chunk.end
        return chunk

    def close(self) -> None:
        """Nothing to close."""

    def _block(self) -> Samples:
        while len(self._waiting) < _BLOCK:
            self._waiting = np.concatenate([self._waiting, next(self._spells)])
        block, self._waiting = self._waiting[:_BLOCK], self._waiting[_BLOCK:]
        return block

    def _scenes(self) -> Iterator[Samples]:
        """Speech and quiet in turn, without end; events happen at their beginning."""
        faults = (self._nothing, self._paused, self._loses, self._sleeps, self._removed, self._blocked)
        while True:
            yield from self._minutes(self._heard.speech, self._seconds(_SPELL_S), self._random.choice(_LEVELS))
            unblock(self._folder)
            faults[self._random.integers(len(faults))]()
            quiet = self._heard.quiet[self._random.integers(len(self._heard.quiet))]
            yield from self._minutes(quiet, self._seconds(_QUIET_S), 1.0)
            self.pause(False)

    def _seconds(self, limits: tuple[int, int]) -> int:
        return int(self._random.integers(*limits))

    def _minutes(self, sound: Samples, seconds: int, level: float) -> Iterator[Samples]:
        """A number of seconds of a sound from a random start, repeated, ten seconds at a time."""
        start = int(self._random.integers(len(sound)))
        for _ in range(0, seconds, 10):
            piece = sound[start : start + 10 * SAMPLE_RATE]
            start = (start + len(piece)) % len(sound)
            yield (piece * np.float32(level)).astype(np.float32)

    def _nothing(self) -> None:
        """No event: most quiet stretches have none."""

    def _paused(self) -> None:
        self.pause(True)

    def _loses(self) -> None:
        self._gaps = (SoundGap(self._position, self._position + _LOST_S * SAMPLE_RATE),)

    def _sleeps(self) -> None:
        self._gaps = (SoundGap(self._position, self._position + _SLEEP_S * SAMPLE_RATE),)

    def _removed(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _blocked(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.touch()


def unblock(folder: Path) -> None:
    """Remove the file that blocks the folder of transcripts."""
    if folder.is_file():
        folder.unlink()
