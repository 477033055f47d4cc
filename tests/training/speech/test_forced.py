"""Letters of a known text found in CTC probabilities."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from captioner.training.speech.forced import letter_frames  # noqa: E402


def probabilities(path: list[int]) -> torch.Tensor:
    """Log-probabilities [frames, 1, 4] of a sure reader that hears `path`; 0 is the blank."""
    logs = torch.full((len(path), 1, 4), -5.0)
    for frame, heard in enumerate(path):
        logs[frame, 0, heard] = -0.1
    return logs


@pytest.mark.parametrize(
    ("path", "letters", "frames"),
    [
        ([0, 1, 0, 0, 2, 0], [1, 2], [1.0, 4.0]),
        ([0, 1, 1, 1, 2, 2], [1, 2], [2.0, 4.5]),  # the middle of a letter that lasts
        ([1, 1, 0, 1, 0, 0], [1, 1], [0.5, 3.0]),  # a blank parts two equal letters
        ([3, 0, 1, 0, 0, 2], [3, 1, 2], [0.0, 2.0, 5.0]),
    ],
)
def test_each_letter_is_where_it_is_heard(path: list[int], letters: list[int], frames: list[float]) -> None:
    assert letter_frames(probabilities(path), [letters])[0].tolist() == frames


def test_a_text_that_does_not_fit_has_no_places_and_disturbs_no_other() -> None:
    logs = torch.cat([probabilities([1, 0, 2])] * 3, dim=1)
    found = letter_frames(logs, [[1, 2], [1, 1, 1, 1], []])
    assert found.tolist() == [[0.0, 2.0, -1.0, -1.0], [-1.0] * 4, [-1.0] * 4]
