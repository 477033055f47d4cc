"""What a day of sessions leaves behind is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.bench import day
from captioner.bench.soak import Sample, judged, least_squares_mb_an_hour, slope_mb_an_hour, soak
from captioner.settings.declared import Settings


def hours_of(megabytes: list[float], *, threads: int = 1, handles: int = 5, delays: float = 0.5) -> list[Sample]:
    samples = [Sample(float(n), size, 1, 5, 0, 10, 0.5) for n, size in enumerate(megabytes[:-1])]
    later = Sample(len(samples), megabytes[-1], threads, handles, 0, 10, delays)
    return [*samples, later]


def test_growth_is_reported_and_a_warm_up_is_not() -> None:
    assert judged(hours_of([100.0, 300.0, 300.0, 300.0, 300.5, 300.2, 300.4, 300.3, 300.5])) == []
    growing = hours_of([300.0 + 2 * n for n in range(10)])
    assert "grows" in judged(growing)[0]
    assert slope_mb_an_hour(growing) == pytest.approx(2.0)
    assert least_squares_mb_an_hour(growing) == pytest.approx((2.0, 0.0), abs=1e-6)
    assert slope_mb_an_hour(hours_of([300.0] * 9 + [370.0])) == 0.0
    assert "threads" in judged(hours_of([300.0, 300.0], threads=3))[0]
    assert "handles" in judged(hours_of([300.0, 300.0], handles=6))[0]


def test_captions_that_come_later_are_reported() -> None:
    samples = [*hours_of([300.0] * 5), *(Sample(5.0 + n, 300.0, 1, 5, 0, 10, 0.7) for n in range(5))]
    assert "later" in judged(samples)[0]


def test_lost_words_of_a_session_are_reported() -> None:
    samples = [*hours_of([300.0, 300.0]), Sample(2.0, 300.0, 1, 5, 0, problem="12 words settled, 9 in the journal")]
    assert judged(samples) == ["session at 2.00 h: 12 words settled, 9 in the journal"]


def test_a_day_has_other_settings_in_each_session_and_loses_a_source_now_and_then() -> None:
    sittings = list(day.sittings(Settings(), 24))
    assert sum(each.length_s for each in sittings) == 24 * 3600
    assert {each.settings.speech.language for each in sittings} == {"auto", "en", "de"}
    assert any(each.loses_source for each in sittings)
    assert len({each.settings for each in sittings}) > 10


@pytest.mark.slow
def test_ten_minutes_leave_nothing_behind(speech_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "_MINUTES", (2,))
    monkeypatch.setattr(day, "_QUIET_S", (5, 20))
    samples = soak(Settings(), 10 / 60)
    assert judged(samples) == []
    # each session has a thread and models of its own: 300 MB became 443 with the third
    assert samples[-1].resident_mb < 1.25 * samples[1].resident_mb
    assert sum(sample.words for sample in samples) > 500
    assert len(samples) == 6
