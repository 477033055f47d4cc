"""The speaker model that comes with the program."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from captioner import paths
from captioner.app import speaker_turns
from captioner.audio.file import FileSource
from captioner.errors import ModelMissing
from captioner.messages import SAMPLE_RATE
from captioner.models import store
from captioner.speakers.embedding import OnnxSpeakerEmbedding
from captioner.speakers.spectrum import voiced


@pytest.fixture
def embedding() -> OnnxSpeakerEmbedding:
    return OnnxSpeakerEmbedding(paths.bundled("models") / store.SPEAKER_CHANGES)


def test_one_voice_is_near_to_itself_and_the_same_voice_made_higher_is_not(embedding: OnnxSpeakerEmbedding) -> None:
    source = FileSource(paths.bundled("assets") / "demo.flac", paced=False)
    source.open()
    parts = []
    while (chunk := source.read(0.0)) is not None:
        parts.append(chunk.samples)
    source.close()
    speech = voiced(np.concatenate(parts))
    window = round(1.6 * SAMPLE_RATE)
    first, second = speech[:window], speech[window : 2 * window]
    higher = np.interp(np.arange(0, len(first), 1.6), np.arange(len(first)), first).astype(np.float32)
    one, other, changed = embedding.embed([first, second, higher])
    assert np.allclose([one @ one, other @ other], 1.0, atol=1e-3)
    assert one @ other > one @ changed


def test_windows_of_one_length_are_read_together_to_the_same_end(embedding: OnnxSpeakerEmbedding) -> None:
    rng = np.random.default_rng(1)
    windows = [rng.normal(0, 0.1, SAMPLE_RATE).astype(np.float32) for _ in range(2)]
    together = embedding.embed(windows)
    alone = np.concatenate([embedding.embed([each]) for each in windows])
    assert np.allclose(together, alone, atol=0.05)


def test_the_model_that_comes_with_the_program_is_whole() -> None:
    model = store.default().find("speaker", store.SPEAKER_CHANGES)
    model.verify()
    assert speaker_turns() is not None


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        OnnxSpeakerEmbedding(tmp_path)
