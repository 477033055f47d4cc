"""The machine's own sound in the microphone: found by how it rises and falls with what is played, and muted.

What is played comes back later, softer and coloured by the room, but its loudness over time and frequency stays alike.
So the loudness of the microphone is compared with that of the reference: where it is no more than the reference
explains, nobody speaks here. This needs no common clock of the two devices, which a filter that subtracts the echo
would need, and it never distorts what is let through. While both speak the microphone is let through, echo included;
until the echo is known, after about two seconds of it, all is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from captioner.audio.source import AudioSource, DeviceState
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples

_FRAME = SAMPLE_RATE // 50
"""20 ms: syllables are resolved, the clocks of two devices need not agree any better"""
_WINDOW = 512
_EDGES_HZ = (200, 350, 550, 850, 1300, 2000, 3000, 4300, 6000)
_BANDS = len(_EDGES_HZ) - 1
_SILENT_DB = -100.0
_HISTORY = 150
"""Frames, 3 s, from which delay and loudness of the echo are learnt"""
_EARLIEST, _LATEST = -15, 45
"""Frames by which the echo may lie behind the reference: the devices' own delays make it negative, too"""
_LEARN_EVERY = 10
_COUPLED = 0.6
"""Correlation from which there is an echo: in a made room it had 0.7 after two seconds; 90 pairs of recordings of
people who speak at once had 0.31 in the median and 0.54 at most"""
_KEEP = 0.6
"""of the correlations before; the newer ones make up the rest"""
_MISSING_DB = 12.0
"""So much softer than the reference explains, the echo is not there: somebody put headphones on"""
_MISSING_FOR = 50
"""frames of that, with the reference active, after which it is believed"""
_CLOSE = 0.05
"""A delay is kept while its correlation is within this of the best one"""
_ENOUGH = 40
"""frames in which the reference plays something: one syllable fits any delay"""
_ACTIVE_DB = 12.0
"""Above its floor the reference plays something"""
_TAIL_DB = 1.5
"""a frame, by which reverberation decays: 60 dB in 0.8 s"""
_TAIL = 20
"""frames of it"""
_MARGIN_DB = 9.0
"""Louder than this above what the reference explains, somebody speaks here"""
_SHARE = 0.35
"""of the bands that must be so"""
_OPENS_AFTER = 3
"""frames of that: a click is no speech"""
_OPEN_FOR = 20
"""frames behind the last of them, so that no word is cut"""
_GAIN_PERCENTILE = 50
_DYNAMICS_DB = 40.0
"""Softer bands of the reference teach nothing: their echo lies in the noise"""
_SPEECH_DB = 30.0
"""Below the loudest syllable it is a pause"""
_COLOUR_DB = 10.0
_HEARD_DB = 15.0
"""Above the softest tenth of the frames: single frames of noise reach 10"""
_MUTED = 0.02
_LONGEST_WAIT_S = 0.5
_KEPT_S = 10


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
        """Wait until there is something up to `end`, or for `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._end >= end, timeout)

    def between(self, start: int, end: int) -> Samples:
        """What was played from sample `start` to `end`; silence where that is not known."""
        with self._changed:
            result = np.zeros(end - start, np.float32)
            first = self._end - len(self._samples)
            low, high = max(start, first), min(end, self._end)
            if low < high:
                result[low - start : high - start] = self._samples[low - first : high - first]
            return result


class EchoGate:
    """Mutes the frames of a microphone that the reference explains."""

    def __init__(self, reference: Callable[[int, int], Samples]) -> None:
        """`reference` gives what was played from one sample of the session to another."""
        self._reference = reference
        length = _HISTORY + _LATEST - _EARLIEST + _TAIL
        self._heard = np.full((_HISTORY, _BANDS), _SILENT_DB)
        """of the microphone, dB by frame and band, the newest last"""
        self._played = np.full((length, _BANDS), _SILENT_DB)
        """of the reference, the newest being `-_EARLIEST` frames after the newest heard one"""
        self._scores = np.zeros(_LATEST - _EARLIEST + 1)
        """smoothed correlation by delay"""
        self._is_coupled = False
        self._missing = 0
        """frames in which the echo should have been there and was not, less those in which it was"""
        self._gain = np.zeros(_BANDS)
        self._is_known = np.zeros(_BANDS, bool)
        """dB from the reference to its echo"""
        self._delay = 0
        self._frames = 0
        self._loud = 0
        """frames in a row that the reference does not explain"""
        self._open = 0
        """frames for which it stays open"""
        self._level = 1.0
        """gain at the end of the last frame"""

    def mute(self, samples: Samples, start: int) -> Samples:
        """The same samples, muted where they are an echo.

        Args:
            samples: shape (n · 320,)
            start: samples since the session began.
        """
        result = samples.copy()
        for offset in range(0, len(samples), _FRAME):
            frame = samples[offset : offset + _FRAME]
            self._note(frame, start + offset)
            wanted = _MUTED if self._is_echo() else 1.0
            result[offset : offset + _FRAME] *= np.linspace(self._level, wanted, _FRAME, dtype=np.float32)
            self._level = wanted
        return result

    def _note(self, frame: Samples, start: int) -> None:
        ahead = start - _EARLIEST * _FRAME
        self._heard = _appended(self._heard, _loudness(frame))
        self._played = _appended(self._played, _loudness(self._reference(ahead, ahead + _FRAME)))
        self._frames += 1
        if self._frames % _LEARN_EVERY == 0:
            self._learn()

    def _learn(self) -> None:
        """Find by how much the microphone is behind the reference, and how loud the echo is."""
        played = np.maximum(self._played, self._played.max(axis=0) - _DYNAMICS_DB)
        loudness = played.mean(axis=1)
        is_playing = loudness > loudness.max() - _SPEECH_DB
        if self._frames < _HISTORY or is_playing[-_HISTORY:].sum() < _ENOUGH or np.ptp(loudness) < _ACTIVE_DB:
            return
        for delay in range(_EARLIEST, _LATEST + 1):
            # where nothing plays there is nothing to compare: two who fall silent together are no echo
            during = self._then(is_playing, delay)
            score = _correlation(self._heard[during], self._then(played, delay)[during])
            index = delay - _EARLIEST
            self._scores[index] = _KEEP * self._scores[index] + (1 - _KEEP) * score
        best, now = int(self._scores.argmax()), self._delay - _EARLIEST
        if self._is_coupled and self._scores[now] > self._scores[best] - _CLOSE:
            best = now
        if self._scores[best] < _COUPLED:
            return  # somebody speaks here, too: what was learnt before still holds
        if not self._is_coupled:
            self._is_coupled, self._missing = True, 0
        self._delay = best + _EARLIEST
        then = self._then(played, self._delay)
        is_active = (then > then.min(axis=0) + _ACTIVE_DB) & (then > then.max() - _DYNAMICS_DB)
        known = np.flatnonzero(is_active.sum(axis=0) >= _LEARN_EVERY)
        if not len(known):
            return
        gains = [np.percentile((self._heard - then)[is_active[:, band], band], _GAIN_PERCENTILE) for band in known]
        usual = float(np.median(gains))
        # what was not played is guessed from the rest: no room colours sound by more
        self._gain = np.where(self._is_known, self._gain, usual)
        self._gain[known] = gains
        self._is_known[known] = True
        self._gain = np.clip(self._gain, usual - _COLOUR_DB, usual + _COLOUR_DB)

    def _then(self, played: NDArray[Any], delay: int) -> NDArray[Any]:
        """The reference of the frames in `_heard`, if the echo lies `delay` frames behind it."""
        end = len(played) - (delay - _EARLIEST)
        return played[end - _HISTORY : end]

    def _is_echo(self) -> bool:
        if not self._is_coupled:
            self._loud = self._open = 0
            return False
        end = len(self._played) - (self._delay - _EARLIEST)
        recent = self._played[max(0, end - _TAIL) : min(len(self._played), end + 2)]
        ages = np.maximum(0, np.arange(len(recent))[::-1] - 2)
        explained = (recent - _TAIL_DB * ages[:, None]).max(axis=0) + self._gain
        now, floor = self._heard[-1], _floor(self._heard)
        is_heard = now > floor + _HEARD_DB
        if (explained < floor).all():  # nothing was played that could be heard here
            self._loud, self._open = 0, max(0, self._open - 1)
            return False
        self._look_for_echo(now, explained, floor)
        is_own = is_heard & (now > explained + _MARGIN_DB)
        is_loud = is_heard.any() and is_own.sum() >= _SHARE * is_heard.sum()
        self._loud = self._loud + 1 if is_loud else 0
        self._open = _OPEN_FOR if self._loud >= _OPENS_AFTER else max(0, self._open - 1)
        return not self._open

    def _look_for_echo(
        self, now: NDArray[np.float64], explained: NDArray[np.float64], floor: NDArray[np.float64]
    ) -> None:
        """Notice that there is none any more."""
        expected = explained > floor + _MISSING_DB + 6.0
        if expected.sum() < 2:
            return
        is_missing = (now[expected] < explained[expected] - _MISSING_DB).mean() > 0.5
        self._missing = max(0, self._missing + (1 if is_missing else -1))
        if self._missing > _MISSING_FOR:
            self._is_coupled = False
            self._is_known[:] = False
            self._scores[:] = 0.0


class _Wrapped:
    """A device of which only `read` is another one."""

    def __init__(self, source: AudioSource, reference: Reference) -> None:
        self._source = source
        self._reference = reference

    @property
    def name(self) -> str:
        """As the device."""
        return self._source.name

    @property
    def dropped(self) -> int:
        """As the device."""
        return self._source.dropped

    @property
    def duration_s(self) -> float | None:
        """As the device."""
        return self._source.duration_s

    @property
    def is_away(self) -> bool:
        """As the device."""
        return isinstance(self._source, DeviceState) and self._source.is_away

    @property
    def silence_is_normal(self) -> bool:
        """As the device."""
        return not isinstance(self._source, DeviceState) or self._source.silence_is_normal

    def open(self) -> None:
        """Open the device."""
        self._source.open()

    def close(self) -> None:
        """Close the device."""
        self._source.close()


class Tapped(_Wrapped):
    """A source whose sound is the reference."""

    def read(self, timeout: float) -> AudioChunk | None:
        """Read the source, and note what was played."""
        chunk = self._source.read(timeout)
        if chunk is not None:
            self._reference.put(chunk)
        return chunk


class WithoutEcho(_Wrapped):
    """A microphone without what the machine plays."""

    def __init__(self, source: AudioSource, reference: Reference) -> None:
        super().__init__(source, reference)
        self._gate = EchoGate(reference.between)
        self._rest: Samples = np.zeros(0, np.float32)
        """less than a frame, not yet handed out"""
        self._end = 0
        """of `_rest`"""

    def read(self, timeout: float) -> AudioChunk | None:
        """Read the source; what comes is as long as what was read, but for a frame."""
        chunk = self._source.read(timeout)
        if chunk is None or not len(chunk.samples):
            return chunk
        if chunk.start != self._end:
            self._rest = np.zeros(0, np.float32)
        samples = np.concatenate([self._rest, chunk.samples])
        start = chunk.end - len(samples)
        whole = len(samples) // _FRAME * _FRAME
        self._rest, self._end = samples[whole:], chunk.end
        self._reference.wait_for(start + whole - _EARLIEST * _FRAME, _LONGEST_WAIT_S)
        return replace(chunk, start=start, samples=self._gate.mute(samples[:whole], start))


def _loudness(frame: Samples) -> NDArray[np.float64]:
    """Of each band, in dB."""
    power = np.abs(np.fft.rfft(frame * np.hanning(len(frame)), _WINDOW)) ** 2
    edges = np.array(_EDGES_HZ) * _WINDOW // SAMPLE_RATE
    energy = np.add.reduceat(power, edges)[:-1]
    return np.asarray(10 * np.log10(np.maximum(energy, 10 ** (_SILENT_DB / 10))))


def _correlation(heard: NDArray[np.float64], played: NDArray[np.float64]) -> float:
    """Of the loudness in all bands, each about its mean."""
    if len(heard) < _ENOUGH:
        return 0.0
    heard, played = heard - heard.mean(axis=0), played - played.mean(axis=0)
    norm = float(np.sqrt((heard**2).sum() * (played**2).sum()))
    return float((heard * played).sum()) / norm if norm else 0.0


def _floor(loudness: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is there without anybody speaking, by band."""
    return np.asarray(np.percentile(loudness, 10, axis=0))


def _appended(rows: NDArray[np.float64], row: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([rows[1:], row[None]])
