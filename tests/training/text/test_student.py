"""A small network cut out of a large one, and learning from it."""

from __future__ import annotations

import dataclasses
import gzip
import json
from pathlib import Path
from random import Random

import pytest

torch = pytest.importorskip("torch")
torch.set_num_threads(1)

from captioner.disfluency.encoding import Encoder  # noqa: E402
from captioner.training.text import (  # noqa: E402
    average,
    checkpoint,
    student,
    train,
)
from captioner.training.text.config import RunConfig  # noqa: E402
from captioner.training.text.loss import taught_loss  # noqa: E402
from captioner.training.text.model import DisfluencyNetwork, Shape  # noqa: E402
from captioner.training.text.packing import Segment, WordBatch, batch, pack  # noqa: E402
from captioner.training.text.student import SIZES, Size, cut_out, frequent_pieces  # noqa: E402
from captioner.training.text.teacher import Teacher  # noqa: E402

pytestmark = pytest.mark.slow

LETTERS = sorted({*"abcdefghijklmnopqrstuvwxyz", *(f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")})
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "-", *LETTERS, "um", "go", "the", "house", "now"]
ALL = Size(pieces=len(VOCABULARY), embedding=16, layers=(0, 1), heads=2, inner=32)


@pytest.fixture
def network() -> DisfluencyNetwork:
    torch.manual_seed(0)
    made = DisfluencyNetwork(Shape(pieces=len(VOCABULARY), width=16, inner=32, layers=2, heads=2)).eval()
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.add_(0.3 * torch.randn_like(parameter))
    return made


@pytest.fixture
def large(tmp_path: Path, network: DisfluencyNetwork) -> Path:
    return saved(tmp_path / "large", network)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    random = Random(0)
    (tmp_path / "data" / "ami").mkdir(parents=True)
    for name in ("train", "unlabelled"):
        with gzip.open(tmp_path / "data" / "ami" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            for number in range(40):
                words = random.choices(["um", "go", "the", "house", "now"], k=random.randint(3, 6))
                labels = "".join("h" if word == "um" else "f" for word in words)
                file.write(json.dumps({"id": f"m.A:{number}", "words": words, "labels": labels}) + "\n")
    return tmp_path / "data"


def saved(folder: Path, network: DisfluencyNetwork) -> Path:
    folder.mkdir()
    optimizer = torch.optim.AdamW(network.parameters())
    checkpoint.save_progress(
        folder, checkpoint.TrainingProgress(0, 0, 0), network, network.state_dict(), optimizer, VOCABULARY
    )
    return folder


def sample() -> WordBatch:
    encoder, random = Encoder(VOCABULARY), Random(1)
    words = [random.choices(["um", "go", "the", "house", "now"], k=5) for _ in range(20)]
    return batch(pack([Segment(encoder.encode(one, complete=True), (0,) * 5, is_prefix=False) for one in words]))


def outputs(network: DisfluencyNetwork, pieces: list[int]) -> torch.Tensor:
    with torch.no_grad():
        return network.eval()(torch.tensor([pieces]), torch.tensor([[0, 5, 9, 0]]), torch.arange(len(pieces))[None])[0]


def test_a_student_that_keeps_everything_says_the_same(network: DisfluencyNetwork) -> None:
    same = cut_out(network, range(len(VOCABULARY)), ALL, sample())
    assert torch.allclose(outputs(network, [2, 57, 60, 3]), outputs(same, [2, 57, 60, 3]), atol=1e-4)


def test_the_parts_that_vary_least_are_left_out(network: DisfluencyNetwork) -> None:
    with torch.no_grad():
        for layer in network.layers:
            layer.inner.weight[::2] = 0.0  # half of the neurons always say the same
            layer.attention_in.weight.view(3, 2, 8, 16)[2, 1] = 0.0  # as does the second head
    less = cut_out(network, range(len(VOCABULARY)), dataclasses.replace(ALL, inner=16, heads=1), sample())
    assert torch.allclose(outputs(network, [2, 57, 60, 3]), outputs(less, [2, 57, 60, 3]), atol=1e-4)


def test_every_word_can_be_spelled_with_the_kept_pieces(data: Path) -> None:
    kept = frequent_pieces(VOCABULARY, [data / "ami" / "unlabelled.jsonl.gz"], 59)
    pieces = [VOCABULARY[index] for index in kept]
    assert len(pieces) == 59
    assert set(LETTERS) <= set(pieces)
    assert kept == sorted(kept)


@pytest.mark.parametrize(("name", "most"), [("small", 3_100_000), ("tiny", 1_200_000)])
def test_the_sizes_are_as_small_as_they_say(name: str, most: int) -> None:
    size = SIZES[name]
    whole = DisfluencyNetwork(Shape(pieces=size.pieces))
    made = cut_out(whole, range(size.pieces), size, sample())
    assert sum(parameter.numel() for parameter in made.parameters()) <= most


def test_a_student_learns_what_its_teacher_says(data: Path, large: Path, tmp_path: Path) -> None:
    command = ["--run", str(large), "--size", "tiny", "--out", str(tmp_path / "start"), "--texts"]
    sizes = {"tiny": dataclasses.replace(ALL, heads=1)}
    original = dict(SIZES)
    SIZES.update(sizes)
    try:
        student.main([*command, str(data / "ami" / "train.jsonl.gz")])
    finally:
        SIZES.update(original)
    config = RunConfig(
        name="distilled",
        corpora=(("ami/train", 0.5),),
        unlabelled=(("ami/unlabelled", 1.0),),
        start=str(tmp_path / "start"),
        teachers=(str(large),),
        taught=1.0,
        reuse=3,
        steps=60,
        batch_rows=1,
        learning_rate=1e-2,
        dropout=0.0,
    )
    (tmp_path / "out").mkdir()
    run = train.LabelTrainer(config, data, tmp_path / "out")
    lesson = next(iter(run.lessons(0)))
    assert lesson.taught is not None
    said = lesson.taught
    decisions = [(one.logit(), one) for one in (said.wait, said.taken_back)]
    # what the teacher itself would reach: it is not sure of everything
    certain = taught_loss(said.labels.log(), said.labels, *decisions).item()
    first = run.loss(lesson).total.item() - certain
    run.run()
    assert run.loss(lesson).total.item() - certain < 0.5 * first


def test_several_teachers_teach_the_mean_of_what_each_says(
    data: Path, large: Path, network: DisfluencyNetwork, tmp_path: Path
) -> None:
    with torch.no_grad():
        network.label_head.bias += torch.tensor([3.0, 0.0, 0.0, 0.0, 0.0])
    other = saved(tmp_path / "other", network)
    config = RunConfig(name="distilled", corpora=(("ami/train", 1.0),), start=str(large), batch_rows=1)
    said = []
    for teachers in ((large,), (other,), (large, other)):
        taught = dataclasses.replace(config, teachers=tuple(map(str, teachers)))
        lesson = next(iter(train.LabelTrainer(taught, data, tmp_path / "out").lessons(0)))
        assert lesson.taught is not None
        said.append(lesson.taught.labels)
    assert not torch.allclose(said[0], said[1], atol=0.05)
    assert torch.allclose((said[0] + said[1]) / 2, said[2], atol=1e-5)


def test_the_mean_of_two_runs_lies_between_them(large: Path, network: DisfluencyNetwork, tmp_path: Path) -> None:
    RunConfig(name="one", corpora=()).save(large)
    before = network.label_head.bias.detach().clone()
    with torch.no_grad():
        network.label_head.bias += 2.0
    other = saved(tmp_path / "other", network)
    RunConfig(name="other", corpora=()).save(other)
    assert average.main(["--runs", str(large), str(other), "--out", str(tmp_path / "mean")]) == 0
    found, vocabulary = checkpoint.load_weights(tmp_path / "mean")
    assert torch.allclose(found.label_head.bias, before + 1.0)
    assert vocabulary == VOCABULARY
    assert RunConfig.load(tmp_path / "mean").name == "other"


def test_teachers_of_two_vocabularies_cannot_teach_together(
    large: Path, network: DisfluencyNetwork, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    optimizer = torch.optim.AdamW(network.parameters())
    vocabulary = list(reversed(VOCABULARY))
    checkpoint.save_progress(
        other, checkpoint.TrainingProgress(0, 0, 0), network, network.state_dict(), optimizer, vocabulary
    )
    with pytest.raises(ValueError, match="one vocabulary"):
        Teacher([large, other])


def test_the_same_words_are_read_in_several_orders(data: Path, large: Path, tmp_path: Path) -> None:
    config = RunConfig(
        name="distilled", corpora=(("ami/train", 1.0),), start=str(large), teachers=(str(large),), reuse=2, batch_rows=1
    )
    run = train.LabelTrainer(config, data, tmp_path)
    epochs = [[id(lesson) for lesson in run.lessons(epoch)] for epoch in range(3)]
    assert sorted(epochs[0]) == sorted(epochs[1])
    assert not set(epochs[0]) & set(epochs[2])
