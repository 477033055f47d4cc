"""Real read speech: the speechocean762 archive (OpenSLR 101), decoded into shards by its own split of speakers."""

from __future__ import annotations

import csv
import io
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import av
import numpy as np

from captioner.training.speech.corpus import SAMPLE_RATE, Samples, UncachedClip

LONGEST_S = 12.0
# Training speakers whose recordings are also among the project's test clips.
_ALSO_IN_TEST_CLIPS = frozenset({"9615", "2427", "1372", "0739", "0036"})


def read_speechocean(archive: Path, split: Literal["train", "test"]) -> Iterator[UncachedClip]:
    """The utterances of one side of the split; `train` omits speakers of the project's test clips."""
    with tarfile.open(archive) as tar:
        by_file: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in speechocean_rows(tar):
            if row["split"] == split and not (split == "train" and row["speaker"] in _ALSO_IN_TEST_CLIPS):
                by_file[row["file"]].append(row)
        for name, utterances in by_file.items():
            member = tar.extractfile(f"spk/{name}")
            if member is None:
                raise OSError(f"{archive} holds no spk/{name}")
            samples = _decode(io.BytesIO(member.read()))
            for row in utterances:
                start, length = float(row["start"]), float(row["seconds"])
                part = samples[round(start * SAMPLE_RATE) : round((start + length) * SAMPLE_RATE)]
                if length <= LONGEST_S:
                    yield UncachedClip(part, as_written(row["transcript"]), f"so762-{row['speaker']}", "real")


def speechocean_rows(tar: tarfile.TarFile) -> list[dict[str, str]]:
    """The rows of the corpus's table: file, start, seconds, transcript, speaker, age and split of each utterance."""
    table = tar.extractfile("text.tsv")
    if table is None:
        raise OSError(f"{tar.name!r} holds no text.tsv")
    return list(csv.DictReader(io.StringIO(table.read().decode()), delimiter="\t"))


def as_written(transcript: str) -> str:
    """A bare lower-case transcript with the casing and the full stop of a caption."""
    words = ["I" + word[1:] if word == "i" or word.startswith("i'") else word for word in transcript.lower().split()]
    text = " ".join(words)
    return text[:1].upper() + text[1:] + "."


def _decode(file: io.BytesIO) -> Samples:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    blocks: list[Samples] = []
    with av.open(file, "r") as container:
        for frame in container.decode(audio=0):
            blocks += [resampled.to_ndarray()[0] for resampled in resampler.resample(frame)]
    blocks += [resampled.to_ndarray()[0] for resampled in resampler.resample(None)]
    return np.concatenate(blocks)
