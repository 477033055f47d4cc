"""Mutes the machine's own sound in the microphone. The echo is found by its loudness, which follows the played sound.

The echo comes later, is softer and is coloured by the room, but its loudness over time and frequency stays similar.
So the loudness of the microphone is compared with that of the played sound (the reference): where it is no more than
the reference explains, nobody speaks here. Unlike a filter that subtracts the echo, this needs no common clock of the
two devices and never distorts speech. While both speak, the microphone is let through, echo included. Everything is
let through until the echo is known, after about two seconds of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from captioner.messages import SAMPLE_RATE, Samples

FRAME = SAMPLE_RATE // 50
"""20 ms: syllables are resolved, the clocks of two devices need not agree any better"""
_WINDOW = 512
_EDGES_HZ = (200, 350, 550, 850, 1300, 2000, 3000, 4300, 6000)
_BANDS = len(_EDGES_HZ) - 1
_SILENT_DB = -100.0
_HISTORY = 150
"""frames, 3 s: delay and loudness of the echo are estimated from them"""
EARLIEST, _LATEST = -15, 45
"""frames by which the echo may lag the reference; delays of the devices can make it negative"""
_LEARN_EVERY = 10
_COUPLED = 0.6
"""Correlation from which there is an echo. In a simulated room it was 0.7 after two seconds; in 90 pairs of recordings
of people who speak at once it was 0.31 in the median and 0.54 at most"""
_KEEP = 0.6
"""weight of the earlier correlations; the newer ones have the rest"""
_MISSING_DB = 12.0
"""If the microphone is this much softer than the reference explains, the echo is gone: somebody put headphones on"""
_MISSING_FOR = 50
"""frames of that, with the reference active, before it is believed"""
_CLOSE = 0.05
"""A delay is kept while its correlation is within this of the best one"""
_ENOUGH = 40
"""frames in which the reference must be active: a single syllable fits any delay"""
_ACTIVE_DB = 12.0
"""the reference is active when it is this far above its floor"""
_TAIL_DB = 1.5
"""decay of reverberation per frame: 60 dB in 0.8 s"""
_TAIL = 20
"""frames of reverberation"""
_MARGIN_DB = 9.0
"""If the microphone is louder than the reference explains by this, somebody speaks here"""
_SHARE = 0.35
"""share of the bands in which this must hold"""
_OPENS_AFTER = 3
"""frames in which it must hold: a click is no speech"""
_OPEN_FOR = 20
"""frames for which the gate stays open after the last of them, so that no word is cut"""
_GAIN_PERCENTILE = 50
_DYNAMICS_DB = 40.0
"""softer bands of the reference are ignored: their echo is lost in noise"""
_SPEECH_DB = 30.0
"""a frame this far below the loudest syllable is a pause"""
_COLOUR_DB = 10.0
_HEARD_DB = 15.0
"""above the softest tenth of the frames; single frames of noise reach 10"""
_MUTED = 0.02


class EchoGate:
    """Mutes the frames of a microphone that the reference explains."""

    def __init__(self, reference: Callable[[int, int], Samples]) -> None:
        """`reference` returns the sound that was played between two samples of the session."""
        self._reference = reference
        length = _HISTORY + _LATEST - EARLIEST + _TAIL
        self._heard = np.full((_HISTORY, _BANDS), _SILENT_DB)
        """of the microphone, dB by frame and band, the newest last"""
        self._played = np.full((length, _BANDS), _SILENT_DB)
        """of the reference, the newest being `-EARLIEST` frames after the newest heard one"""
        self._scores = np.zeros(_LATEST - EARLIEST + 1)
        """smoothed correlation by delay"""
        self._is_coupled = False
        self._missing = 0
        """frames in which the echo was expected and missing, less those in which it was present"""
        self._gain = np.zeros(_BANDS)
        self._is_known = np.zeros(_BANDS, bool)
        """dB from the reference to its echo"""
        self._delay = 0
        self._frames = 0
        self._loud = 0
        """frames in a row that the reference does not explain"""
        self._open = 0
        """frames for which the gate stays open"""
        self._level = 1.0
        """gain at the end of the last frame"""

    def mute(self, samples: Samples, start: int) -> Samples:
        """The same samples, muted where they are an echo.

        Args:
            samples: shape (n · 320,)
            start: samples since the session began.
        """
        result = samples.copy()
        for offset in range(0, len(samples), FRAME):
            frame = samples[offset : offset + FRAME]
            self._note(frame, start + offset)
            wanted = _MUTED if self._is_echo() else 1.0
            result[offset : offset + FRAME] *= np.linspace(self._level, wanted, FRAME, dtype=np.float32)
            self._level = wanted
        return result

    def _note(self, frame: Samples, start: int) -> None:
        ahead = start - EARLIEST * FRAME
        self._heard = _appended(self._heard, _loudness(frame))
        self._played = _appended(self._played, _loudness(self._reference(ahead, ahead + FRAME)))
        self._frames += 1
        if self._frames % _LEARN_EVERY == 0:
            self._learn()

    def _learn(self) -> None:
        """Estimate the delay of the microphone behind the reference, and the loudness of the echo."""
        played = np.maximum(self._played, self._played.max(axis=0) - _DYNAMICS_DB)
        loudness = played.mean(axis=1)
        is_playing = loudness > loudness.max() - _SPEECH_DB
        if self._frames < _HISTORY or is_playing[-_HISTORY:].sum() < _ENOUGH or np.ptp(loudness) < _ACTIVE_DB:
            return
        for delay in range(EARLIEST, _LATEST + 1):
            # only frames in which the reference is active are compared: two people who fall silent together are no echo
            during = self._then(is_playing, delay)
            score = _correlation(self._heard[during], self._then(played, delay)[during])
            index = delay - EARLIEST
            self._scores[index] = _KEEP * self._scores[index] + (1 - _KEEP) * score
        best, now = int(self._scores.argmax()), self._delay - EARLIEST
        if self._is_coupled and self._scores[now] > self._scores[best] - _CLOSE:
            best = now
        if self._scores[best] < _COUPLED:
            return  # somebody speaks here, too: what was learnt before still holds
        if not self._is_coupled:
            self._is_coupled, self._missing = True, 0
        self._delay = best + EARLIEST
        then = self._then(played, self._delay)
        is_active = (then > then.min(axis=0) + _ACTIVE_DB) & (then > then.max() - _DYNAMICS_DB)
        known = np.flatnonzero(is_active.sum(axis=0) >= _LEARN_EVERY)
        if not len(known):
            return
        gains = [np.percentile((self._heard - then)[is_active[:, band], band], _GAIN_PERCENTILE) for band in known]
        usual = float(np.median(gains))
        # bands that were not played are guessed from the rest: no room colours sound by more
        self._gain = np.where(self._is_known, self._gain, usual)
        self._gain[known] = gains
        self._is_known[known] = True
        self._gain = np.clip(self._gain, usual - _COLOUR_DB, usual + _COLOUR_DB)

    def _then(self, played: NDArray[Any], delay: int) -> NDArray[Any]:
        """The reference for the frames in `_heard`, if the echo lags it by `delay` frames."""
        end = len(played) - (delay - EARLIEST)
        return played[end - _HISTORY : end]

    def _is_echo(self) -> bool:
        if not self._is_coupled:
            self._loud = self._open = 0
            return False
        end = len(self._played) - (self._delay - EARLIEST)
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
        """Notice that the echo has gone."""
        expected = explained > floor + _MISSING_DB + 6.0
        if expected.sum() < 2:
            return
        is_missing = (now[expected] < explained[expected] - _MISSING_DB).mean() > 0.5
        self._missing = max(0, self._missing + (1 if is_missing else -1))
        if self._missing > _MISSING_FOR:
            self._is_coupled = False
            self._is_known[:] = False
            self._scores[:] = 0.0


def _loudness(frame: Samples) -> NDArray[np.float64]:
    """Loudness of each band in dB."""
    power = np.abs(np.fft.rfft(frame * np.hanning(len(frame)), _WINDOW)) ** 2
    edges = np.array(_EDGES_HZ) * _WINDOW // SAMPLE_RATE
    energy = np.add.reduceat(power, edges)[:-1]
    return np.asarray(10 * np.log10(np.maximum(energy, 10 ** (_SILENT_DB / 10))))


def _correlation(heard: NDArray[np.float64], played: NDArray[np.float64]) -> float:
    """Correlation of the loudness in all bands, each about its mean."""
    if len(heard) < _ENOUGH:
        return 0.0
    heard, played = heard - heard.mean(axis=0), played - played.mean(axis=0)
    norm = float(np.sqrt((heard**2).sum() * (played**2).sum()))
    return float((heard * played).sum()) / norm if norm else 0.0


def _floor(loudness: NDArray[np.float64]) -> NDArray[np.float64]:
    """The background level of each band, without speech."""
    return np.asarray(np.percentile(loudness, 10, axis=0))


def _appended(rows: NDArray[np.float64], row: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([rows[1:], row[None]])
