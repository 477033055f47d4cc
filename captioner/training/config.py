"""Everything that decides a training run: frozen, saved beside the weights."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class RunConfig:
    """One training run; with the same data folder and encoder it gives the same weights again.

    Attributes:
        corpora: files below the data folder (`ami/train`) and the part of each that one epoch takes; 2.0: all, twice.
        synthetic: utterances with made disfluencies in an epoch, from `synthetic_from` (labelled or unlabelled
            files, folders of written text).
        meant: utterances of words that look disfluent and are not, in an epoch.
        fluent_of: corpora whose utterances are read without their disfluencies, too.
        fluent_share: part of them that an epoch takes.
        written: sentences of written text in an epoch, drawn from the text files in the folders `written_from`.
        encoder: folder with BERT weights and `vocab.txt`; empty where `start` is given.
        start: an earlier run's folder, or an exported model's, whose weights and vocabulary are the start.
        unlabelled: files of words without labels and the part of their utterances that an epoch takes; for a teacher.
        teachers: the folders of the runs that a distilled one learns from, beside the labels: from their mean.
        taught: weight of what the teacher says against what the labels say, 0 to 1.
        reuse: epochs in which the same utterances, read once by the teacher, are learnt from.
        batch_rows: packed rows (of encoding.MAX_PIECES pieces) a step.
        warm_up, decay: parts of `steps` in which the learning rate rises and falls to zero.
        average: decay of the running average of the weights, which is what is kept in the end.
        labels_first: part of `steps` in which the wait head rests and every word of a prefix counts: while the labels
            are still mostly wrong waiting always pays, and a head that always waits gets no gradient any more.
        prefixes_of: corpora of which prefixes are read, too; `synthetic`: of made disfluencies. Where (nearly) every
            utterance holds a disfluency, as in Disfl-QA and DISCO, the wait head learns to wait for it from the first
            word on; with as many written sentences beside made ones it does not.
        prefix_share: part of the sampled prefixes that is read.
        join: chance that an utterance is read in one with the one or two behind it.
        keep_fluent: part of the longer fluent utterances that an epoch takes; each is left out of some epochs only.
        keep_short: part of the fluent utterances of one or two words that an epoch takes.
    """

    name: str
    corpora: tuple[tuple[str, float], ...]
    synthetic: int = 0
    synthetic_from: tuple[str, ...] = ()
    meant: int = 0
    fluent_of: tuple[str, ...] = ()
    fluent_share: float = 1.0
    written: int = 0
    written_from: tuple[str, ...] = ("written",)
    encoder: str = ""
    start: str = ""
    unlabelled: tuple[tuple[str, float], ...] = ()
    teachers: tuple[str, ...] = ()
    taught: float = 0.8
    reuse: int = 5
    seed: int = 1
    steps: int = 1000
    batch_rows: int = 10
    learning_rate: float = 2e-4
    warm_up: float = 0.05
    decay: float = 0.4
    weight_decay: float = 0.01
    dropout: float = 0.1
    average: float = 0.995
    prefix_weight: float = 1.0
    latency_weight: float = 0.5
    labels_first: float = 0.25
    prefixes_of: tuple[str, ...] = ("ami/train", "switchboard/train")
    prefix_share: float = 1.0
    join: float = 0.35
    keep_fluent: float = 1.0
    keep_short: float = 0.4
    drop_fragments: float = 0.3

    def save(self, folder: Path) -> None:
        """Write `config.json`."""
        text = json.dumps(dataclasses.asdict(self), indent=2)
        (folder / "config.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> RunConfig:
        """Read what `save` wrote."""
        content: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        for key in ("corpora", "unlabelled"):
            content[key] = tuple((name, float(part)) for name, part in content.get(key, ()))
        if "teacher" in content:  # runs before there could be several
            teacher = content.pop("teacher")
            content["teachers"] = (teacher,) if teacher else ()
        for key in ("synthetic_from", "prefixes_of", "fluent_of", "written_from", "teachers"):
            content[key] = tuple(content.get(key, ()))
        return cls(**content)


RECIPES: dict[str, RunConfig] = {
    config.name: config
    for config in (
        RunConfig(
            name="disfluency-en",
            corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.2)),
            synthetic=5_000,
            synthetic_from=("ami/train", "ami/unlabelled"),
            meant=400,
            fluent_of=("disfl_qa/train",),
            fluent_share=0.3,
            steps=2000,
            batch_rows=5,
            learning_rate=1.5e-4,
            labels_first=0.15,
            average=0.998,
        ),
        RunConfig(
            name="disfluency-en-2",  # started from the medium student of disfluency-en, its teacher
            corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.2)),
            unlabelled=(("ami/unlabelled", 0.25),),
            meant=400,
            fluent_of=("disfl_qa/train",),
            fluent_share=0.5,
            taught=0.5,
            reuse=2,
            steps=1000,
            batch_rows=5,
            learning_rate=1.5e-4,
            labels_first=0.0,
            decay=0.7,
            average=0.995,
        ),
        RunConfig(
            name="disfluency-en-3",  # started from disfluency-en-2: repetitions that are meant
            corpora=(("ami/train", 0.6), ("disfl_qa/train", 0.1)),
            meant=3000,
            fluent_of=("disfl_qa/train",),
            fluent_share=0.3,
            seed=3,
            steps=300,
            batch_rows=5,
            learning_rate=1.2e-4,
            labels_first=0.0,
            decay=0.9,
            average=0.98,
        ),
        RunConfig(
            name="disfluency-en-4",  # started from disfluency-en-3: written text, in which nothing is to be removed
            corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.2)),
            meant=1500,
            fluent_of=("disfl_qa/train",),
            fluent_share=0.3,
            written=4000,
            seed=4,
            steps=700,
            batch_rows=5,
            learning_rate=1e-4,
            labels_first=0.0,
            decay=0.8,
            average=0.99,
        ),
        RunConfig(
            name="disfluency-en-5",  # started from disfluency-en-4: disfluencies made in written text, too
            corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.2)),
            synthetic=8_000,
            synthetic_from=("ami/train", "ami/unlabelled", "written"),
            meant=3000,
            fluent_of=("disfl_qa/train",),
            fluent_share=0.3,
            written=4000,
            seed=5,
            steps=900,
            batch_rows=5,
            learning_rate=1.2e-4,
            labels_first=0.0,
            decay=0.8,
            average=0.99,
        ),
        RunConfig(
            name="disfluency-en-6",  # started from disfluency-en-5: more of both
            corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.1)),
            synthetic=10_000,
            synthetic_from=("ami/train", "ami/unlabelled", "written"),
            meant=2500,
            fluent_of=("disfl_qa/train",),
            fluent_share=0.3,
            written=9000,
            seed=6,
            steps=1300,
            batch_rows=5,
            learning_rate=1.5e-4,
            labels_first=0.0,
            prefix_share=0.6,
            decay=0.8,
            average=0.995,
        ),
        RunConfig(
            name="disfluency-en-7",  # started from disfluency-en-6: made disfluencies while they still come
            corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.1)),
            synthetic=8_000,
            synthetic_from=("ami/train", "ami/unlabelled", "written"),
            prefixes_of=("ami/train", "synthetic"),
            meant=2500,
            fluent_of=("disfl_qa/train",),
            fluent_share=0.3,
            written=12000,
            seed=7,
            steps=800,
            batch_rows=5,
            learning_rate=1.2e-4,
            labels_first=0.0,
            prefix_share=0.7,
            decay=0.8,
            average=0.995,
        ),
        RunConfig(
            name="disfluency-en-8",  # started from disfluency-en-7: more of what is meant
            corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.1)),
            synthetic=6_000,
            synthetic_from=("ami/train", "ami/unlabelled", "written"),
            prefixes_of=("ami/train", "synthetic"),
            meant=6000,
            fluent_of=("disfl_qa/train",),
            fluent_share=0.3,
            written=8000,
            seed=8,
            steps=300,
            batch_rows=5,
            learning_rate=8e-5,
            labels_first=0.0,
            prefix_share=0.7,
            decay=0.9,
            average=0.98,
        ),
        RunConfig(
            name="disfluency-en-swbd",  # started from the medium student of disfluency-en
            corpora=(
                ("switchboard/train", 1.0),
                ("ami/train", 0.15),
                ("disfl_qa/train", 0.05),
                ("disco/en_train", 0.3),
            ),
            meant=300,
            steps=3300,
            batch_rows=5,
            learning_rate=1.5e-4,
            prefix_share=0.5,
            keep_fluent=0.5,
            keep_short=0.15,
            labels_first=0.0,
            warm_up=0.02,
            average=0.998,
        ),
        RunConfig(
            name="disfluency-en-swbd-2",  # of the whole network
            corpora=(
                ("switchboard/train", 1.0),
                ("ami/train", 0.15),
                ("disfl_qa/train", 0.05),
                ("disco/en_train", 0.3),
            ),
            synthetic=12_000,
            synthetic_from=("switchboard/train", "written"),
            meant=1500,
            written=5000,
            seed=5,
            steps=1800,
            batch_rows=5,
            learning_rate=1.5e-4,
            prefix_share=0.4,
            keep_fluent=0.5,
            keep_short=0.15,
            labels_first=0.0,
            warm_up=0.02,
            decay=0.8,
            average=0.998,
        ),
        RunConfig(
            name="disfluency-en-small",  # started from the small student of disfluency-en-swbd-2, its teacher
            corpora=(("switchboard/train", 1.0), ("ami/train", 0.3), ("disfl_qa/train", 0.1), ("disco/en_train", 0.3)),
            unlabelled=(("ami/unlabelled", 0.2),),
            synthetic=6_000,
            synthetic_from=("switchboard/train", "written"),
            meant=800,
            written=2500,
            steps=3000,
            batch_rows=5,
            learning_rate=6e-4,
            dropout=0.0,
            prefix_share=0.5,
            keep_fluent=0.5,
            keep_short=0.15,
            labels_first=0.0,
            warm_up=0.03,
            average=0.998,
        ),
        RunConfig(
            name="disfluency-en-tiny",  # started from the tiny student of disfluency-en-swbd, its teacher
            corpora=(("switchboard/train", 1.0), ("ami/train", 0.2), ("disfl_qa/train", 0.1), ("disco/en_train", 0.3)),
            unlabelled=(("ami/unlabelled", 0.1),),
            meant=300,
            steps=2200,
            batch_rows=5,
            learning_rate=1e-3,
            dropout=0.0,
            prefix_share=0.5,
            keep_fluent=0.5,
            keep_short=0.15,
            labels_first=0.0,
            warm_up=0.03,
            average=0.998,
        ),
        RunConfig(
            name="disfluency-de",  # started from disfluency-en-2
            corpora=(("disco/de_train", 1.0),),
            prefixes_of=(),
            labels_first=1.0,  # the wait head stays as English taught it
            steps=300,
            batch_rows=5,
            learning_rate=1.2e-4,
            warm_up=0.1,
        ),
    )
}
