"""The reading rate: lines come no faster than they can be read, in order, and none waits for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from captioner.ui.overlay.pacing import Pacing
from tests.ui.fakes import line

TEN = "ten chars."


def lines(count: int) -> list:
    return [line(TEN, frozen=True) for _ in range(count)]


def test_the_first_lines_come_at_once() -> None:
    assert Pacing(10, lines=2).show(0, lines(2), 0.0).end == 2


def test_the_next_line_waits_until_the_last_could_be_read() -> None:
    pacing = Pacing(10, lines=2)
    assert pacing.show(0, lines(3), 0.0).end == 3, "nothing came before, so the third is not too early"
    shown = pacing.show(0, lines(5), 0.5)
    assert (shown.end, shown.backlog, shown.next_in_s) == (3, 2, 0.5)
    assert pacing.show(0, lines(5), 1.0).end == 4
    assert pacing.show(0, lines(5), 1.5).end == 4
    assert pacing.show(0, lines(5), 2.0).end == 5


def test_slow_speech_is_never_held_back() -> None:
    pacing = Pacing(20, lines=2)
    for count in range(1, 20):
        assert pacing.show(0, lines(count), count * 1.0).backlog == 0


def test_a_line_that_vanishes_is_no_error() -> None:
    pacing = Pacing(10, lines=2)
    pacing.show(0, lines(3), 0.0)
    assert pacing.show(0, lines(2), 0.1).end == 2


def test_lines_that_are_no_longer_kept_are_skipped() -> None:
    pacing = Pacing(10, lines=2)
    pacing.show(0, lines(3), 0.0)
    assert pacing.show(50, lines(10), 0.1).end >= 52


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 2)), min_size=1, max_size=40))
def test_lines_come_in_order_and_at_the_rate(steps: list[tuple[int, float]]) -> None:
    pacing = Pacing(10, lines=2)
    total, now, end = 0, 0.0, 0
    for more, wait in steps:
        total, now = total + more, now + wait
        shown = pacing.show(0, lines(total), now)
        assert end <= shown.end <= total
        assert shown.end + shown.backlog == total
        assert shown.end <= 3 + now / 1.0 + 1e-9, "ten characters a line, ten characters a second"
        end = shown.end
