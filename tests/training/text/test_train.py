"""A tiny run: it learns, stops, goes on as if it had not stopped, and its export agrees with it."""

from __future__ import annotations

import dataclasses
import gzip
import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

torch = pytest.importorskip("torch")
torch.set_num_threads(1)

from captioner.disfluency.encoding import Encoder  # noqa: E402
from captioner.disfluency.onnx_model import OnnxLabelModel  # noqa: E402
from captioner.training.text import (  # noqa: E402
    checkpoint,
    train,
)
from captioner.training.text.config import RunConfig  # noqa: E402
from captioner.training.text.model import DisfluencyNetwork, Shape  # noqa: E402

pytestmark = pytest.mark.slow

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "-", "um", "go", "the", "house", "now"]
CONFIG = RunConfig(name="tiny", corpora=(("ami/train", 1.0),), steps=12, batch_rows=1, learning_rate=1e-2)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A corpus of 60 utterances in which `um` is a filled pause."""
    random = Random(0)
    folder = tmp_path / "data"
    (folder / "ami").mkdir(parents=True)
    with gzip.open(folder / "ami" / "train.jsonl.gz", "wt", encoding="utf-8") as file:
        for number in range(60):
            words = random.choices(["um", "go", "the", "house", "now"], k=random.randint(3, 6))
            labels = "".join("h" if word == "um" else "f" for word in words)
            file.write(json.dumps({"id": f"m.A:{number}", "words": words, "labels": labels}) + "\n")
    return folder


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A small random network, as an earlier run leaves it."""
    torch.manual_seed(0)
    network = DisfluencyNetwork(Shape(pieces=len(VOCABULARY), width=16, inner=32, layers=2, heads=2))
    folder = tmp_path / "start"
    folder.mkdir()
    optimizer = torch.optim.AdamW(network.parameters())
    progress = checkpoint.TrainingProgress(0, 0, 0)
    checkpoint.save_progress(folder, progress, network, network.state_dict(), optimizer, VOCABULARY)
    return folder


def trainer(data: Path, start: Path, out: Path, **changes: object) -> train.LabelTrainer:
    out.mkdir(exist_ok=True)
    return train.LabelTrainer(dataclasses.replace(CONFIG, start=str(start), **changes), data, out)


def test_a_killed_run_taken_up_again_ends_where_an_unbroken_one_does(data: Path, start: Path, tmp_path: Path) -> None:
    unbroken = trainer(data, start, tmp_path / "unbroken")
    unbroken.run()
    trainer(data, start, tmp_path / "broken").run(stop_after=5)
    resumed = trainer(data, start, tmp_path / "broken")
    assert resumed.progress.step == 5
    resumed.run()
    assert resumed.progress == unbroken.progress
    for name, tensor in unbroken.average.items():
        assert torch.equal(resumed.average[name], tensor), name


def test_a_run_learns(data: Path, start: Path, tmp_path: Path) -> None:
    run = trainer(data, start, tmp_path / "run", steps=40)
    first = run.step(next(run.lessons(0)))
    run.run()
    last = run.step(next(run.lessons(0)))
    assert float(last.full) < 0.5 * float(first.full)


def test_the_export_agrees_with_the_network(data: Path, start: Path, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    from captioner.training.text.export import export

    trainer(data, start, tmp_path / "run", steps=40).run()
    dataclasses.replace(CONFIG, start=str(start)).save(tmp_path / "run")
    export(tmp_path / "run", tmp_path / "model", data / "ami" / "train.jsonl.gz", 0.2, "none", ["en"])
    network, vocabulary = checkpoint.load_weights(tmp_path / "run")
    model = OnnxLabelModel(tmp_path / "model")
    words = ["um", "go", "um", "the", "house"]
    encoded = Encoder(vocabulary).encode(words, complete=True)
    pieces = torch.tensor([encoded.pieces])
    with torch.no_grad():
        given = pieces, torch.tensor([encoded.marks]), torch.arange(pieces.shape[1])[None, :]
        labels, wait, taken_back = network.eval()(*given)
    reading = model.read(words, complete=True)
    first = list(encoded.first_pieces)
    assert np.abs(labels.softmax(-1)[0, first].numpy() - reading.labels).max() < 0.1
    assert np.abs(wait.sigmoid()[0, first].numpy() - reading.wait).max() < 0.1
    assert reading.taken_back is not None
    assert np.abs(taken_back.sigmoid()[0, first].numpy() - reading.taken_back).max() < 0.1
    assert reading.decisions(0.5).tolist() == [1, 0, 1, 0, 0]
    again, same_vocabulary = checkpoint.load_weights(tmp_path / "model")
    assert same_vocabulary == vocabulary
    with torch.no_grad():
        labels_again = again.eval()(*given)[0]
    assert (labels_again - labels).abs().max() < 0.1 * labels.abs().max()
    metadata = json.loads(model.metadata["config"])
    assert metadata["start"] == "start"  # the folder's name, not its place


def test_written_text_is_read_as_fluent(data: Path, start: Path, tmp_path: Path) -> None:
    (data / "written").mkdir()
    (data / "written" / "novel.txt").write_text("Go to the house now. The house is gone.", encoding="utf-8")
    plain = trainer(data, start, tmp_path / "plain")
    more = trainer(data, start, tmp_path / "more", written=50)
    segments = [sum(len(row) for one in run.lessons(0) for row in one.rows) for run in (plain, more)]
    assert segments[1] >= segments[0] + 50


def test_missing_written_text_is_named(data: Path, start: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="written"):
        trainer(data, start, tmp_path / "run", written=50)


def test_prefixes_of_made_disfluencies_are_read_where_they_are_asked_for(
    data: Path, start: Path, tmp_path: Path
) -> None:
    made = {"synthetic": 40, "synthetic_from": ("ami/train",)}
    counts = []
    for number, prefixes_of in enumerate([(), ("synthetic",)]):
        run = trainer(data, start, tmp_path / str(number), prefixes_of=prefixes_of, **made)
        counts.append(sum(one.is_prefix for lesson in run.lessons(0) for row in lesson.rows for one in row))
    assert counts[0] == 0
    assert counts[1] >= 20


def test_a_run_of_one_teacher_is_read_as_it_was_saved(tmp_path: Path) -> None:
    CONFIG.save(tmp_path)
    content = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    del content["teachers"]
    (tmp_path / "config.json").write_text(json.dumps(content | {"teacher": "runs/en"}), encoding="utf-8")
    assert RunConfig.load(tmp_path) == dataclasses.replace(CONFIG, teachers=("runs/en",))
