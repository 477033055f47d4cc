"""Reads the labelled and unlabelled corpora into one form."""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from captioner.disfluency import stutters
from captioner.disfluency.encoding import parts
from captioner.disfluency.labels import FILLED_PAUSE, LABELS, REPARANDUM
from captioner.messages import Word

NOT_FLUENT = len(LABELS)
"""Target of a word that the corpus calls disfluent without a kind (DISCO, Disfl-QA)."""
UNLABELLED = NOT_FLUENT + 1
"""Target of a word without a label; only a teacher may have one."""
NO_REPAIR = -1
_FILLED_PAUSES = frozenset(
    ["uh", "um", "huh", "hm", "hum", "uh-huh", "er", "erm", "ah", "eh", "mm", "hmm", "mhm", "ugh", "duh"]
)
_SOUNDS_FILLED = re.compile(r"[aeou]+[hw]+m*|[aeou]+m+h*|h*m{2,}h*|h[eu]+m*|hm+|eu")
"""äh, ähm, ehm, hmm, euh, heu and their spellings, without accents; only for words known to be disfluent"""
_TARGETS = {
    "f": 0,
    "h": 1,
    "m": 2,
    "i": 3,
    "r": 4,
    "s": 4,  # AMI's stutters and slips are taken back like any other reparandum
    "d": NOT_FLUENT,
    "?": UNLABELLED,  # of words that recognisers inserted
}
_LETTERS = dict(zip((0, 1, 2, 3, 4, NOT_FLUENT, UNLABELLED), "fhmird?", strict=True))


@dataclass(frozen=True, slots=True)
class Utterance:
    """Consecutive words with their targets."""

    words: tuple[str, ...]
    targets: tuple[int, ...]
    """for each word an index into LABELS, or NOT_FLUENT"""
    speaker: str = ""
    """neighbours with the same speaker follow each other in speech; empty: unknown"""
    repair_onset: tuple[int, ...] = ()
    """for each word of a repair the index of the repair's first word, else NO_REPAIR; empty if not annotated"""

    @property
    def is_fluent(self) -> bool:
        """Whether no word is disfluent."""
        return not any(self.targets)


def target(letter: str, word: str) -> int:
    """The target for a corpus label; Switchboard's `e` is a filled pause or a discourse marker by the word.

    Raises:
        KeyError: no corpus here has this label.
    """
    if letter == "e":
        return _TARGETS["h" if word.lower().strip(".,?!") in _FILLED_PAUSES else "m"]
    return _TARGETS[letter]


def letters(targets: Sequence[int]) -> str:
    """The letters of `targets` in a corpus file: the inverse of `target`."""
    return "".join(_LETTERS[one] for one in targets)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a gzip'd JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_labelled(path: Path, *, guess_kinds: bool = False) -> list[Utterance]:
    """All utterances of one labelled file (Switchboard, AMI, DISCO, Disfl-QA), in the file's order.

    `guess_kinds`: for training on DISCO, where sentences have a type but words have none.
    """
    found = [
        Utterance(
            words=tuple(_as_recognised(word) for word in row["words"]),
            targets=tuple(target(letter, word) for letter, word in zip(row["labels"], row["words"], strict=True)),
            speaker=row["id"].rpartition(":")[0] if path.parent.name == "ami" else _switchboard_side(row.get("id", "")),
            repair_onset=tuple(row.get("repair_onset", ())),
        )
        for row in rows(path)
    ]
    found = [_apart(one) for one in found]
    if not guess_kinds:
        return found
    return [_with_kinds(one, row.get("type", "")) for one, row in zip(found, rows(path), strict=True)]


def read_unlabelled(path: Path) -> list[tuple[str, ...]]:
    """The sentences of an unlabelled file: words between closing marks, at most 40."""
    sentences: list[tuple[str, ...]] = []
    for row in rows(path):
        sentence: list[str] = []
        for word in row["words"]:
            sentence.append(_as_recognised(word))
            if word[-1] in ".?!" or len(sentence) == 40:
                sentences.append(tuple(sentence))
                sentence = []
        if sentence:
            sentences.append(tuple(sentence))
    return sentences


def joined(utterances: Sequence[Utterance]) -> Utterance:
    """Utterances joined to one, like the output of a recogniser that does not know where sentences end."""
    onsets: list[int] = []
    offset = 0
    annotated = all(utterance.repair_onset for utterance in utterances)
    for utterance in utterances:
        onsets += (onset if onset == NO_REPAIR else onset + offset for onset in utterance.repair_onset)
        offset += len(utterance.words)
    return Utterance(
        words=tuple(word for utterance in utterances for word in utterance.words),
        targets=tuple(target for utterance in utterances for target in utterance.targets),
        speaker=utterances[0].speaker,
        repair_onset=tuple(onsets) if annotated else (),
    )


def _apart(utterance: Utterance) -> Utterance:
    """Split stuttered words like the tagger; each part has the word's target."""
    split = [stutters.split([Word(word, 0, 0, 1.0)], utterance.words[:at]) for at, word in enumerate(utterance.words)]
    if all(len(words) == 1 for words in split):
        return utterance
    firsts = np.cumsum([0, *(len(words) for words in split)])
    spread = [(at, one.text) for at, words in enumerate(split) for one in words]
    onsets = (utterance.repair_onset[at] for at, _ in spread) if utterance.repair_onset else ()
    return dataclasses.replace(
        utterance,
        words=tuple(text for _, text in spread),
        targets=tuple(utterance.targets[at] for at, _ in spread),
        repair_onset=tuple(onset if onset == NO_REPAIR else int(firsts[onset]) for onset in onsets),
    )


def _with_kinds(utterance: Utterance, sentence_type: str) -> Utterance:
    """Set kinds where DISCO leaves no doubt: words that sound like filled pauses are; the rest of a repetition is a
    reparandum."""
    targets = []
    for word, target in zip(utterance.words, utterance.targets, strict=True):
        if target == NOT_FLUENT and _SOUNDS_FILLED.fullmatch(parts(word)[0]):
            targets.append(FILLED_PAUSE)
        elif target == NOT_FLUENT and sentence_type == "R":
            targets.append(REPARANDUM)
        else:
            targets.append(target)
    return dataclasses.replace(utterance, targets=tuple(targets))


def _as_recognised(word: str) -> str:
    """AMI writes spelled abbreviations as `X_M_L_`, recognisers `XML`."""
    return word.replace("_", "") if "_" in word and word.strip("_") else word


def _switchboard_side(identity: str) -> str:
    """`2005A` of `2005A:13`, `4646:B` of `4646:B:5:b^m`."""
    fields = identity.split(":")
    return fields[0] if len(fields) < 3 else ":".join(fields[:2])
