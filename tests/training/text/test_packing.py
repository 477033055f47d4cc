"""Packing: every piece once, no segment split."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from captioner.disfluency.encoding import MAX_PIECES, Encoded
from captioner.training.text.packing import IGNORED, Segment, batch, pack


def segment(length: int, *, is_prefix: bool = False) -> Segment:
    first = tuple(range(1, length))
    return Segment(Encoded(tuple(range(1, length + 1)), (7,) * length, first, 0), (4,) * len(first), is_prefix)


@given(st.lists(st.integers(2, MAX_PIECES), max_size=60))
def test_rows_hold_all_segments_and_fit(lengths: list[int]) -> None:
    rows = pack([segment(length) for length in lengths])
    assert sorted(len(one.encoded.pieces) for row in rows for one in row) == sorted(lengths)
    assert all(sum(len(one.encoded.pieces) for one in row) <= MAX_PIECES for row in rows)
    open_rows = [row for row in rows if sum(len(one.encoded.pieces) for one in row) <= MAX_PIECES // 2]
    assert len(open_rows) <= 1  # two half-empty rows would have been one


def test_a_row_keeps_segments_apart() -> None:
    made = batch([[segment(3), segment(4, is_prefix=True)]])
    assert made.pieces[0, :8].tolist() == [1, 2, 3, 1, 2, 3, 4, 0]
    assert made.marks[0, :8].tolist() == [7] * 7 + [0]
    assert made.positions[0, :8].tolist() == [0, 1, 2, 0, 1, 2, 3, 0]
    assert made.segments[0, :8].tolist() == [1, 1, 1, 2, 2, 2, 2, 0]
    assert made.targets[0, :8].tolist() == [IGNORED, 4, 4, IGNORED, 4, 4, 4, IGNORED]
    assert made.is_prefix[0, :8].tolist() == [False] * 3 + [True] * 4 + [False]
