"""The measurement of painting measures something; its figures are for the benchmark, not for a test."""

from __future__ import annotations

import pytest

from captioner.bench import paint_timing


@pytest.mark.parametrize("with_transcript", [False, True])
def test_each_update_is_timed_with_the_session_behind_it(qapp: object, with_transcript: bool) -> None:
    times = paint_timing.measure(hours=0.05, updates=20, with_transcript=with_transcript)
    assert len(times.milliseconds) == len(times.busy_milliseconds) == 20
    assert all(wall > 0 for wall in times.milliseconds)
    assert 40 <= times.utterances <= 50, "an utterance of the sample takes four seconds"
