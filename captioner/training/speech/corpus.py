"""Cached speech: a few large files of 16 kHz samples, each with an index of the clips in it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
Samples = npt.NDArray[np.int16]


def as_floats(samples: Samples) -> npt.NDArray[np.float32]:
    """The same samples with full scale -1 to 1."""
    return samples.astype(np.float32) / np.float32(32768)


@dataclass(frozen=True, slots=True)
class Clip:
    """One utterance in a shard.

    Attributes:
        shard: name of the shard.
        offset, length: place in the shard, in samples.
        text: the spoken text, as the model should write it.
        voice: the speaker.
        kind: "kokoro", "hibari", "pico" or "real".
        ends: end of each word of `text`, in seconds from the clip's start; empty if unknown.
        language: two-letter code.
    """

    shard: str
    offset: int
    length: int
    text: str
    voice: str
    kind: str
    ends: tuple[float, ...] = ()
    language: str = "en"

    @property
    def seconds(self) -> float:
        """The clip's length in seconds."""
        return self.length / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class UncachedClip:
    """An utterance before it is cached: int16 samples [n] at 16 kHz; the rest as in `Clip`."""

    samples: Samples
    text: str
    voice: str
    kind: str
    ends: tuple[float, ...] = ()
    language: str = "en"


def write_shard(folder: Path, name: str, utterances: Iterable[UncachedClip]) -> float:
    """Write one shard, which becomes visible only when complete. Returns the seconds of speech in it."""
    folder.mkdir(parents=True, exist_ok=True)
    offset = 0
    lines: list[str] = []
    with (folder / f"{name}.pcm").open("wb") as audio:
        for one in utterances:
            clip = Clip(name, offset, len(one.samples), one.text, one.voice, one.kind, one.ends, one.language)
            audio.write(one.samples.tobytes())
            offset += clip.length
            lines.append(json.dumps(asdict(clip)))
    unfinished = folder / f"{name}.jsonl.part"
    unfinished.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(unfinished, folder / f"{name}.jsonl")
    return offset / SAMPLE_RATE


class Corpus:
    """The clips of a folder of shards, read through memory maps; `refresh` reads new shards."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._audio: dict[str, Samples] = {}
        self.clips: list[Clip] = []
        self.refresh()

    def refresh(self) -> bool:
        """Read the indexes of new shards; True if there were any."""
        new = sorted(path for path in self._folder.glob("*.jsonl") if path.stem not in self._audio)
        for path in new:
            self._audio[path.stem] = np.memmap(self._folder / f"{path.stem}.pcm", dtype=np.int16, mode="r")
            for line in path.read_text(encoding="utf-8").splitlines():
                fields = json.loads(line)
                self.clips.append(Clip(**{**fields, "ends": tuple(fields["ends"])}))
        return bool(new)

    def samples(self, clip: Clip) -> Samples:
        """The samples of `clip`, int16 [n] at 16 kHz."""
        return self._audio[clip.shard][clip.offset : clip.offset + clip.length]
