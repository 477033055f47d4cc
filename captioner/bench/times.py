"""`captioner bench times`: compares a speech model's word times with known ones."""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from captioner.bench import arguments
from captioner.bench.speech import load
from captioner.bench.wer import normalise
from captioner.errors import AudioFileError
from captioner.messages import SAMPLE_RATE, Word
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer

_NEAR_MS = 60.0
"""What the project wants of the median."""


@dataclass(frozen=True, slots=True)
class Said:
    """A word whose times are known."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Timed:
    """A recording with the times of words in it."""

    path: Path
    kind: str
    words: tuple[Said, ...]


@dataclass(slots=True)
class Errors:
    """Differences of found times from known ones, one for each word, in milliseconds; positive if too late."""

    starts_ms: list[float] = field(default_factory=list)
    ends_ms: list[float] = field(default_factory=list)

    def take(self, said: Sequence[Said], found: Sequence[Word]) -> None:
        """Add the words that were found in order, ignoring spelling."""
        pairs = SequenceMatcher(
            None, [_spelling(word.text) for word in said], [_spelling(word.text) for word in found], autojunk=False
        )
        for match in pairs.get_matching_blocks():
            for one, other in zip(
                said[match.a : match.a + match.size], found[match.b : match.b + match.size], strict=True
            ):
                self.starts_ms.append(1000 * (other.start / SAMPLE_RATE - one.start_s))
                self.ends_ms.append(1000 * (other.end / SAMPLE_RATE - one.end_s))


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the starts or the ends of words.

    Attributes:
        words: number of words found.
        median_ms: median of the absolute errors.
        bias_ms: median of the errors; positive if times are too late.
        near: share of words within 60 ms.
    """

    words: int
    median_ms: float
    bias_ms: float
    near: float


def figures(errors_ms: Sequence[float]) -> Figures:
    """The figures of a list of errors; NaN if it is empty."""
    if not errors_ms:
        return Figures(0, float("nan"), float("nan"), float("nan"))
    errors = np.array(errors_ms)
    distances = np.abs(errors)
    near = float(np.mean(distances <= _NEAR_MS))
    return Figures(len(errors), float(np.median(distances)), float(np.median(errors)), near)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "times",
        help="errors of word times",
        description="Compare the times that speech models give to words with known ones: of the text that was said "
        "(`align`), and of the words that a model reads by itself.",
    )
    parser.add_argument(
        "--words", type=Path, required=True, help="tab-separated list with columns file, kind, word, start, end (s)"
    )
    arguments.add_model_folders(parser)
    parser.add_argument("--threads", type=int, default=2)
    arguments.add_figures(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print a table."""
    recordings = read(args.words)
    folders: list[Path] = arguments.model_folders(args)
    content = {}
    for folder in folders:
        found = measure(WhisperRecognizer(folder, Decoding(threads=args.threads)), recordings)
        sys.stdout.write(f"{folder.name}\n{table(found)}\n\n")
        sys.stdout.flush()
        content[folder.name] = {
            f"{kind}, {how}": {"start": asdict(figures(each.starts_ms)), "end": asdict(figures(each.ends_ms))}
            for (kind, how), each in found.items()
        }
    arguments.write_figures(args, content)
    return 0


def read(words: Path) -> list[Timed]:
    """The recordings of a list of words; the files are beside the list.

    Raises:
        AudioFileError: it cannot be read, or a column is missing.
    """
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    try:
        with words.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                said = Said(row["word"], float(row["start"]), float(row["end"]))
                found[row["file"], row["kind"]].append(said)
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise AudioFileError(
            f"The list of words {words} cannot be read: {error}.", "It needs the columns file, kind, word, start, end."
        ) from error
    return [Timed(words.parent / name, kind, tuple(said)) for (name, kind), said in found.items()]


def measure(recognizer: WhisperRecognizer, recordings: Iterable[Timed]) -> Mapping[tuple[str, str], Errors]:
    """The errors by kind of recording and by source of the words: the known text, or the model itself."""
    errors: dict[tuple[str, str], Errors] = defaultdict(Errors)
    for one in recordings:
        samples = load(one.path)[: recognizer.longest_window]
        text = " ".join(word.text for word in one.words)
        errors[one.kind, "known text"].take(one.words, recognizer.align(samples, text))
        errors[one.kind, "read"].take(one.words, recognizer.recognize(samples, 0, ()).words)
    return errors


def table(errors: Mapping[tuple[str, str], Errors]) -> str:
    """One line for each kind and source of words, starts before ends."""
    lines = [f"{'kind':<12} {'words of':<11} {'edge':<6} {'words':>5} {'median':>8} {'bias':>8} {'<= 60 ms':>9}"]
    for (kind, how), each in errors.items():
        for edge, values in (("start", each.starts_ms), ("end", each.ends_ms)):
            one = figures(values)
            lines.append(
                f"{kind:<12} {how:<11} {edge:<6} {one.words:>5} {one.median_ms:>5.0f} ms {one.bias_ms:>+5.0f} ms "
                f"{100 * one.near:>7.0f} %"
            )
    return "\n".join(lines)


def _spelling(word: str) -> str:
    return " ".join(normalise(word))
