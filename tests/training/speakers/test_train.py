"""A few updates on made-up voices: the pieces fit together, and a stopped run goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra `train`")

from captioner.speakers.embedding import OnnxSpeakerEmbedding  # noqa: E402
from captioner.training.speakers.export import export  # noqa: E402
from captioner.training.speakers.network import VoiceEncoder  # noqa: E402
from captioner.training.speakers.train import EmbeddingTraining, between, train  # noqa: E402
from captioner.training.speech.corpus import SAMPLE_RATE, UncachedClip, write_shard  # noqa: E402

pytestmark = pytest.mark.slow


def voice(pitch: float, seconds: float = 2.5) -> np.ndarray:
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = sum(np.sin(2 * np.pi * pitch * overtone * times) / overtone for overtone in range(1, 12))
    return np.asarray(4000 * wave, np.int16)


def test_training_continues_where_it_was_and_its_weights_can_be_run(tmp_path: Path) -> None:
    torch.manual_seed(1)
    start = tmp_path / "start.pt"
    torch.save({"model_state": VoiceEncoder().state_dict()}, start)
    clips = [UncachedClip(voice(80.0 + 20 * n), "a", f"voice-{n}", "real") for n in range(4)]
    write_shard(tmp_path / "train", "real", clips)
    told: list[str] = []
    config = EmbeddingTraining(updates=25, windows=3, longest_s=1.0, taught_by=2)
    train(tmp_path, start, config, told.append)
    encoder = train(tmp_path, start, config, told.append)
    assert told[-1] == "going on after 25 updates"
    export(encoder, tmp_path / "model")
    samples = voice(100.0)[:SAMPLE_RATE].astype(np.float32) / 32768
    assert OnnxSpeakerEmbedding(tmp_path / "model").embed([samples]).shape == (1, 256)


def test_weights_between_two_networks() -> None:
    first, second = VoiceEncoder(), VoiceEncoder()
    middle = between(first, second, 0.5)
    assert torch.allclose(middle.linear.bias, (first.linear.bias + second.linear.bias) / 2)
