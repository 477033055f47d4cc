"""Silero as a stream: the same answers as on the whole file, whatever the chunking."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from captioner.errors import ModelDamaged, ModelMissing
from captioner.messages import SAMPLE_RATE, Samples
from captioner.speech.vad import WINDOW, SileroVoiceActivity


def babble(seconds: int = 4) -> Samples:
    """Noise that pulses like syllables: what matters here is that the answers vary."""
    rng = np.random.default_rng(1)
    time = np.arange(seconds * SAMPLE_RATE) / SAMPLE_RATE
    voice = sum(np.sin(2 * np.pi * 140 * k * time) / k for k in range(1, 20))
    return (0.1 * voice * (np.sin(2 * np.pi * 2 * time) > 0) + rng.normal(0, 0.003, len(time))).astype(np.float32)


def test_the_chunking_does_not_change_the_answers() -> None:
    windows = babble()[: 100 * WINDOW].reshape(-1, WINDOW)
    whole = SileroVoiceActivity().probabilities(windows)
    stream = SileroVoiceActivity()
    parts = [stream.probabilities(part) for part in np.split(windows, [1, 2, 30, 31, 77])]
    np.testing.assert_allclose(np.concatenate(parts), whole, atol=1e-5)
    assert whole.std() > 0.01


def test_it_agrees_with_the_batch_call_of_faster_whisper() -> None:
    from faster_whisper.vad import get_vad_model

    samples = babble()[: 100 * WINDOW]
    expected = get_vad_model()(samples.copy()).reshape(-1)
    ours = SileroVoiceActivity().probabilities(samples.reshape(-1, WINDOW))
    # that call blanks the last 64 samples of its last window, so only the windows before it can agree
    np.testing.assert_allclose(ours[:-1], expected[:-1], atol=1e-5)


def test_near_silence_is_no_speech_and_resets_after_a_while() -> None:
    voice = SileroVoiceActivity()
    quiet = np.random.default_rng(0).normal(0, 0.0002, (2000, WINDOW)).astype(np.float32)
    assert not voice.probabilities(quiet).any()
    windows = babble()[: 20 * WINDOW].reshape(-1, WINDOW)
    np.testing.assert_allclose(voice.probabilities(windows), SileroVoiceActivity().probabilities(windows), atol=1e-5)


def test_no_windows_no_answers() -> None:
    assert SileroVoiceActivity().probabilities(np.zeros((0, WINDOW), np.float32)).shape == (0,)


def test_a_missing_or_damaged_model_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        SileroVoiceActivity(tmp_path / "none.onnx")
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(b"this is no model")
    with pytest.raises(ModelDamaged, match=r"damaged\.onnx"):
        SileroVoiceActivity(damaged)
