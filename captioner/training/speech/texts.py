"""Sentences for synthesis: meetings, disfluent questions and written text, as written and as read out."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from captioner.training.text.written import read_written

LONGEST_WORDS = 26
"""At 160 words a minute just under ten seconds, the longest utterance in training."""
WRITTEN_SHARE = 0.35
"""Most written sentences for each spoken one."""

_TRAINING_FILES = ("ami/train.jsonl.gz", "ami/unlabelled.jsonl.gz", "disfl_qa/train.jsonl.gz")
_HELD_OUT_FILES = ("ami/dev.jsonl.gz", "disfl_qa/dev.jsonl.gz")
_LETTERS = re.compile(r"^((?:[A-Za-z]_)+)(.*)$")
_FRAGMENT = re.compile(r"^([bcdfghjklmnpqrstvwxyz]+)-$", re.IGNORECASE)
_ALLOWED = re.compile(r"^[A-Za-z][A-Za-z'.-]*[.,?!;:]?$")
_SENTENCE_END = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class SpeakableText:
    """A text for synthesis.

    Attributes:
        words: as the model should write them: cased, punctuated, with fillers and cut-offs (`con-`).
        source: its corpus, such as "ami/dev".
    """

    words: tuple[str, ...]
    source: str

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join(self.words)

    @property
    def aloud(self) -> str:
        """The words in the form for a synthesiser."""
        return " ".join(map(spoken, self.words))


def training_sentences(data: Path, seed: int) -> list[SpeakableText]:
    """Sentences from the training side of the corpora in `data`, shuffled by `seed`.

    Text files below `data/written` are added, if there are any, because meetings have few words of read speech.
    """
    found = _sentences(data, _TRAINING_FILES, seed)
    if not (data / "written").is_dir():
        return found
    rng = random.Random(seed)
    texts = [tuple(word.replace("’", "'") for word in words) for words in read_written(data / "written")]
    fit = [words for words in texts if len(words) <= LONGEST_WORDS and all(map(_ALLOWED.match, words))]
    found += [
        SpeakableText(words, "written") for words in rng.sample(fit, min(len(fit), round(len(found) * WRITTEN_SHARE)))
    ]
    rng.shuffle(found)
    return found


def held_out_sentences(data: Path, seed: int) -> list[SpeakableText]:
    """Sentences from meetings and questions that are not in training, shuffled by `seed`."""
    return _sentences(data, _HELD_OUT_FILES, seed)


def _sentences(data: Path, files: tuple[str, ...], seed: int) -> list[SpeakableText]:
    rng = random.Random(seed)
    found: list[SpeakableText] = []
    for name in files:
        source = name.removesuffix(".jsonl.gz")
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                for words in _pieces(json.loads(line)["words"], rng):
                    if all(_ALLOWED.match(word) for word in words):
                        found.append(SpeakableText(tuple(words), source))
    rng.shuffle(found)
    return found


def _pieces(raw: list[str], rng: random.Random) -> Iterator[list[str]]:
    """Cut a stretch of speech into utterances of varied length, at the ends of sentences if there are any."""
    words = [_written(word) for word in raw]
    piece: list[str] = []
    target = _target(rng)
    for word in words:
        piece.append(word)
        if len(piece) >= LONGEST_WORDS or (word.endswith(_SENTENCE_END) and len(piece) >= target):
            yield from _kept(piece, rng)
            piece, target = [], _target(rng)
    if piece:
        yield from _kept(piece, rng)


def _kept(piece: list[str], rng: random.Random) -> Iterator[list[str]]:
    # A quarter of the meetings' turns are a lone "Yeah." or "Mm-hmm."; a tenth of them teach the same.
    if len(piece) > 1 or rng.random() < 0.1:
        yield piece


def _target(rng: random.Random) -> int:
    return rng.randint(1, 4) if rng.random() < 0.25 else rng.randint(5, 22)


def _written(word: str) -> str:
    """AMI writes spelled letters `L_C_D_`; captions read `LCD`."""
    match = _LETTERS.match(word)
    return match.group(1).replace("_", "").upper() + match.group(2) if match else word


def spoken(word: str) -> str:
    """`word` in a spelling that a synthesiser can say: hums as syllables, a cut-off consonant as its sound."""
    core = word.rstrip(".,?!;:")
    end = word[len(core) :]
    hum = _HUMS.get(core.lower())
    if hum:
        return hum + end
    fragment = _FRAGMENT.match(core)
    if fragment:
        return fragment.group(1).lower() + "uh" + end
    if core.isupper() and 2 <= len(core) <= 4 and core.isalpha():
        return " ".join(core) + end
    return core.removesuffix("-") + end


_HUMS = {"hmm": "hum", "hm": "hum", "mm-hmm": "um-hum", "mm-hm": "um-hum", "mm": "um", "mmm": "um"}
