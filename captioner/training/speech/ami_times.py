"""Turns of a meeting with the word times of the AMI corpus, as recordings for `captioner bench times`.

A recording of several people at once cannot be aligned with one text. Only turns without other speech are kept, each as
a recording of its own.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from captioner.bench.speech import load
from captioner.bench.wave_file import write_wav
from captioner.messages import SAMPLE_RATE

_OVERLAP_S = 0.02
"""Longest overlap of words of two people, in seconds: the corpus rounds their times."""
_PAUSE_S = 0.6
"""Longest pause between two words of a turn, in seconds."""
_LEAST_WORDS = 3
_MARGIN_S = 0.3
"""Seconds of the recording before and after a turn."""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of a meeting; times in seconds since the meeting began."""

    start_s: float
    end_s: float
    speaker: str
    text: str


def read_words(folder: Path, meeting: str) -> list[SpokenWord]:
    """The words of all speakers in `meeting` in order of time, from the corpus's `MEETING.SPEAKER.words.xml`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    files = sorted(folder.glob(f"{meeting}.*.words.xml"))
    if not files:
        raise FileNotFoundError(f"{folder} has no words of the meeting {meeting}")
    return sorted(
        (
            SpokenWord(float(one.attrib["starttime"]), float(one.attrib["endtime"]), file.name.split(".")[1], one.text)
            for file in files
            for one in ElementTree.parse(file).getroot().iter("w")
            if one.get("punc") != "true" and "starttime" in one.attrib and "endtime" in one.attrib and one.text
        ),
        key=lambda word: word.start_s,
    )


def undisturbed(words: Sequence[SpokenWord]) -> Iterator[list[SpokenWord]]:
    """Turns of at least three words without overlap with another speaker's words."""
    turn: list[SpokenWord] = []
    for word in [*words, None]:
        alone = word is not None and not any(_overlap(word, other) for other in words)
        if word is not None and alone and turn and _follows(turn[-1], word):
            turn.append(word)
            continue
        if len(turn) >= _LEAST_WORDS:
            yield turn
        turn = [word] if word is not None and alone else []


def _overlap(one: SpokenWord, other: SpokenWord) -> bool:
    shared = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    return one.speaker != other.speaker and shared > _OVERLAP_S


def _follows(one: SpokenWord, other: SpokenWord) -> bool:
    return one.speaker == other.speaker and other.start_s - one.end_s < _PAUSE_S


def write_turns(words: Sequence[SpokenWord], recording: Path, begins_s: float, folder: Path) -> Path:
    """Write each turn as a recording, and their list for `captioner bench times`.

    Args:
        words: the words of the whole meeting.
        begins_s: the time in the meeting at which the recording begins.
    """
    samples = load(recording)
    ends_s = begins_s + len(samples) / SAMPLE_RATE
    folder.mkdir(parents=True, exist_ok=True)
    listed = folder / "words.tsv"
    with listed.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        table.writerow(["file", "kind", "word", "start", "end"])
        inside = [word for word in words if begins_s <= word.start_s and word.end_s <= ends_s]
        for number, turn in enumerate(undisturbed(inside)):
            first = max(0.0, turn[0].start_s - begins_s - _MARGIN_S)
            last = turn[-1].end_s - begins_s + _MARGIN_S
            name = f"{number:03}.wav"
            write_wav(folder / name, samples[round(first * SAMPLE_RATE) : round(last * SAMPLE_RATE)])
            for word in turn:
                times = (word.start_s - begins_s - first, word.end_s - begins_s - first)
                table.writerow([name, "AMI", word.text, *(f"{time:.3f}" for time in times)])
    return listed


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.speech.ami_times", description=__doc__)
    parser.add_argument("--words", type=Path, required=True, help="folder `words` of the AMI manual annotations 1.6.2")
    parser.add_argument("--meeting", required=True, help="such as EN2002a")
    parser.add_argument("--recording", type=Path, required=True, help="a recording of that meeting, or of a part of it")
    parser.add_argument("--begins", type=float, default=0.0, help="when in the meeting it begins, in seconds (0)")
    parser.add_argument("--to", type=Path, required=True, help="folder for the turns and words.tsv")
    arguments = parser.parse_args(argv)
    words = read_words(arguments.words, arguments.meeting)
    print(write_turns(words, arguments.recording, arguments.begins, arguments.to))
    return 0


if __name__ == "__main__":
    sys.exit(main())
