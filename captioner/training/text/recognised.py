"""Training text through real recognisers: `python -m captioner.training.text.recognised --help`.

The synthetic voices for training speak the labelled sentences of an epoch, half of them through rooms, lines and noise.
Speech models read them and recordings of people who read aloud, and `carried.py` carries the labels over. The result
are files of labelled utterances in the form of the corpora, one for each block of sentences, so that a run can be
resumed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import torch

from captioner.disfluency.encoding import Encoder, parts
from captioner.disfluency.labels import FLUENT, MARKER
from captioner.messages import Samples as FloatSamples
from captioner.messages import WordUpdate
from captioner.speech.whisper.examples import EXAMPLES
from captioner.training.cleaned.heard import LIVE, WHOLE
from captioner.training.cleaned.hearing import Hearing, models_for
from captioner.training.cleaned.speak import aloud, with_silence
from captioner.training.speech.augment import degrade
from captioner.training.speech.corpus import Samples, UncachedClip
from captioner.training.speech.neural import Hibari, Kokoro, VoiceEngine
from captioner.training.speech.real import read_speechocean
from captioner.training.speech.texts import SpeakableText
from captioner.training.speech.voices import Kind, training_voice
from captioner.training.text.batches import Epochs
from captioner.training.text.carried import carried
from captioner.training.text.corpora import UNLABELLED, Utterance, letters
from captioner.training.text.recipes import RECIPES
from captioner.training.text.spelled import spelled

RECIPE = "disfluency-en-spoken"
"""The recipe whose epoch is spoken."""
BLOCK = 20
"""sentences in one file"""
_READ_ALOUD = 8
"""recordings of people who read aloud in one file, in which every word is fluent"""
_SHORTEST, _LONGEST = 3, 24
"""words of a sentence: ten seconds of speech at most"""
_SPEAKABLE = re.compile(r"^[\w'’%$.,;:?!…—–-]*\w[\w'’%$.,;:?!…—–-]*$")
_OPENERS = frozenset({"so", "well", "okay", "ok", "yeah", "now", "right", "anyway", "and", "but", "oh", "yes", "no"})
_BY_KOKORO = 0.08
"""share spoken by Kokoro's many voices; Hibari's one voice, which costs a fiftieth, speaks the rest"""
_DEGRADED = 0.5
_ASKED = 0.5
"""share of the readings by stock models with disfluent speech in the prompt, so that they write more of it"""
_STOCK = 0.25
"""share of the sentences that each further model reads; the first reads them all"""
_LIVE = 0.25
"""share of the sentences that the first model also reads live, where it writes some words twice and cuts others"""


def sentences(data: Path, seed: int) -> list[Utterance]:
    """The sentences to speak, in order, written so that a synthesiser pauses where speakers do."""
    config = RECIPES[RECIPE]
    rng = random.Random(seed)
    found: list[Utterance] = []
    for one in Epochs(config, data, Encoder(())).utterances(rng):
        if _SHORTEST <= len(one.words) <= _LONGEST and all(map(_SPEAKABLE.match, one.words)):
            words, targets = list(one.words), _without_openers(one)
            if rng.random() < config.spelled:
                words, targets = spelled(words, targets, rng)
            found.append(Utterance(tuple(words), tuple(targets)))
    rng.shuffle(found)
    return found


def _without_openers(one: Utterance) -> list[int]:
    """The targets, with UNLABELLED for an opening *so* or *well*, which annotators of meetings label inconsistently."""
    opens = one.targets[0] == MARKER and parts(one.words[0])[0] in _OPENERS
    return [UNLABELLED, *one.targets[1:]] if opens else list(one.targets)


class Listener(Protocol):
    """A recogniser with the stages around it."""

    name: str

    def updates(self, samples: FloatSamples, way: str) -> Iterator[WordUpdate]:
        """The updates for `samples`, float32 [n] at 16 kHz."""


class Reader:
    """Speaks sentences and reads what was spoken."""

    def __init__(
        self, engines: dict[Kind, VoiceEngine], first: Listener, stock: Sequence[tuple[Listener, Listener]]
    ) -> None:
        """`stock`: further models, each read plainly and asked for disfluencies."""
        self._engines, self._first, self._stock = engines, first, stock

    def block(self, said: Sequence[Utterance], rng: random.Random) -> Iterator[dict[str, object]]:
        """The labelled utterances that recognisers wrote for these sentences, as rows of a corpus."""
        spoken = [self._speak(one, rng) for one in said]
        yield from self._read(said, _through_rooms(spoken, rng), rng)

    def aloud(self, clips: Sequence[UncachedClip], rng: random.Random) -> Iterator[dict[str, object]]:
        """The fluent utterances that recognisers wrote for recordings of people who read aloud."""
        said = [Utterance(words, (FLUENT,) * len(words)) for words in (tuple(one.text.split()) for one in clips)]
        yield from self._read(said, [one.samples for one in clips], rng)

    def _read(
        self, said: Sequence[Utterance], spoken: Sequence[Samples], rng: random.Random
    ) -> Iterator[dict[str, object]]:
        for one, samples in zip(said, spoken, strict=True):
            sound = with_silence(samples).astype(np.float32) / np.float32(32768)
            readings = [(self._first, WHOLE)]
            readings += [(self._first, LIVE)] if rng.random() < _LIVE else []
            readings += [(pair[rng.random() < _ASKED], WHOLE) for pair in self._stock if rng.random() < _STOCK]
            for hearing, way in readings:
                words = [word.text for update in hearing.updates(sound, way) for word in update.committed]
                found = carried(one, words)
                if found is not None:
                    yield {
                        "id": f"{hearing.name}, {way}",
                        "words": found.words,
                        "labels": letters(found.targets),
                        "said": " ".join(one.words),
                    }

    def _speak(self, one: Utterance, rng: random.Random) -> Samples:
        kind: Kind = "kokoro" if rng.random() < _BY_KOKORO else "hibari"
        words = tuple(" ".join(map(aloud, one.words)).split())
        return self._engines[kind].say(SpeakableText(words, "made"), training_voice(kind, rng)).samples


def _through_rooms(spoken: list[Samples], rng: random.Random) -> list[Samples]:
    """Pass half of the recordings through rooms, lines and noise."""
    chosen = [at for at in range(len(spoken)) if rng.random() < _DEGRADED]
    if len(chosen) < 2:
        return spoken
    torch.manual_seed(rng.randrange(1 << 30))
    waves = np.zeros((len(chosen), max(len(spoken[at]) for at in chosen)), np.float32)
    for row, at in enumerate(chosen):
        waves[row, : len(spoken[at])] = spoken[at].astype(np.float32) / 32768
    heard = degrade(torch.from_numpy(waves), np.random.default_rng(rng.randrange(1 << 30))).numpy()
    found = list(spoken)
    for row, at in enumerate(chosen):
        found[at] = (heard[row, : len(spoken[at])] * 32767).astype(np.int16)
    return found


def _reader(arguments: argparse.Namespace) -> Reader:
    first, *others = (models_for(folder, (LIVE, WHOLE), arguments.threads) for folder in arguments.recognizer)
    names = [folder.name for folder in arguments.recognizer]
    stock = [
        (Hearing(models, name, "en"), Hearing(models, f"{name}, asked", "en", EXAMPLES["en"]))
        for models, name in zip(others, names[1:], strict=True)
    ]
    return Reader({"kokoro": Kokoro(arguments.kokoro), "hibari": Hibari()}, Hearing(first, names[0], "en"), stock)


def main(argv: Sequence[str] | None = None) -> int:
    """Speak and read as the command line says; existing blocks stay."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.text.recognised", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--kokoro", type=Path, required=True, help="folder with Kokoro's voices, NAME.bin")
    parser.add_argument(
        "--recognizer", type=Path, nargs="+", required=True, help="folders of speech models; the first also reads live"
    )
    parser.add_argument("--speechocean", type=Path, help="archive of people who read aloud; its training side is read")
    parser.add_argument("--out", type=Path, required=True, help="folder for the files, e.g. DATA/recognised")
    parser.add_argument("--blocks", type=int, default=160, help=f"files of {BLOCK} sentences")
    parser.add_argument("--every", type=int, default=1, help="make one block in so many, from --first on")
    parser.add_argument("--first", type=int, default=0, help="number of the first block, for several processes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    said = sentences(arguments.data, arguments.seed)
    reader = _reader(arguments)
    clips = list(read_speechocean(arguments.speechocean, "train")) if arguments.speechocean else []
    random.Random(arguments.seed).shuffle(clips)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for number in range(arguments.first, min(arguments.blocks, len(said) // BLOCK), arguments.every):
        path: Path = arguments.out / f"{arguments.seed}-{number:04}.jsonl.gz"
        if path.exists():
            continue
        rng = random.Random(f"{arguments.seed}/{number}")
        rows = list(reader.block(said[number * BLOCK : (number + 1) * BLOCK], rng))
        rows += reader.aloud(clips[number * _READ_ALOUD : (number + 1) * _READ_ALOUD], rng)
        part = path.with_suffix(".part")
        with gzip.open(part, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        part.replace(path)
        sys.stderr.write(f"{path.name}: {len(rows)} utterances\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
