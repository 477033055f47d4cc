"""Reads utterances word by word with the application's model, and applies its rule."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency.decoding import decide
from captioner.disfluency.labels import LABELS
from captioner.disfluency.onnx_model import OnnxLabelModel
from captioner.disfluency.reading import Reading, RepairRule, Rule, Thoroughness
from captioner.disfluency.tagger import DisfluencyTagger
from captioner.messages import SAMPLE_RATE, Word, WordUpdate
from captioner.training.text.corpora import NO_REPAIR, Utterance, read_labelled, rows, target
from captioner.training.text.metrics import NOTHING, Streamed

WORD_SECONDS = 0.31
"""seconds between words without known times: the mean of AMI's meetings"""
_WORD_SAMPLES = int(WORD_SECONDS * SAMPLE_RATE)
PAUSE_SECONDS = 0.6
"""pause at which unsegmented speech is cut, as in the segmenter"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One utterance and the model's reading after each of its words."""

    utterance: Utterance
    readings: tuple[Reading, ...]
    """one for each word; the last one is of the ended utterance"""
    rule: RepairRule = RepairRule()  # noqa: RUF009 - frozen
    """the model's, for whole repairs"""

    def decided(self, disfluent: float, wait: float, lookahead: int | None = None) -> Streamed:
        """The labels under these thresholds; `lookahead`: a fixed wait of this many words in place of the wait head."""
        count = len(self.readings)
        labels = np.full((count, count), NOTHING, np.int8)
        for row, reading in enumerate(self.readings):
            emitted = row + 1 - lookahead if lookahead is not None else reading.emitted(wait)
            if row == count - 1:
                emitted = count
            if row and reading.skipped:
                labels[row, : reading.skipped] = labels[row - 1, : reading.skipped]  # no longer read: unchanged
            before = labels[row - 1, reading.skipped : row + 1] if row and row < count - 1 else None
            words = self.utterance.words[reading.skipped : row + 1]
            decisions = decide(reading, words, disfluent, before=before, rule=self.rule)
            labels[row, reading.skipped : max(0, emitted)] = decisions[: max(0, emitted - reading.skipped)]
        return Streamed(labels, np.array(self.utterance.targets, np.int8), _onsets(self.utterance))

    def ended(self, disfluent: float) -> Streamed:
        """The labels of the ended utterance as a single row, for final scores."""
        reading = self.readings[-1]
        labels = np.zeros((1, len(self.readings)), np.int8)
        words = self.utterance.words[reading.skipped :]
        labels[0, reading.skipped :] = decide(reading, words, disfluent, rule=self.rule)
        return Streamed(labels, np.array(self.utterance.targets, np.int8), _onsets(self.utterance))


@dataclass(frozen=True, slots=True)
class Settled:
    """The settled labels of an utterance."""

    labels: NDArray[np.int8]
    """shape (n,)"""
    delays: NDArray[np.int64]
    """shape (n,): words behind each word when it settled"""


def read_file(path: Path, language: str = "en") -> list[Utterance]:
    """The utterances of a labelled file; unsegmented sides (`dev_timed`) are cut at pauses.

    From a list of recordings (.tsv), the read sentences in `language`: all of their words are fluent.
    """
    if path.suffix == ".tsv":
        return list(_read_out(path, language))
    first = next(rows(path), {})
    if "speaker" not in first:
        return read_labelled(path)
    return [utterance for row in rows(path) for utterance in _cut(row)]


def record(model: OnnxLabelModel, utterances: Sequence[Utterance]) -> Iterator[Recorded]:
    """Read every prefix of every utterance.

    One at a time, like the application: in a batch the int8 products share one scale of activations, which changed F1
    by up to 0.003 on DISCO's German dev.
    """
    for utterance in utterances:
        words, count = utterance.words, len(utterance.words)
        yield Recorded(
            utterance,
            tuple(model.read(words[:read], complete=read == count) for read in range(1, count + 1)),
            model.rule.repairs,
        )


def settled(recorded: Recorded, rule: Rule, thoroughness: Thoroughness) -> Settled:
    """The tagger's settled labels when words are committed one at a time, WORD_SECONDS each."""
    replayed = _Replayed(recorded.readings, rule)
    tagger = DisfluencyTagger(replayed, thoroughness)
    labels: list[int] = []
    delays: list[int] = []
    texts = recorded.utterance.words
    for index, text in enumerate(texts):
        start = index * _WORD_SAMPLES
        word = Word(text, start, start + _WORD_SAMPLES, 1.0)
        made = tagger.label(WordUpdate(0, (word,), (), utterance_ended=index == len(texts) - 1))
        for one in made.settled:
            delays.append(index - len(labels))
            labels.append(LABELS.index(one.label))
    return Settled(np.array(labels, np.int8), np.array(delays, np.int64))


class _Replayed:
    """Returns the recorded readings of an utterance, one after the other."""

    def __init__(self, readings: Sequence[Reading], rule: Rule) -> None:
        self._readings = iter(readings)
        self.rule = rule

    def read(self, words: Sequence[str], *, complete: bool) -> Reading:
        reading, count = next(self._readings), len(words)
        taken_back = None if reading.taken_back is None else reading.taken_back[-count:]
        skipped = max(0, count - len(reading.labels))
        return Reading(reading.labels[-count:], reading.wait[-count:], skipped, taken_back)


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
