"""The measurement of painting measures something; its figures are for the benchmark, not for a test."""

from __future__ import annotations

from captioner.ui import paint_timing


def test_each_update_is_timed_with_the_session_behind_it(qapp: object) -> None:
    times = paint_timing.measure(hours=0.05, updates=20)
    assert len(times.milliseconds) == len(times.busy_milliseconds) == 20
    assert all(wall > 0 for wall in times.milliseconds)
    assert 40 <= times.utterances <= 50, "an utterance of the sample takes four seconds"
