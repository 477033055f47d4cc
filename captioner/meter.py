"""Measures the figures of the status: level, position, silence, missing signal or device, slow recognition."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from captioner.audio.source import AudioSource, DeviceState
from captioner.errors import ModelError
from captioner.messages import SAMPLE_RATE, AudioChunk, SoundGap, State, Status, WordUpdate
from captioner.speech.engine import SpeechEngine
from captioner.speech.foreign import ForeignSpeech

_STATUS_EVERY = SAMPLE_RATE // 10
_MARKED = SAMPLE_RATE // 2
"""Samples; a shorter gap hides no word."""
_SILENT_AFTER_S = 10.0
_SIGNAL_RMS = 0.0003
"""About -70 dBFS: a muted or unplugged input stays below it, a quiet room with a live microphone does not."""
_SOUND_RMS = 0.0056
"""About -45 dBFS: a quiet room stays below it; louder sound is audible."""
_SOUND_LASTS_S = 5.0
_QUIET_AFTER_S = 60.0
"""Seconds without a word; shorter pauses are normal in speech."""
_AWAY_AFTER_S = 0.5
"""A device that is reopened at once, as when the default output changes, does not count as away."""
_SLOW_S = 1.5
"""A reading that takes longer than this is felt as lag."""
_FAST_S = 1.2
"""A reading that takes less than this is no lag any more; the distance between the two keeps the state from
flickering."""
_SPEAKING_S = 5.0
"""For this long after the last word, the time of the last reading is still valid."""


class Meter:
    """Measures the audio and reports it: at once when the state changes, otherwise ten times a second."""

    def __init__(
        self,
        source: AudioSource,
        engine: SpeechEngine,
        on_status: Callable[[Status], None],
        clock: Callable[[], float] = time.monotonic,
        *,
        only_language: str = "",
        stands_in: ModelError | None = None,
        stand_in: str = "",
        faster: Callable[[], str] = str,
    ) -> None:
        """Begin a session.

        Args:
            only_language: code of the one language that the speech model knows; empty if it knows several.
            stands_in: why another model than the chosen one is used.
            stand_in: the name of that model, if it is a speech model.
            faster: asked once, when recognition is slow: the name of a faster speech model, or nothing.
            clock: seconds that pass, from any origin.
        """
        self._source = source
        self._device = source if isinstance(source, DeviceState) else None
        self._engine = engine
        self._on_status = on_status
        self._clock = clock
        self._level = 0.0
        self._position = 0
        """end of the audio so far"""
        self._now = 0
        """samples since the session began, also while there is no audio"""
        self._signal_at = self._sound_at = self._word_at = 0
        self._signal_s = clock()
        """clock at the last signal; a source may deliver nothing for a while"""
        self._away_s: float | None = None
        """clock when the device was first found away"""
        self._is_slow = False
        self._has_words = False
        """words came since the newest audio"""
        self._only_language = only_language
        self._stands_in = stands_in
        self._stand_in = stand_in
        self._faster = cache(faster)
        self._foreign = ForeignSpeech()
        self._told_at = -1.0
        self._told: State | None = None

    def hear(self, update: WordUpdate) -> None:
        """Note the words recognised in the newest audio."""
        self._has_words = self._has_words or bool(update.committed or update.pending)
        self._foreign.add_words(update.committed)

    def take(self, chunk: AudioChunk, *, paused: bool) -> None:
        """Measure the newest audio."""
        now = self._clock()
        self._now = max(self._now, chunk.end)
        if len(chunk.samples):
            self._measure(chunk, now)
        is_away = self._is_away(now)
        if self._has_words or paused or is_away:
            self._word_at = self._now
        self._has_words = False
        if paused or is_away:
            self._signal_at, self._signal_s = self._now, now
        state = self._state(now, paused=paused, is_away=is_away)
        if state is not self._told or now - self._told_at >= _STATUS_EVERY / SAMPLE_RATE:
            self._told, self._told_at = state, now
            self._on_status(self.status(state))

    def mark(self, gaps: Iterable[SoundGap]) -> None:
        """Report missing sound with the status, before the words behind it."""
        marked = tuple(gap for gap in gaps if gap.end - gap.start >= _MARKED)
        if marked:
            self._on_status(replace(self.status(self._told or State.LISTENING), gaps=marked))

    def status(self, state: State) -> Status:
        """The status as it is now."""
        source = self._source
        return Status(
            state,
            self._level,
            self._position,
            source.dropped,
            round((source.duration_s or 0) * SAMPLE_RATE),
            self._engine.rejected,
            quiet=self._now - self._word_at,
            source=source.name,
            foreign_to=self._only_language if self._foreign.is_heard else "",
            stands_in=self._stands_in,
            stand_in=self._stand_in,
            faster=self._faster() if state is State.SLOW else "",
        )

    def _measure(self, chunk: AudioChunk, now: float) -> None:
        newest = chunk.samples[-_STATUS_EVERY:]
        self._level = math.sqrt(float(newest @ newest) / len(newest))
        self._position = chunk.end
        if self._level >= _SIGNAL_RMS:
            self._signal_at, self._signal_s = chunk.end, now
        if self._level >= _SOUND_RMS:
            self._sound_at = chunk.end

    def _is_away(self, now: float) -> bool:
        if self._device is None or not self._device.is_away:
            self._away_s = None
            return False
        if self._away_s is None:
            self._away_s = now
        return now - self._away_s >= _AWAY_AFTER_S

    def _state(self, now: float, *, paused: bool, is_away: bool) -> State:
        if paused:
            return State.PAUSED
        if is_away:
            return State.AWAY
        silent_s = max((self._now - self._signal_at) / SAMPLE_RATE, now - self._signal_s)
        if self._device is not None and silent_s >= _SILENT_AFTER_S:
            return State.NOTHING_PLAYS if self._device.silence_is_normal else State.NO_SIGNAL
        wordless_s = (self._now - self._word_at) / SAMPLE_RATE
        reading_s = self._engine.reading_s
        self._is_slow = wordless_s < _SPEAKING_S and reading_s > (_FAST_S if self._is_slow else _SLOW_S)
        if self._is_slow:
            return State.SLOW
        if wordless_s < _QUIET_AFTER_S:
            return State.LISTENING
        is_sounding = self._now - self._sound_at < _SOUND_LASTS_S * SAMPLE_RATE
        return State.NO_SPEECH if is_sounding else State.QUIET
