"""The configuration of a training run, saved beside the weights."""

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
        corpora: files below the data folder (`ami/train`) and the share of each in one epoch; 2.0: all, twice.
        synthetic: utterances with made disfluencies in an epoch, from `synthetic_from` (labelled or unlabelled
            files, folders of written text, "hard_negatives": sentences made as those are).
        language: of the made disfluencies and of hard negatives, "en" or "de".
        hard_negatives: fluent utterances with words that look disfluent, in an epoch.
        fluent_of: corpora whose utterances are also read without their disfluencies.
        fluent_share: share of them in an epoch.
        written: sentences of written text in an epoch, drawn from the text files in the folders `written_from`.
        encoder: folder with BERT weights and `vocab.txt`; empty if `start` is given.
        start: an earlier run's folder, or an exported model's, whose weights and vocabulary are the start.
        unlabelled: files of words without labels and the share of their utterances in an epoch; for a teacher.
        teachers: the folders of the runs whose mean teaches a distilled model, besides the labels.
        taught: weight of the teacher's output against the labels, 0 to 1.
        reuse: epochs that learn from the same utterances, which the teacher reads once.
        batch_rows: packed rows (of encoding.MAX_PIECES pieces) in a step.
        warm_up, decay: shares of `steps` in which the learning rate rises and falls to zero.
        average: decay of the running average of the weights, which is kept in the end.
        labels_first: share of `steps` in which the wait head rests and every word of a prefix counts. While the labels
            are still mostly wrong waiting always pays, and a head that always waits gets no gradient any more.
        prefixes_of: corpora of which prefixes are read, too; `synthetic`: of made disfluencies. If (nearly) every
            utterance holds a disfluency, as in Disfl-QA and DISCO, the wait head learns to wait for it from the first
            word on; with as many written sentences beside made ones it does not.
        prefix_share: share of the sampled prefixes that is read.
        join: chance that an utterance is joined with the next one or two.
        misheard: share of the utterances that is read as a recogniser might mishear it.
        taken_back_weight: weight of predicting which words of a prefix are taken back.
        corrections: sentences with corrected figures, dates, names and units, and fluent ones with the same words, in
            an epoch.
        restarts: sentences with restarts without an editing term, in an epoch.
        parallel: sentences with parallel clauses or phrases, half of them from written text, in an epoch.
        spelled: share of the utterances that is read in Whisper's spelling: commas, dashes, full stops, figures.
        recognised: folders of recognisers' output for spoken sentences (`recognised.py`) and the share of their
            utterances in an epoch; they are read unchanged.
        keep_fluent: share of the longer fluent utterances in an epoch; each is left out of some epochs only.
        keep_short: share of the fluent utterances of one or two words in an epoch.
    """

    name: str
    corpora: tuple[tuple[str, float], ...]
    synthetic: int = 0
    synthetic_from: tuple[str, ...] = ()
    language: str = "en"
    hard_negatives: int = 0
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
    misheard: float = 0.0
    taken_back_weight: float = 0.3
    corrections: int = 0
    restarts: int = 0
    parallel: int = 0
    spelled: float = 0.0
    recognised: tuple[tuple[str, float], ...] = ()

    def save(self, folder: Path) -> None:
        """Write `config.json`."""
        text = json.dumps(dataclasses.asdict(self), indent=2)
        (folder / "config.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> RunConfig:
        """Read what `save` wrote."""
        content: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        for key in ("corpora", "unlabelled", "recognised"):
            content[key] = tuple((name, float(part)) for name, part in content.get(key, ()))
        if "meant" in content:  # the old name of hard negatives
            content["hard_negatives"] = content.pop("meant")
            content["synthetic_from"] = tuple(
                "hard_negatives" if one == "meant" else one for one in content["synthetic_from"]
            )
        if "teacher" in content:  # runs before there could be several
            teacher = content.pop("teacher")
            content["teachers"] = (teacher,) if teacher else ()
        for key in ("synthetic_from", "prefixes_of", "fluent_of", "written_from", "teachers"):
            content[key] = tuple(content.get(key, ()))
        return cls(**content)
