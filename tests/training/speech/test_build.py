"""The way from stock Whisper to a model of ours, on a small scale."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import signal
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from captioner.bench.speech import load  # noqa: E402
from captioner.models.manifest import read_manifest  # noqa: E402
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer  # noqa: E402
from captioner.training.speech import build, stock, train  # noqa: E402
from captioner.training.speech.config import Config, small  # noqa: E402
from captioner.training.speech.corpus import SAMPLE_RATE, UncachedClip, write_shard  # noqa: E402
from captioner.training.speech.features import LogMel  # noqa: E402
from captioner.training.speech.network import Pupil, decode, encode  # noqa: E402
from captioner.training.speech.prepare import as_heard, sentences_to_say, time_left  # noqa: E402
from captioner.training.speech.stock import read_weights  # noqa: E402
from captioner.training.speech.texts import SpeakableText  # noqa: E402
from captioner.training.speech.tokens import Tokens  # noqa: E402
from captioner.training.speech.train import SpeechTrainer  # noqa: E402
from captioner.training.speech.voices import HELD_OUT_VOICES, TRAINING_VOICES  # noqa: E402

pytestmark = pytest.mark.slow

ASSETS = Path(__file__).resolve().parents[3] / "assets"


@pytest.fixture(scope="module")
def speech() -> np.ndarray:
    return load(ASSETS / "demo.flac")[: 6 * SAMPLE_RATE]


def test_a_model_is_made_and_training_continues_where_it_stopped(
    speech: np.ndarray, stock_model: Path, tmp_path: Path
) -> None:
    start, out = stock_model, tmp_path / "out"
    samples = (speech * 32767).astype(np.int16)
    for name, kind in (("a", "real"), ("b", "kokoro")):
        write_shard(out / "train", name, [UncachedClip(samples, "Well, hello.", "v", kind, (1.0, 2.0))])
    write_shard(out / "fillers", "a", [UncachedClip(samples[:4000], "um", "v", "kokoro")])
    command = ["--data", str(tmp_path), "--start", str(start), "--out", str(out), "--small"]
    assert build.main([*command, "--only", "train", "--updates", "2"]) == 0
    assert build.main([*command, "--only", "train", "--updates", "3"]) == 0
    assert torch.load(out / "checkpoint.pt", weights_only=True)["done"] == 3
    assert Config.load(out).updates == 3
    assert build.main([*command, "--only", "export"]) == 0
    settings = json.loads((out / "model" / "config.json").read_text(encoding="utf-8"))
    theirs = json.loads((start / "config.json").read_text(encoding="utf-8"))
    assert settings["alignment_heads"] == theirs["alignment_heads"]
    assert settings["suppress_ids"] == theirs["suppress_ids"]
    assert (out / "model" / "model.bin").stat().st_size < 0.6 * (start / "model.bin").stat().st_size
    assert WhisperRecognizer(out / "model", Decoding(threads=1)).recognize(speech, 0, ()).words


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_training_that_is_stopped_keeps_a_checkpoint_and_exports_nothing(
    speech: np.ndarray, stock_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    out = tmp_path / "out"
    samples = (speech * 32767).astype(np.int16)
    write_shard(out / "train", "a", [UncachedClip(samples, "Well, hello.", "v", "real", (1.0, 2.0))])
    write_shard(out / "train", "b", [UncachedClip(samples, "Well, hello.", "v", "kokoro", (1.0, 2.0))])
    write_shard(out / "fillers", "a", [UncachedClip(samples[:4000], "um", "v", "kokoro")])

    def interrupts(line: str) -> None:
        if line.startswith("1/9"):
            os.kill(os.getpid(), number)

    monkeypatch.setattr(train, "REPORT_EVERY", 1)
    monkeypatch.setattr(build, "report", interrupts)
    for stage in ("prepare_held_out", "prepare"):
        monkeypatch.setattr(build, stage, lambda *_: None)
    command = ["--data", str(tmp_path), "--start", str(stock_model), "--out", str(out), "--small", "--updates", "9"]
    assert build.main(command) == 130
    assert torch.load(out / "checkpoint.pt", weights_only=True)["done"] == 1
    assert not (out / "model").exists()


def test_the_network_reads_as_the_recogniser_does(speech: np.ndarray, stock_model: Path) -> None:
    """Stock weights, read into transformers' network, give at each step the piece that CTranslate2 wrote."""
    network, tokens = stock.load(stock_model).eval(), Tokens.load(stock_model / "tokenizer.json")
    words = WhisperRecognizer(stock_model, Decoding(threads=1, compute_type="float32")).recognize(speech, 0, ()).words
    pieces = tokens.encode(" ".join(word.text for word in words))
    padded = np.pad(speech, (0, 30 * SAMPLE_RATE - len(speech)))
    with torch.no_grad():
        hidden = decode(
            network,
            encode(network, LogMel()(torch.from_numpy(padded)[None])),
            torch.tensor([tokens.start_pieces("en") + pieces]),
        )
        likeliest = network.proj_out(hidden)[0].argmax(-1).tolist()
    assert likeliest[1:-1] == pieces


def test_a_student_that_hears_what_its_teacher_hears_has_nothing_to_learn(stock_model: Path) -> None:
    pupil = Pupil(stock.load(stock_model))
    features = torch.randn(1, 80, 3000)
    likeness, divergence = pupil.imitation(
        features, features, torch.tensor([[1, 2, 3]]), torch.tensor([[True, True, False]])
    )
    assert float(likeness.detach()) == pytest.approx(0.0, abs=1e-6)
    assert float(divergence.detach()) == pytest.approx(0.0, abs=1e-5)


def test_the_exported_decoder_lies_between_stock_and_trained(stock_model: Path, tmp_path: Path) -> None:
    trainer = SpeechTrainer(tmp_path, small(Config()), stock_model)
    before = {name: one.detach().clone() for name, one in trainer.pupil.learning()}
    for average in trainer.average:
        average += 1.0
    trainer.use_average(0.25)
    moved = {name: float((one.detach() - before[name]).mean()) for name, one in trainer.pupil.learning()}
    assert {round(by, 3) for name, by in moved.items() if "decoder" in name} == {0.25}
    assert {round(by, 3) for name, by in moved.items() if "encoder.layers" in name and "decoder" not in name} == {1.0}


def test_only_the_encoder_of_a_multilingual_model_is_trained_on(
    speech: np.ndarray, stock_base: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    samples = (speech * 32767).astype(np.int16)
    write_shard(out / "train", "a", [UncachedClip(samples, "Well, hello.", "v", "real", (1.0, 2.0))])
    write_shard(out / "train", "b", [UncachedClip(samples, "Guten Tag.", "v", "pico", (1.0, 2.0), "de")])
    command = ["--data", str(tmp_path), "--start", str(stock_base), "--out", str(out), "--small", "--encoder-only"]
    for stage in ("train", "export"):
        assert build.main([*command, "--speechocean", str(tmp_path), "--only", stage]) == 0
    before, after = (read_weights(folder / "model.bin") for folder in (stock_base, out / "model"))
    moved = {name for name, weights in before.items() if float((weights - after[name]).abs().max()) > 0.02}
    assert not {name for name in moved if name.startswith("decoder/")}
    manifest = read_manifest(out / "model")
    assert manifest is not None
    assert manifest.languages == ()
    assert manifest.properties["variable_context"] is True
    assert manifest.properties["knows_silence"] is False
    assert manifest.properties["time_shift_s"] == 0.12
    assert WhisperRecognizer(out / "model", Decoding(threads=1)).recognize(speech, 0, (), language="en").words


def test_the_decoder_stays_as_it_is_where_only_the_encoder_learns(stock_model: Path, tmp_path: Path) -> None:
    trainer = SpeechTrainer(tmp_path, dataclasses.replace(small(Config()), is_encoder_only=True), stock_model)
    names = {name for name, _ in trainer.pupil.learning()}
    assert names
    assert all(name.startswith("model.encoder.") for name in names)


def test_another_file_is_refused(tmp_path: Path) -> None:
    shutil.copyfile(ASSETS / "demo.flac", tmp_path / "model.bin")
    with pytest.raises(ValueError, match="binary version 6"):
        stock.load(tmp_path)


def test_recordings_that_stock_whisper_misreads_are_left_out(speech: np.ndarray, stock_model: Path) -> None:
    samples = (speech * 32767).astype(np.int16)
    assert not list(
        as_heard([UncachedClip(samples, "Nothing of the kind was ever said here.", "v", "real")], stock_model)
    )


def test_no_number_words_are_spoken() -> None:
    import random

    sentences = [
        SpeakableText(("It", "costs", "fifteen", "euros", "now."), "a"),
        SpeakableText(("It", "was", "so", "dark."), "a"),
    ]
    said = sentences_to_say(sentences, random.Random(1))
    assert not any("fifteen" in next(said).words for _ in range(20))


def test_held_out_voices_are_not_heard_in_training() -> None:
    for kind, voices in HELD_OUT_VOICES.items():
        assert not set(voices) & set(TRAINING_VOICES[kind])


def test_the_time_left_is_that_of_shards_of_the_same_kind() -> None:
    assert time_left({"real": [100.0, 140.0]}, ["real", "kokoro"]) == 240.0
    assert time_left({"real": [120.0], "hibari": [2.0, 4.0]}, ["hibari", "hibari", "real", "kokoro"]) == 6 + 120 + 42
    assert time_left({"real": [120.0]}, []) == 0.0
