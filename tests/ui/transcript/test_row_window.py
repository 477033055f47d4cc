"""Which rows of a transcript are held: enough around the reader, and never more than that."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from captioner.ui.transcript import row_window
from captioner.ui.transcript.row_window import MOST, SLACK, STEP

TOTALS = st.integers(0, 5 * MOST)


@given(TOTALS, st.integers(0, 5 * MOST))
def test_a_row_that_is_gone_to_is_held(total: int, row: int) -> None:
    if row < total:
        rows = row_window.around(row, total)
        assert row in rows
        assert len(rows) == min(total, MOST)


@given(st.lists(st.integers(0, 100), max_size=60))
def test_a_following_reader_holds_the_end_and_no_more_than_a_window(steps: list[int]) -> None:
    total, rows = 0, range(0)
    for step in steps:
        total += step
        rows = row_window.grown(rows, total, follows=True)
        assert row_window.whole(rows, total)
        assert len(rows) <= MOST + SLACK
        assert len(rows) >= min(total, MOST)


@given(st.lists(st.integers(0, 100), max_size=60), st.integers(0, MOST))
def test_a_reader_who_scrolled_away_loses_nothing_above(steps: list[int], held: int) -> None:
    total, rows = held, range(0, held)
    for step in steps:
        total += step
        rows = row_window.grown(rows, total, follows=False)
        assert rows.start == 0
        assert rows.stop == min(total, MOST)


def test_at_an_edge_the_next_rows_come_and_those_far_away_go() -> None:
    assert row_window.earlier(range(1000, 1000 + MOST)) == range(1000 - STEP, 1000 - STEP + MOST)
    assert row_window.earlier(range(50, 100)) == range(0, 100)
    assert row_window.later(range(0, MOST), 5000) == range(STEP, MOST + STEP)
    assert row_window.later(range(0, MOST), MOST + 10) == range(10, MOST + 10)
