"""Thresholds from readings that are known."""

from __future__ import annotations

import numpy as np
import pytest

from captioner.disfluency.reading import Reading, Thoroughness
from captioner.training.text.calibrate import calibrated
from captioner.training.text.corpora import Utterance
from captioner.training.text.streaming import Recorded

pytestmark = pytest.mark.slow


def recorded(gold: int, disfluent: float, wait_early: float) -> Recorded:
    """Two words; the first is disfluent with this probability once the second is there, and waits as given before."""
    sure = np.array([0.98, 0.02, 0, 0, 0], np.float32)
    late = np.array([1 - disfluent, 0, 0, 0, disfluent], np.float32)
    readings = (
        Reading(sure[None, :], np.array([wait_early], np.float32), 0),
        Reading(np.stack([late, sure]), np.array([0.0, 0.0], np.float32), 0),
    )
    return Recorded(Utterance(("so", "so"), (gold, 0)), readings)


def test_the_standard_threshold_separates_and_the_others_lie_around_it() -> None:
    texts = [recorded(4, 0.7, 0.3)] * 20 + [recorded(0, 0.3, 0.05)] * 20
    rule, figures = calibrated(texts, longest_wait=1.0)
    assert 0.3 < rule.disfluent[Thoroughness.STANDARD] <= 0.7
    assert rule.disfluent[Thoroughness.THOROUGH] <= rule.disfluent[Thoroughness.STANDARD]
    assert rule.disfluent[Thoroughness.GENTLE] >= rule.disfluent[Thoroughness.STANDARD]
    assert figures["final_f1_all"] == 1.0


def test_waiting_is_bought_only_within_its_price() -> None:
    texts = [recorded(4, 0.7, 0.3)] * 20 + [recorded(0, 0.1, 0.05)] * 60
    patient, figures = calibrated(texts, longest_wait=0.2)
    assert patient.wait < 0.3  # the words that turn out disfluent wait: one in eight, for one word
    assert figures["average_waiting_time_words"] == 0.125
    hasty, figures = calibrated(texts, longest_wait=0.1)
    assert hasty.wait >= 0.3
    assert figures["average_waiting_time_words"] == 0.0


def test_settling_waits_for_the_words_that_change_labels() -> None:
    texts = [recorded(4, 0.7, 0.05)] * 20
    rule, _ = calibrated(texts, longest_wait=0.0)
    assert rule.settle_after == 1
