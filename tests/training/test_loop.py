"""The one training loop: how often it reports and saves, where it ends, and the average it keeps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra `train`")

from captioner.training import loop  # noqa: E402


class Counter:
    """Counts instead of learning: the loss of an update is its number."""

    def __init__(self, done: int = 0) -> None:
        self.done = done
        self.reports: list[float] = []
        self.saved: list[int] = []

    def update(self) -> np.ndarray:
        self.done += 1
        return np.array([float(self.done)])

    def report(self, losses: np.ndarray, seconds_each: float) -> None:
        assert seconds_each > 0
        self.reports.append(float(losses[0]))

    def save(self) -> None:
        self.saved.append(self.done)


def test_reports_are_means_since_the_last_one_and_the_end_is_saved() -> None:
    learner = Counter()
    loop.learn(learner, 5, report_every=2, save_every_s=1e9)
    assert learner.reports == [1.5, 3.5]
    assert learner.saved == [5]


def test_a_run_that_is_taken_up_ends_where_it_was_to_end() -> None:
    learner = Counter(done=3)
    loop.learn(learner, 5, report_every=1, save_every_s=-1.0)
    assert learner.reports == [4.0, 5.0]
    assert learner.saved == [4, 5, 5], "after every update, and at the end"


def test_a_stop_ends_it_after_the_update_in_hand_with_a_checkpoint() -> None:
    learner = Counter()
    loop.learn(learner, 100, report_every=10, save_every_s=1e9, is_stopped=lambda: learner.done == 3)
    assert learner.saved == [3]


def test_the_average_forgets_its_beginning() -> None:
    average = [torch.zeros(2)]
    loop.follow(average, [torch.ones(2)], 0, 0.999)
    assert torch.allclose(average[0], torch.full((2,), 0.9))
    loop.follow(average, [torch.zeros(2)], 10**6, 0.5)
    assert torch.allclose(average[0], torch.full((2,), 0.45))


def test_a_checkpoint_that_breaks_off_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "progress.pt"
    loop.save_whole({"done": 1}, path)

    def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(torch, "save", full)
    with pytest.raises(OSError, match="no room"):
        loop.save_whole({"done": 2}, path)
    assert torch.load(path, weights_only=True) == {"done": 1}
    assert list(tmp_path.glob("progress*")) == [path]
