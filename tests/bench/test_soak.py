"""What hours of sessions leave behind is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.app import load_models
from captioner.bench.soak import Sample, judged, slope_mb_an_hour, soak
from captioner.settings.declared import Settings


def hours_of(megabytes: list[float], *, threads: int = 1, handles: int = 5) -> list[Sample]:
    samples = [Sample(float(n), size, 1, 5, 0.1) for n, size in enumerate(megabytes[:-1])]
    return [*samples, Sample(len(samples), megabytes[-1], threads, handles, 0.1)]


def test_what_grows_is_told_and_a_warm_up_is_not() -> None:
    assert judged(hours_of([100.0, 300.0, 300.0, 300.5, 300.2, 300.4, 300.3, 300.5])) == []
    assert "grows" in judged(hours_of([300.0 + 2 * n for n in range(10)]))[0]
    assert slope_mb_an_hour(hours_of([300.0 + 2 * n for n in range(10)])) == pytest.approx(2.0)
    assert "threads" in judged(hours_of([300.0, 300.0], threads=3))[0]
    assert "files" in judged(hours_of([300.0, 300.0], handles=6))[0]


@pytest.mark.slow
def test_ten_minutes_leave_nothing_behind(speech_model: Path, tmp_path: Path) -> None:
    settings = Settings()
    folder = tmp_path / "journals"
    samples = soak(load_models(settings), settings, 10 / 60, folder)
    assert judged(samples) == []
    assert samples[-1].reading_s > 0
    assert not list(folder.iterdir())
