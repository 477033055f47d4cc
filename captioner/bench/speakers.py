"""`captioner bench speakers`: the speaker changes found in conversations, and the wrong marks."""

from __future__ import annotations

import argparse
import dataclasses
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from captioner import paths
from captioner.app import stages
from captioner.audio.file import FileSource
from captioner.audio.source import AudioSource
from captioner.bench import arguments
from captioner.bench.manifest import ManifestEntry
from captioner.bench.ratios import ratio_of_sums
from captioner.bench.virtual_time import VirtualClock
from captioner.errors import AudioFileError
from captioner.loading import load_models
from captioner.messages import CaptionUpdate, SpeechChunk, WordUpdate, seconds
from captioner.pipeline import Parts, Pipeline, TurnSplitter
from captioner.settings import file as settings_file
from captioner.settings.declared import replace

NEAR_S = 1.0
"""Words are timed to a few tenths of a second, and a sentence may begin one word late."""
_LONG_S = 1.5
"""Shortest turns, in seconds, for which changes are judged."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of one speaker, times in seconds."""

    start: float
    end: float
    speaker: str


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A settled word, times in seconds."""

    start: float
    end: float
    is_marked: bool
    """the captions mark a new speaker at it"""

    @property
    def middle(self) -> float:
        """The middle of the word."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks in one recording.

    Attributes:
        changes, found: changes of the speaker, and those that were marked.
        long_changes, long_found: of these, where both turns take `_LONG_S` or more.
        wrong: marks where no other speaker began.
        changes_cpu_s, cpu_s: computing of the stage for speaker changes, and of all stages.
    """

    kind: str
    minutes: float
    changes: int
    found: int
    long_changes: int
    long_found: int
    wrong: int
    changes_cpu_s: float = 0.0
    cpu_s: float = 0.0


def write_rttm(path: Path, turns: Sequence[Turn]) -> None:
    """Write who speaks when as RTTM, the format of NIST's evaluations."""
    lines = [
        f"SPEAKER {path.stem} 1 {turn.start:.3f} {turn.end - turn.start:.3f} <NA> <NA> {turn.speaker} <NA> <NA>\n"
        for turn in turns
    ]
    path.write_text("".join(lines), encoding="utf-8")


def read_rttm(path: Path) -> list[Turn]:
    """Who speaks when, in the order of time.

    Raises:
        AudioFileError: the file is missing or no RTTM.
    """
    try:
        rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("SPEAKER")]
        turns = [Turn(float(row[3]), float(row[3]) + float(row[4]), row[7]) for row in rows]
    except (OSError, ValueError, IndexError) as error:
        raise AudioFileError(f"Who speaks when cannot be read from {path}: {error}.") from error
    return sorted(turns, key=lambda turn: turn.start)


def compare(kind: str, minutes: float, turns: Sequence[Turn], words: Sequence[HeardWord]) -> Marked:
    """Compare marks with changes between recognised words: a speaker without recognised words begins no line.

    A mark within `NEAR_S` of the first word of a turn is that change; each mark is at most one change.
    """
    spoken = [min(turns, key=lambda turn: max(turn.start - word.middle, word.middle - turn.end)) for word in words]
    changes = [
        (word.start, min(before.end - before.start, after.end - after.start) >= _LONG_S)
        for (before, after), word in zip(pairwise(spoken), words[1:], strict=True)
        if before.speaker != after.speaker
    ]
    marks = [word.start for word in words if word.is_marked]
    left = list(range(len(changes)))
    for mark in marks:
        near = min(left, key=lambda n: abs(changes[n][0] - mark), default=None)
        if near is not None and abs(changes[near][0] - mark) <= NEAR_S:
            left.remove(near)
    found = [is_long for n, (_, is_long) in enumerate(changes) if n not in left]
    return Marked(
        kind,
        minutes,
        len(changes),
        len(found),
        sum(is_long for _, is_long in changes),
        sum(found),
        len(marks) - len(found),
    )


class _Timed:
    """Detects changes, and measures the computing."""

    def __init__(self, stage: TurnSplitter) -> None:
        self._stage = stage
        self.cpu_s = 0.0

    def listen(self, chunk: SpeechChunk) -> None:
        """As the stage."""
        began = time.thread_time()
        self._stage.listen(chunk)
        self.cpu_s += time.thread_time() - began

    def split(self, update: WordUpdate) -> Sequence[WordUpdate]:
        """As the stage."""
        began = time.thread_time()
        result = self._stage.split(update)
        self.cpu_s += time.thread_time() - began
        return result


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "speakers",
        help="speaker changes that are marked, and wrong marks",
        description="Play conversations through the live pipeline and compare where a new speaker is marked with "
        "files NAME.rttm beside the recordings.",
    )
    arguments.add_recordings(parser, "file, kind", language="")
    parser.add_argument("--model", help="speech model by name or folder (the one in the settings)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print a table."""
    settings = replace(settings_file.load(paths.settings_file()).settings, "captions.mark_speakers", True)
    if args.model:
        settings = replace(settings, "speech.model", args.model)
    models = load_models(settings)
    played = []
    for recording in arguments.recordings(args):
        played.append(play(recording, lambda source: stages(models, settings, source)))
        print(f"{recording.path.name}: {played[-1]}", file=sys.stderr, flush=True)
    print(table(played))
    return 0


def play(recording: ManifestEntry, build: Callable[[AudioSource], Parts]) -> Marked:
    """Play one recording and compare its marks."""
    clock = VirtualClock()
    source = FileSource(recording.path, paced=True, clock=clock.now, sleep=clock.sleep)
    parts = build(source)
    assert parts.speaker_turns is not None
    timed = _Timed(parts.speaker_turns)
    words: list[HeardWord] = []
    begun: set[int] = set()

    def take(update: CaptionUpdate) -> None:
        for each in update.settled:
            is_marked = update.is_new_speaker and update.utterance not in begun
            begun.add(update.utterance)
            words.append(HeardWord(seconds(each.word.start), seconds(each.word.end), is_marked))

    began = time.process_time()
    Pipeline(lambda: dataclasses.replace(parts, speaker_turns=timed), take).run()
    cpu_s = time.process_time() - began
    turns = read_rttm(recording.path.with_suffix(".rttm"))
    compared = compare(recording.kind, source.position_s / 60, turns, words)
    return dataclasses.replace(compared, changes_cpu_s=timed.cpu_s, cpu_s=cpu_s)


def table(played: Sequence[Marked]) -> str:
    """The figures of each kind with their 95% intervals, by bootstrap over recordings."""
    lines = ["kind         min  changes  found              both turns >= 1.5 s  wrong a minute     CPU of it"]
    for kind in dict.fromkeys(each.kind for each in played):
        of_kind = [each for each in played if each.kind == kind]
        found = _ratio([each.found for each in of_kind], [each.changes for each in of_kind])
        long_found = _ratio([each.long_found for each in of_kind], [each.long_changes for each in of_kind])
        wrong = _ratio([each.wrong for each in of_kind], [each.minutes for each in of_kind])
        share = sum(each.changes_cpu_s for each in of_kind) / max(sum(each.cpu_s for each in of_kind), 1e-9)
        minutes, changes = sum(each.minutes for each in of_kind), sum(each.changes for each in of_kind)
        lines.append(f"{kind:<11} {minutes:>4.1f} {changes:>8}  {found:<18} {long_found:<20} {wrong:<18} {share:.3f}")
    return "\n".join(lines)


def _ratio(counted: Sequence[float], of: Sequence[float]) -> str:
    return str(ratio_of_sums(counted, of)) if any(of) else "-"
