"""The whole way from text to a model, on a small scale."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
if shutil.which("espeak-ng") is None:
    pytest.skip("needs espeak-ng", allow_module_level=True)

from captioner.speech.recognizer import WhisperRecognizer  # noqa: E402
from captioner.training.speech import build, evaluate  # noqa: E402
from captioner.training.speech.config import Config  # noqa: E402
from captioner.training.speech.corpus import Corpus  # noqa: E402
from captioner.training.speech.espeak import Espeak  # noqa: E402
from captioner.training.speech.texts import Sentence  # noqa: E402
from captioner.training.speech.voices import HELD_OUT_VOICES, TRAINING_VOICES, Voice  # noqa: E402

WORDS = ["We", "um", "we", "could", "use", "the", "con-", "the", "remote", "control", "for", "it,", "I", "think."]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("ami/train", "ami/unlabelled", "ami/dev", "disfl_qa/train", "disfl_qa/dev"):
        path = tmp_path / "data" / f"{name}.jsonl.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps({"words": WORDS[:length]}) + "\n" for length in (3, 8, 14))
    return tmp_path / "data"


@pytest.mark.slow
def test_a_model_is_made_and_training_goes_on_where_it_stopped(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["--data", str(data), "--out", str(out), "--small"]
    assert build.main([*command, "--updates", "6"]) == 0
    assert build.main([*command, "--updates", "9", "--only", "train"]) == 0
    assert build.main([*command, "--only", "export"]) == 0
    assert torch.load(out / "checkpoint.pt", weights_only=True)["done"] == 9
    assert Config.load(out).updates == 9
    config = json.loads((out / "model" / "config.json").read_text(encoding="utf-8"))
    assert config["alignment_heads"]
    corpus = Corpus(out / "held-out")
    samples = corpus.samples(corpus.clips[0]).astype(np.float32) / 32768
    hypothesis = WhisperRecognizer(out / "model").recognize(samples, 0, (), "")
    assert hypothesis.no_speech_probability >= 0.0
    assert evaluate.main([*command[2:4], "--model", str(out / "model"), "--clips", "1", "--json", str(out / "f")]) == 0
    assert json.loads((out / "f").read_text(encoding="utf-8"))["sets"]["seen-espeak"]["words"] > 0


def test_espeak_tells_when_each_word_ends() -> None:
    spoken = Espeak().say(Sentence(tuple(WORDS), "test"), Voice("espeak", "en-us"))
    assert len(spoken.ends) == len(WORDS)
    assert list(spoken.ends) == sorted(spoken.ends)
    assert spoken.ends[-1] == pytest.approx(len(spoken.samples) / 16_000, abs=0.01)


def test_held_out_voices_are_not_heard_in_training() -> None:
    for kind, voices in HELD_OUT_VOICES.items():
        assert not set(voices) & set(TRAINING_VOICES[kind])
