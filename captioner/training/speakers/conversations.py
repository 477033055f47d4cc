"""Conversations of held-out voices in one room, as recordings with their turns: `--help`."""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

from captioner.bench.speakers import Turn, write_rttm
from captioner.bench.wave_file import write_wav
from captioner.speakers.spectrum import voiced
from captioner.training.speech.augment import degrade
from captioner.training.speech.corpus import SAMPLE_RATE, Corpus, as_floats
from captioner.training.speech.real import speechocean_rows

_PAUSES_S = (0.08, 0.15, 0.25, 0.4, 0.7, 1.0)
_SENTENCES = (1, 1, 2, 2, 3, 4)
"""of a turn"""
_EDGE_DB = -35.0
_FRAME = SAMPLE_RATE // 50


def conversation(
    voices: Mapping[str, Sequence[np.ndarray]], turns: int, rng: random.Random
) -> tuple[np.ndarray, list[Turn]]:
    """The sound and the turns: the voices take turns, never twice in a row, and all pass through one room and line.

    Args:
        voices: the utterances of each voice.
    """
    pieces: list[np.ndarray] = []
    spoken: list[Turn] = []
    position, last = 0, ""
    for _ in range(turns):
        name = rng.choice([each for each in sorted(voices) if each != last])
        began = None
        for _ in range(rng.choice(_SENTENCES)):
            said = rng.choice(voices[name])
            pause = np.zeros(round(rng.choice(_PAUSES_S) * SAMPLE_RATE), np.float32)
            pieces += [pause, said * np.float32(10 ** (rng.uniform(-4, 0) / 20))]
            began = position + len(pause) if began is None else began
            position += len(pause) + len(said)
        assert began is not None
        spoken.append(Turn(began / SAMPLE_RATE, position / SAMPLE_RATE, name))
        last = name
    seed = rng.randrange(1 << 30)
    torch.manual_seed(seed)
    whole = torch.from_numpy(np.concatenate([*pieces, np.zeros(SAMPLE_RATE, np.float32)]))
    return degrade(whole[None], np.random.default_rng(seed))[0].numpy(), spoken


def without_edges(samples: np.ndarray) -> np.ndarray:
    """A recording from its first to its last loud 20 ms, float32."""
    floats = as_floats(samples)
    count = len(floats) // _FRAME
    loudness = 10 * np.log10(np.square(floats[: count * _FRAME].reshape(count, _FRAME)).mean(axis=1) + 1e-12)
    loud = np.flatnonzero(loudness > loudness.max() + _EDGE_DB)
    return floats[loud[0] * _FRAME : (loud[-1] + 1) * _FRAME]


def write_conversations(corpus: Corpus, children: frozenset[str], folder: Path, each: int, turns: int) -> Path:
    """Write `each` conversations of three voices of each kind: adults, children, synthetic; returns their list.

    Args:
        children: names of children's voices.
    """
    by_kind: dict[str, dict[str, list[np.ndarray]]] = {"adults": {}, "children": {}, "synthetic": {}}
    for clip in corpus.clips:
        kind = "synthetic" if clip.kind != "real" else "children" if clip.voice in children else "adults"
        said = without_edges(corpus.samples(clip))
        if len(voiced(said)) >= SAMPLE_RATE // 2:
            by_kind[kind].setdefault(clip.voice, []).append(said)
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "conversations.tsv"
    with manifest.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t")
        table.writerow(["file", "language", "kind"])
        for kind, voices in by_kind.items():
            for number in range(each):
                rng = random.Random(f"{kind}/{number}")
                chosen = rng.sample(sorted(voices), min(3, len(voices)))
                sound, spoken = conversation({name: voices[name] for name in chosen}, turns, rng)
                name = f"{kind}-{number:02}"
                write_wav(folder / f"{name}.wav", sound)
                write_rttm(folder / f"{name}.rttm", spoken)
                table.writerow([f"{name}.wav", "en", kind])
    return manifest


def children_of(archive: Path) -> frozenset[str]:
    """The speakers of speechocean762.tar below 15 years."""
    with tarfile.open(archive) as tar:
        return frozenset(f"so762-{row['speaker']}" for row in speechocean_rows(tar) if int(row["age"]) < 15)


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.speakers.conversations", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the working folder of the build")
    parser.add_argument("--speechocean", type=Path, required=True, help="speechocean762.tar, for the ages")
    parser.add_argument("--to", type=Path, required=True, help="folder for the recordings and their list")
    parser.add_argument("--each", type=int, default=12, help="conversations of each kind of voices")
    parser.add_argument("--turns", type=int, default=16)
    arguments = parser.parse_args(argv)
    corpus, children = Corpus(arguments.out / "held-out"), children_of(arguments.speechocean)
    print(write_conversations(corpus, children, arguments.to, arguments.each, arguments.turns))
    return 0


if __name__ == "__main__":
    sys.exit(main())
