"""The bench of the start starts the real program."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.bench import start_time
from captioner.bench.start_time import NoWindowPainted

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_start_ends_with_the_first_paint(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PySide6.QtWidgets", reason="needs PySide6", exc_type=ImportError)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    ((start,),) = start_time.measure([ROOT], times=1)
    assert set(start) == {"wall_s", "cpu_s", "peak_mb"}
    assert all(value > 0 for value in start.values())


def test_a_checkout_without_a_program_that_starts_is_reported(tmp_path: Path) -> None:
    (tmp_path / "captioner").mkdir()
    (tmp_path / "captioner" / "__init__.py").touch()
    with pytest.raises(NoWindowPainted, match="captioner"):
        start_time.measure([tmp_path], times=1)
