"""The features of training and those of the recogniser are the same."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")


@pytest.mark.parametrize("seconds", [0.5, 3.21, 9.0])
def test_they_equal_faster_whispers(seconds: float) -> None:
    from faster_whisper.feature_extractor import FeatureExtractor

    from captioner.training.speech.features import LogMel

    rng = np.random.default_rng(1)
    wave = (rng.standard_normal(round(seconds * 16_000)) * np.linspace(0, 0.3, round(seconds * 16_000))).astype("f4")
    expected = FeatureExtractor()(wave, padding=0)
    found = LogMel()(torch.from_numpy(wave)[None])[0].numpy()
    assert found.shape == expected.shape
    assert np.abs(found - expected).max() < 1e-4
