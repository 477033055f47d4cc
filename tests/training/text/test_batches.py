"""What an epoch reads: nothing is lost where utterances are joined."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("torch")

from captioner.disfluency.encoding import Encoder
from captioner.training.text.batches import Epochs
from captioner.training.text.config import RunConfig
from captioner.training.text.corpora import UNLABELLED

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "-", "um", "go", "the", "house", "now"]
CONFIG = RunConfig(
    name="joined",
    corpora=(("ami/train", 1.0),),
    batch_rows=1,
    prefixes_of=(),
    drop_fragments=0.0,
    join=0.0,
    keep_short=1.0,
)


@pytest.fixture
def labels(tmp_path: Path) -> list[str]:
    """The labels of 40 utterances of one speaker, written where the corpus is looked for."""
    random = Random(0)
    (tmp_path / "ami").mkdir()
    written: list[str] = []
    with gzip.open(tmp_path / "ami" / "train.jsonl.gz", "wt", encoding="utf-8") as file:
        for number in range(40):
            words = random.choices(["go", "the", "house", "now"], k=random.randint(4, 9))
            written.append("".join(random.choices("fr", k=len(words))))
            file.write(json.dumps({"id": f"m.A:{number}", "words": words, "labels": written[-1]}) + "\n")
    return written


def read(data: Path, config: RunConfig) -> tuple[int, Counter[int]]:
    """How many segments an epoch reads, and how many words have each target in them."""
    epochs = Epochs(config, data, Encoder(VOCABULARY))
    segments = [segment for rows in epochs.batches(0) for row in rows for segment in row]
    return len(segments), Counter(target for segment in segments for target in segment.targets)


def test_joined_utterances_lose_nothing(tmp_path: Path, labels: list[str]) -> None:
    letters = Counter("".join(labels))
    alone, _ = read(tmp_path, CONFIG)
    joined, targets = read(tmp_path, replace(CONFIG, join=1.0))
    assert joined < alone == len(labels)
    assert targets == {0: letters["f"], 4: letters["r"]}


def test_text_of_recognisers_is_read_unchanged(tmp_path: Path, labels: list[str]) -> None:
    (tmp_path / "recognised").mkdir()
    with gzip.open(tmp_path / "recognised" / "1-0000.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "", "words": ["Um,", "go", "house."], "labels": "h?f"}) + "\n")
    alone, targets = read(tmp_path, CONFIG)
    with_them, more = read(tmp_path, replace(CONFIG, misheard=1.0, recognised=(("recognised", 3.0),)))
    assert with_them >= alone + 3
    assert more[UNLABELLED] >= 3
    assert targets[UNLABELLED] == targets[1] == 0
    assert more[1] >= 3, "the filled pause of each copy"
