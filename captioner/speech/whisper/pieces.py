"""Reads audio again in short pieces where a part was left unread or the reading fell into a loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from captioner.messages import SAMPLE_RATE, Hypothesis, Word
from captioner.speech.whisper.guards import within

UNREAD_S = 2.5
"""Seconds behind the last word of a hypothesis that are too long for the pause that ends an utterance"""
_PIECE_S = 5.0
"""Seconds of a piece: a phrase that is said six times leads Whisper into loops from some 5 s on"""
_CUT_S = 0.5
"""Seconds at the end of a piece whose words may be cut: they are read again with the next"""
_LEAST_S = 0.3
"""Shorter audio is not read for words, seconds"""

Read: TypeAlias = Callable[[int, int], Hypothesis | None]
"""Reads the audio between two times in samples; no words where a guard rejects them, None where it is a loop"""


def read(start: int, end: int, read_piece: Read) -> tuple[Word, ...]:
    """The words between two times, read piece by piece, each from where the words of the one before end.

    Args:
        start, end: samples since the session began.
        read_piece: the recogniser behind the guards.
    """
    words: tuple[Word, ...] = ()
    longest = int(_PIECE_S * SAMPLE_RATE)
    length = longest
    while end - start >= _LEAST_S * SAMPLE_RATE:
        stop = min(end, start + length)
        hypothesis = read_piece(start, stop)
        if hypothesis is None and length == longest:
            length //= 2
            continue
        length = longest
        found = within(hypothesis.words, stop) if hypothesis is not None else ()
        if stop < end:
            found = _whole(found, stop) or found
        words += found
        # at the end of the audio the rest may be a pause
        last = found[-1].end if found else start
        goes_on = last > start and (stop < end or end - last >= UNREAD_S * SAMPLE_RATE)
        start = last if goes_on else stop
    return words


def _whole(words: tuple[Word, ...], stop: int) -> tuple[Word, ...]:
    """The words that the end of a piece does not cut."""
    return tuple(word for word in words if word.end <= stop - _CUT_S * SAMPLE_RATE)
