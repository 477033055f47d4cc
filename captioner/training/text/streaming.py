"""Utterances read word by word by the model that the application runs, and what its rule makes of that."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency.onnx_model import OnnxLabelModel
from captioner.disfluency.reading import Reading
from captioner.training.text.corpora import NO_REPAIR, Utterance, read_labelled, rows, target
from captioner.training.text.metrics import NOTHING, Streamed

PAUSE_SECONDS = 0.6
"""where unsegmented speech is cut, as the segmenter cuts it"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One utterance and the model's reading after each of its words."""

    utterance: Utterance
    readings: tuple[Reading, ...]
    """as many as words; the last one is that of the ended utterance"""

    def decided(self, disfluent: float, wait: float, lookahead: int | None = None) -> Streamed:
        """The labels under these thresholds; `lookahead`: a fixed wait of so many words in place of the wait head's."""
        count = len(self.readings)
        labels = np.full((count, count), NOTHING, np.int8)
        for row, reading in enumerate(self.readings):
            emitted = row + 1 - lookahead if lookahead is not None else reading.emitted(wait)
            if row == count - 1:
                emitted = count
            if row and reading.skipped:
                labels[row, : reading.skipped] = labels[row - 1, : reading.skipped]  # no longer read: stays as it was
            before = labels[row - 1, reading.skipped : row + 1] if row and row < count - 1 else None
            decisions = reading.decisions(disfluent, before)
            labels[row, reading.skipped : max(0, emitted)] = decisions[: max(0, emitted - reading.skipped)]
        return Streamed(labels, np.array(self.utterance.targets, np.int8), _onsets(self.utterance))

    def ended(self, disfluent: float) -> Streamed:
        """The labels of the ended utterance alone, as a single row: enough for final scores."""
        reading = self.readings[-1]
        labels = np.zeros((1, len(self.readings)), np.int8)
        labels[0, reading.skipped :] = reading.decisions(disfluent)
        return Streamed(labels, np.array(self.utterance.targets, np.int8), _onsets(self.utterance))


def read_file(path: Path, language: str = "en") -> list[Utterance]:
    """The utterances of a labelled file; unsegmented sides (`dev_timed`) are cut at pauses.

    Of a list of recordings (.tsv) the sentences that were read out in `language`: all of their words are fluent.
    """
    if path.suffix == ".tsv":
        return list(_read_out(path, language))
    first = next(rows(path), {})
    if "speaker" not in first:
        return read_labelled(path)
    return [utterance for row in rows(path) for utterance in _cut(row)]


def record(model: OnnxLabelModel, utterances: Sequence[Utterance]) -> Iterator[Recorded]:
    """Read every prefix of every utterance.

    One at a time, as the application does: in a batch the int8 products share one scale of activations, which moved
    F1 by up to 0.003 on DISCO's German dev.
    """
    for utterance in utterances:
        words, count = utterance.words, len(utterance.words)
        yield Recorded(
            utterance, tuple(model.read(words[:read], complete=read == count) for read in range(1, count + 1))
        )


def settled(streamed: Streamed, settle_after: int) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """The label that the tagger settles for each word when words come one at a time, and after how many words it does.

    Returns:
        Labels, shape (n,), and the settling row minus the word's own, shape (n,).
    """
    count = len(streamed.gold)
    rows_, columns = np.indices((count, count))
    can_settle = (streamed.labels != NOTHING) & ((rows_ - columns >= settle_after) | (rows_ == count - 1))
    first = can_settle.argmax(axis=0)
    return streamed.labels[first, np.arange(count)], first - np.arange(count)


def _read_out(manifest: Path, language: str) -> Iterator[Utterance]:
    with manifest.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["kind"] == "read" and row["language"] == language:
                for sentence in re.findall(r"[^.?!]+[.?!]*", row["transcript"] or ""):
                    words = tuple(sentence.split())
                    if words:
                        yield Utterance(words, (0,) * len(words))


def _onsets(utterance: Utterance) -> NDArray[np.int64]:
    return np.array(utterance.repair_onset or [NO_REPAIR] * len(utterance.words), np.int64)


def _cut(row: dict[str, list[object]]) -> Iterator[Utterance]:
    words, letters = [str(word) for word in row["words"]], row["labels"]
    starts, ends = np.array(row["start"], float), np.array(row["end"], float)
    cuts = np.flatnonzero(starts[1:] - ends[:-1] >= PAUSE_SECONDS) + 1
    for indices in np.split(np.arange(len(words)), cuts):
        chosen = [words[index] for index in indices]
        targets = tuple(target(str(letters[index]), words[index]) for index in indices)
        yield Utterance(tuple(chosen), targets)
