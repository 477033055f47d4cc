"""Measures a viewer's delay: from the end of a word in the audio until it is first seen, and until it is certain."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from difflib import SequenceMatcher

from captioner.messages import SAMPLE_RATE, CaptionUpdate, LabelledWord, is_mark, seconds, spelling

_SAME_PLACE = SAMPLE_RATE // 2
"""Two sightings within half a second are of the same word."""


class DelayMeter:
    """Takes caption updates with their times, and measures delays and retractions."""

    def __init__(self) -> None:
        self.first_seen_s: list[float] = []
        """per settled word, seconds from its end in the audio to the first update that showed it"""
        self.said_s: list[float] = []
        """the same to the update from which it is certain in the view of all words"""
        self.cleaned_s: list[float] = []
        """the same to the update that settled it, as it must be for the cleaned view"""
        self.retracted = 0
        """words that an update showed as provisional and the next one of the utterance did not show at all"""
        self.words: list[str] = []
        """all settled words as written"""
        self._shown: list[LabelledWord] = []
        self._certain_at: deque[float] = deque()
        """times for the words that are committed and not settled"""
        self._sightings: dict[str, list[tuple[int, float]]] = {}

    def take(self, update: CaptionUpdate, now_s: float) -> None:
        """Count an update that came `now_s` seconds after the audio's first sample."""
        settled, provisional = _spoken(update.settled), _spoken(update.provisional)
        visible = [*settled, *provisional]
        self.retracted += _missing([_key(word) for word in self._shown], [_key(word) for word in visible])
        for word in visible:
            self._sighted(word, now_s)
        for word in settled:
            end = seconds(word.word.end)
            self.words.append(word.word.text)
            self.said_s.append((self._certain_at.popleft() if self._certain_at else now_s) - end)
            self.cleaned_s.append(now_s - end)
            self.first_seen_s.append(self._first_sight(word) - end)
        committed = len(_spoken(update.provisional[: update.committed]))
        self._certain_at += [now_s] * (committed - len(self._certain_at))
        self._shown = provisional
        if update.utterance_ended:
            self._sightings.clear()

    def _sighted(self, word: LabelledWord, now_s: float) -> None:
        seen = self._sightings.setdefault(_key(word), [])
        if not any(abs(start - word.word.start) < _SAME_PLACE for start, _ in seen):
            seen.append((word.word.start, now_s))

    def _first_sight(self, word: LabelledWord) -> float:
        return next(at for start, at in self._sightings[_key(word)] if abs(start - word.word.start) < _SAME_PLACE)


def _spoken(words: Sequence[LabelledWord]) -> list[LabelledWord]:
    """The words that are not marks of their own, which nobody says."""
    return [word for word in words if not is_mark(word.word.text)]


def _key(word: LabelledWord) -> str:
    return spelling(word.word.text)


def _missing(before: list[str], after: list[str]) -> int:
    """Number of words in `before` without a counterpart, in order, in `after`."""
    matches = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return len(before) - sum(match.size for match in matches)
