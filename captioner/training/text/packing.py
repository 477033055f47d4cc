"""Segments of different lengths packed into rows without padding waste."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency.encoding import MAX_PIECES, Encoded

IGNORED = -100
"""target of a piece that is not the first one of a word"""


@dataclass(frozen=True, slots=True)
class Segment:
    """One utterance or one prefix of it, ready for the model."""

    encoded: Encoded
    targets: tuple[int, ...]
    """of the words read, as in corpora"""
    is_prefix: bool
    taught: Encoded | None = None
    """the same words encoded for the teacher"""


@dataclass(frozen=True, slots=True)
class WordBatch:
    """Packed rows, each array of shape (rows, pieces): MAX_PIECES of them, or what the longest row needs."""

    pieces: NDArray[np.int64]
    marks: NDArray[np.int64]
    positions: NDArray[np.int64]
    """start at 0 in every segment"""
    segments: NDArray[np.int64]
    """number of the segment within its row, from 1; 0 is padding. A piece attends only within its own segment"""
    targets: NDArray[np.int64]
    """IGNORED except on the first pieces of words"""
    is_prefix: NDArray[np.bool_]


def pack(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Rows of segments, first fit by falling length; each row holds at most MAX_PIECES pieces."""
    rows: list[list[Segment]] = []
    room: list[int] = []
    first_open = 0
    for segment in sorted(segments, key=lambda segment: -len(segment.encoded.pieces)):
        length = len(segment.encoded.pieces)
        while first_open < len(rows) and room[first_open] < 2:
            first_open += 1
        for index in range(first_open, len(rows)):
            if room[index] >= length:
                break
        else:
            rows.append([])
            room.append(MAX_PIECES)
            index = len(rows) - 1
        rows[index].append(segment)
        room[index] -= length
    return rows


def batch(rows: Sequence[Sequence[Segment]], *, teachers: bool = False) -> WordBatch:
    """The arrays of packed rows; `teachers`: encoded for the teacher."""
    read = [[segment.taught if teachers and segment.taught else segment.encoded for segment in row] for row in rows]
    longest = max(sum(len(encoded.pieces) for encoded in row) for row in read)
    shape = (len(rows), longest if teachers else MAX_PIECES)
    made = WordBatch(
        pieces=np.zeros(shape, np.int64),
        marks=np.zeros(shape, np.int64),
        positions=np.zeros(shape, np.int64),
        segments=np.zeros(shape, np.int64),
        targets=np.full(shape, IGNORED, np.int64),
        is_prefix=np.zeros(shape, np.bool_),
    )
    for number, row in enumerate(rows):
        at = 0
        for index, (segment, encoded) in enumerate(zip(row, read[number], strict=True), start=1):
            length = len(encoded.pieces)
            here = slice(at, at + length)
            made.pieces[number, here] = encoded.pieces
            made.marks[number, here] = encoded.marks
            made.positions[number, here] = np.arange(length)
            made.segments[number, here] = index
            made.is_prefix[number, here] = segment.is_prefix
            first = np.asarray(encoded.first_pieces, np.int64) + at
            made.targets[number, first] = segment.targets
            at += length
    return made
