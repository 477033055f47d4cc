"""Word times from the alignment of the decoder's cross-attention with the audio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from captioner.messages import SAMPLE_RATE, Word
from captioner.speech.whisper.word_pieces import PieceGroup

_ENCODER_FRAME = SAMPLE_RATE // 50
"""Samples in a frame of the encoder's output, 20 ms: two feature frames."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The positions of the word pieces of a text in a window."""

    path: Sequence[tuple[int, int]]
    """word piece and encoder frame (20 ms), in order"""
    probabilities: Sequence[float]
    """of each word piece, 0 to 1"""
    frames: int
    """feature frames (10 ms) of the window that are audio"""


def timed(
    groups: Sequence[PieceGroup], alignment: Alignment, pieces: int, span: tuple[int, int], shift: int = 0
) -> tuple[Word, ...]:
    """Words with their times.

    Args:
        groups: the words to give times to.
        alignment: of the whole text, `pieces` word pieces.
        span: begin and end of the audio, samples since the session began; no time lies outside.
        shift: samples by which this model's alignment is early.
    """
    start, end = span
    first_frame = _first_frames(alignment.path, pieces, alignment.frames)
    words: list[Word] = []
    for group in groups:
        stop = max(start, min(end, start + _ENCODER_FRAME * first_frame[group.end] + shift))
        earliest = max(words[-1].end if words else start, stop - _longest_word(group.text))
        begin = min(max(start + _ENCODER_FRAME * first_frame[group.first] + shift, earliest, start), stop)
        mean = sum(alignment.probabilities[group.first : group.end]) / (group.end - group.first)
        words.append(Word(group.text, begin, stop, mean))
    return tuple(words)


def _first_frames(path: Sequence[tuple[int, int]], pieces: int, frames: int) -> list[int]:
    """The encoder frame at which each piece, and the end of the text behind them, begins; never decreasing."""
    first = [-1] * (pieces + 1)
    for piece, frame in path:
        if piece <= pieces and first[piece] < 0:
            first[piece] = frame
    last = 0
    for index, frame in enumerate(first):
        # pieces that the path does not reach begin with the piece before; the end of the text is the end of the audio
        last = max(last, frames // 2 if frame < 0 and index == pieces else frame)
        first[index] = last
    return first


def _longest_word(text: str) -> int:
    """Samples that a word of this length can plausibly last: alignment adds the silence before a word to the word."""
    return int((0.5 + 0.09 * len(text)) * SAMPLE_RATE)
