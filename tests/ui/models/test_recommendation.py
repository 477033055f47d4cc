"""The model that is recommended is the best that keeps up on the measured machine."""

from __future__ import annotations

import pytest

from captioner.models.store import KNOWN
from captioner.speech.whisper.step_time import Network, StepTime
from captioner.ui.models.recommendation import LONGEST_STEP_S, recommended

TINY = Network(4, 384)


@pytest.mark.parametrize(
    ("tiny_s", "english", "name"),
    [
        (0.6, False, "tiny"),
        (0.3, False, "base"),
        (0.09, True, "small.en"),
        (0.09, False, "small"),
        (0.025, False, "medium"),
        (0.01, False, "large-v3-turbo"),
        (0.01, True, "distil-large-v3"),
    ],
)
def test_the_best_that_keeps_up(tiny_s: float, english: bool, name: str) -> None:
    found = recommended(KNOWN, StepTime(tiny_s, TINY), english=english)
    assert found is not None
    assert found.model.name == name
    assert found.step_s <= LONGEST_STEP_S


def test_a_machine_that_is_too_slow_for_all() -> None:
    assert recommended(KNOWN, StepTime(2.0, TINY), english=False) is None


@pytest.mark.parametrize("tiny_s", [0.6, 0.3, 0.15])
def test_for_english_none_is_recommended_that_is_no_better_than_the_built_in_one(tiny_s: float) -> None:
    assert recommended(KNOWN, StepTime(tiny_s, TINY), english=True) is None
