"""Replays a streaming recogniser's output through the tagger: `python -m captioner.training.text.replay --help`.

A word is committed as soon as another follows it (revisions almost always concern the last word). Later changes of
committed words are ignored, as in captions. An utterance ends at a pause of 0.6 s.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from captioner.disfluency.encoding import parts
from captioner.disfluency.labels import LABELS
from captioner.disfluency.tagger import DisfluencyTagger
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, Word, WordUpdate
from captioner.training.text.corpora import rows, target
from captioner.training.text.metrics import SETS, scores
from captioner.training.text.streaming import PAUSE_SECONDS


@dataclass(frozen=True, slots=True)
class Increment:
    """The recogniser's output at one time; its words replace all words from its first start on."""

    time: float
    """seconds"""
    words: tuple[Word, ...]


@dataclass(slots=True)
class Replayed:
    """The result for one speaker's side."""

    words: list[Word] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    """settled labels of `words`"""
    delays: list[float] = field(default_factory=list)
    """seconds from a word's first appearance until it settled"""
    retracted: int = 0
    """words that were shown in the cleaned view and later were not"""
    length: float = 0.0
    """seconds"""


def read_increments(path: Path) -> dict[str, list[Increment]]:
    """The increments of each speaker's side, in the order of time."""
    sides: dict[str, list[Increment]] = {}
    name, time, words = "", 0.0, list[Word]()

    def close() -> None:
        if words:
            sides.setdefault(name, []).append(Increment(time, tuple(words)))
            words.clear()

    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith(("File:", "Time:")):
                close()
                key, _, value = line.strip().partition(": ")
                name, time = (value, 0.0) if key == "File" else (name, float(value))
            elif line.strip():
                text, start, end = line.split()
                words.append(Word(text, round(float(start) * SAMPLE_RATE), round(float(end) * SAMPLE_RATE), 1.0))
    close()
    return sides


def updates(increments: Sequence[Increment]) -> Iterator[tuple[float, WordUpdate]]:
    """The updates that a transcriber with this recogniser would send, with their times in seconds."""
    pause = round(PAUSE_SECONDS * SAMPLE_RATE)
    utterance, committed_to = 0, -1
    hypothesis: list[Word] = []
    for increment in increments:
        new = [word for word in increment.words if word.start >= committed_to]
        kept = [word for word in hypothesis if not new or word.start < new[0].start]
        hypothesis = [*kept, *new]
        while hypothesis:
            end = next((i for i in range(1, len(hypothesis)) if _gap(hypothesis, i) >= pause), None)
            if end is None:
                break
            said, hypothesis = hypothesis[:end], hypothesis[end:]
            yield increment.time, WordUpdate(utterance, tuple(said), (), utterance_ended=True)
            utterance, committed_to = utterance + 1, said[-1].end
        if hypothesis:
            *done, last = hypothesis
            committed_to = done[-1].end if done else committed_to
            hypothesis = [last]
            yield increment.time, WordUpdate(utterance, tuple(done), (last,))
    if hypothesis:
        yield increments[-1].time, WordUpdate(utterance, tuple(hypothesis), (), utterance_ended=True)


def replay(tagger: DisfluencyTagger, increments: Sequence[Increment]) -> Replayed:
    """Run one side through the tagger."""
    found = Replayed(length=increments[-1].time if increments else 0.0)
    appeared: dict[int, float] = {}
    shown: list[str] = []
    settled: list[str] = []
    for time, update in updates(increments):
        made = tagger.label(update)
        for word in (*update.committed, *update.pending):
            appeared.setdefault(word.start, time)
        for one in made.settled:
            found.words.append(one.word)
            found.labels.append(one.label)
            found.delays.append(time - appeared[one.word.start])
        settled += _cleaned(made, settled_only=True)
        now = [*settled, *_cleaned(made, settled_only=False)]
        matcher = difflib.SequenceMatcher(None, shown, now, autojunk=False)
        found.retracted += len(shown) - sum(block.size for block in matcher.get_matching_blocks())
        shown = now
        if update.utterance_ended:
            settled, shown = [], []
    return found


def carried_labels(recognised: Sequence[str], words: Sequence[str], targets: Sequence[int]) -> list[int | None]:
    """The reference's target for each recognised word by alignment; None for words that are not in the reference."""
    ours, theirs = [parts(word) for word in recognised], [parts(word) for word in words]
    found: list[int | None] = [None] * len(recognised)
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, start, end, their_start, their_end in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and end - start == their_end - their_start):
            found[start:end] = targets[their_start:their_end]
    return found


def _cleaned(update: CaptionUpdate, *, settled_only: bool) -> list[str]:
    words = update.settled if settled_only else update.provisional
    return [one.word.text for one in words if one.label is Label.FLUENT]


def _gap(words: Sequence[Word], index: int) -> int:
    return words[index].start - words[index - 1].end


def main(argv: Sequence[str] | None = None) -> int:
    """Replay as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.text.replay", description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--increments", type=Path, required=True, help="dev_asr_increments.txt.gz")
    parser.add_argument("--reference", type=Path, required=True, help="dev_timed.jsonl.gz")
    parser.add_argument("--limit", type=int, help="only the first so many sides")
    arguments = parser.parse_args(argv)
    reference = {row["speaker"]: row for row in rows(arguments.reference)}
    tagger = DisfluencyTagger.load(arguments.model)
    counts = {name: np.zeros(3, np.int64) for name in SETS}
    delays: list[float] = []
    retracted, length, words = 0, 0.0, 0
    for side, increments in list(read_increments(arguments.increments).items())[: arguments.limit]:
        if side not in reference:
            continue  # recognised, but without a transcript to compare with
        tagger.reset()
        found = replay(tagger, increments)
        row = reference[side]
        targets = [target(letter, word) for letter, word in zip(row["labels"], row["words"], strict=True)]
        gold = carried_labels([word.text for word in found.words], row["words"], targets)
        labels = [LABELS.index(label) for label in found.labels]
        pairs = np.array([(ours, one) for ours, one in zip(labels, gold, strict=True) if one is not None])
        for name, members in SETS.items():
            ours, theirs = np.isin(pairs[:, 0], members), np.isin(pairs[:, 1], members)
            counts[name] += [(ours & theirs).sum(), (ours & ~theirs).sum(), (~ours & theirs).sum()]
        delays += found.delays
        words += len(found.words)
        retracted += found.retracted
        length += found.length
    for name, table in counts.items():
        one = scores(*table.tolist())
        sys.stdout.write(f"{name}: settled P {one.precision:.3f} R {one.recall:.3f} F1 {one.f1:.3f}\n")
    sys.stdout.write(
        f"{words} words in {length / 60:.0f} minutes; {retracted * 60 / length:.2f} words retracted a minute; "
        f"from first appearance to settled mean {np.mean(delays):.2f} s, p50 {np.median(delays):.2f}, "
        f"p95 {np.percentile(delays, 95):.2f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
