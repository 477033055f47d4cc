"""Leaves the machine's own words out of the microphone's captions, where its sound could not be muted."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from captioner.messages import SAMPLE_RATE, CaptionUpdate, LabelledWord, is_mark, spelling

_HOLD_S = 1.2
"""Captions of the microphone wait so long while the machine speaks, because an echo may be read before the original."""
_APART = round(0.8 * SAMPLE_RATE)
"""Samples between a word and its echo at most: devices are late, and word times are off by a few tenths. A person who
repeats a word says it later"""
_LONG = 5
"""Words count as the same if this many first letters agree: the echo is muffled, and its end is often misread"""
_RUN = 3
"""Words in a row that must be the same: an answer may repeat a word or two"""
_WHOLE_RUN = 2
"""the same where they are the whole utterance; a single word must be a long one"""
_REMEMBERED = 200
"""Words of the machine: more than a minute"""
_STILL_S = 2.0
"""Time after the machine's last sound in which its words may still come"""


@dataclass(slots=True)
class _Held:
    update: CaptionUpdate
    due: float


class EchoedWords:
    """Holds back the microphone's captions while the machine speaks, and releases them without the machine's words."""

    def __init__(self) -> None:
        self._played: deque[tuple[str, int]] = deque(maxlen=_REMEMBERED)
        """spelling and start of the machine's settled words"""
        self._playing: list[tuple[str, int]] = []
        """of its provisional ones"""
        self._sound_at = float("-inf")
        self._held: deque[_Held] = deque()
        self._utterance = -1
        self._dropped = 0
        """words dropped in a row up to now, in that utterance"""
        self._has_kept = False
        """something was said in that utterance"""

    def sound(self, now: float) -> None:
        """Note that the machine plays sound at this time, in seconds of a monotonic clock."""
        self._sound_at = now

    def play(self, update: CaptionUpdate) -> None:
        """Take in an update of the machine's captions."""
        self._played.extend(map(_place, update.settled))
        self._playing = list(map(_place, update.provisional))

    def hold(self, update: CaptionUpdate, now: float) -> None:
        """Hold an update of the microphone's captions."""
        is_speaking = now - self._sound_at < _STILL_S
        self._held.append(_Held(update, now + _HOLD_S if is_speaking else now))

    def due(self, now: float) -> list[CaptionUpdate]:
        """The held updates that can be released now, in order."""
        found = []
        while self._held and self._held[0].due <= now:
            update = self._held.popleft().update
            found.append(self._without_echo(update))
        return found

    def _without_echo(self, update: CaptionUpdate) -> CaptionUpdate:
        if update.utterance != self._utterance:
            self._utterance, self._dropped, self._has_kept = update.utterance, 0, False
        later = [each.update for each in self._held if each.update.utterance == update.utterance]
        behind = [word for each in later for word in each.settled] + list(later[-1].provisional if later else ())
        known = {*self._played, *self._playing}
        words = [one for one in (*update.settled, *update.provisional, *behind) if not is_mark(one.word.text)]
        is_whole = not self._has_kept and all(_is_echo(word, known) for word in words)
        has_ended = any(each.utterance_ended for each in (update, *later))
        least = _RUN
        if is_whole and has_ended:
            least = 1 if words and all(len(spelling(word.word.text)) > _LONG for word in words) else _WHOLE_RUN
        kept, self._dropped = _kept(update.settled, [*update.provisional, *behind], known, self._dropped, least)
        provisional, _ = _kept(update.provisional, behind, known, self._dropped, least)
        self._has_kept = self._has_kept or bool(kept)
        # a word that is no echo yet may turn out to be one until it has settled
        return replace(update, settled=kept, provisional=provisional, committed=0)


def _kept(
    words: tuple[LabelledWord, ...],
    behind: list[LabelledWord],
    known: set[tuple[str, int]],
    before: int,
    least: int,
) -> tuple[tuple[LabelledWord, ...], int]:
    """The words that are no echo, and the number of dropped words in a row at the end.

    Args:
        behind: the words that follow them so far.
        before: words dropped in a row before them.
        least: words in a row that make an echo.
    """
    same = [_is_echo(word, known) for word in (*words, *behind) if not is_mark(word.word.text)]
    kept: list[LabelledWord] = []
    run, number = before, -1
    for word in words:
        if is_mark(word.word.text):
            if not run:  # its word has stayed
                kept.append(word)
            continue
        number += 1
        ahead = next((n for n, each in enumerate(same[number:]) if not each), len(same) - number)
        if same[number] and run + ahead >= least:
            run += 1
        else:
            run = 0
            kept.append(word)
    return tuple(kept), run


def _place(word: LabelledWord) -> tuple[str, int]:
    return spelling(word.word.text), word.word.start


def _is_echo(word: LabelledWord, known: set[tuple[str, int]]) -> bool:
    said = spelling(word.word.text)
    return any(
        abs(start - word.word.start) <= _APART
        and (text == said or (len(text) >= _LONG and text[:_LONG] == said[:_LONG]))
        for text, start in known
    )
