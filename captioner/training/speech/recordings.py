"""Held-out speech as recordings of a minute or more, for the live pipeline: see `--help`."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Collection
from pathlib import Path

import numpy as np

from captioner.bench.wave_file import write_wav
from captioner.training.speech.corpus import SAMPLE_RATE, Corpus

_PAUSE_S = 1.2
"""seconds between utterances: longer than the pause at which the segmenter ends one"""
_LONGEST_S = 10.0


def write_recordings(corpus: Corpus, folder: Path, clips_a_set: int, sets: Collection[str] = ()) -> Path:
    """Write a recording of each set in `corpus`: its first utterances with pauses between them.

    Args:
        sets: names of sets; empty for all.

    Returns:
        The list of the recordings, for `captioner bench stream --manifest`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "held-out.tsv"
    with manifest.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        table.writerow(["file", "language", "kind", "transcript"])
        for name in sorted({clip.shard for clip in corpus.clips if not sets or clip.shard in sets}):
            clips = [clip for clip in corpus.clips if clip.shard == name and clip.seconds <= _LONGEST_S][:clips_a_set]
            pause = np.zeros(round(_PAUSE_S * SAMPLE_RATE), np.int16)
            parts = [part for clip in clips for part in (pause, corpus.samples(clip))]
            write_wav(folder / f"{name}.wav", *parts, pause)
            table.writerow([f"{name}.wav", "en", name, " ".join(clip.text for clip in clips)])
    return manifest


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.speech.recordings", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the working folder of the build")
    parser.add_argument("--to", type=Path, required=True, help="folder for the recordings and their list")
    parser.add_argument("--clips", type=int, default=20, help="utterances of each set")
    parser.add_argument("--sets", nargs="+", default=(), help="such as real, answers (all)")
    arguments = parser.parse_args(argv)
    print(write_recordings(Corpus(arguments.out / "held-out"), arguments.to, arguments.clips, arguments.sets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
