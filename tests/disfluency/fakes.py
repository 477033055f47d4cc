"""A label model that answers from a script, for the tagger's tests."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from captioner.disfluency.encoding import MAX_WORDS
from captioner.disfluency.labels import LABELS
from captioner.disfluency.reading import Reading, Rule, Thoroughness

RULE = Rule({Thoroughness.GENTLE: 0.8, Thoroughness.STANDARD: 0.5, Thoroughness.THOROUGH: 0.2})


class ScriptedModel:
    """Labels `um` a filled pause; a word equal to the one behind it a reparandum; waits where `waits` says."""

    def __init__(self, waits: frozenset[str] = frozenset(), settle_after: int = 0) -> None:
        self.rule = Rule(RULE.disfluent, settle_after=settle_after)
        self.read_texts: list[tuple[str, ...]] = []
        self._waits = waits

    def read(self, words: Sequence[str], *, complete: bool) -> Reading:
        self.read_texts.append(tuple(words))
        seen = words[-MAX_WORDS:]
        labels = np.zeros((len(seen), len(LABELS)), np.float32)
        for index, word in enumerate(seen):
            repeated = index + 1 < len(seen) and seen[index + 1] == word
            labels[index, 1 if word == "um" else 4 if repeated else 0] = 1.0
        wait = np.array([float(word in self._waits and index == len(seen) - 1) for index, word in enumerate(seen)])
        return Reading(labels, wait.astype(np.float32), len(words) - len(seen))


class RandomModel:
    """Changes its mind at every reading: the worst a model can do to the tagger."""

    def __init__(self, seed: int, settle_after: int) -> None:
        self.rule = Rule(RULE.disfluent, settle_after=settle_after)
        self._random = Random(seed)

    def read(self, words: Sequence[str], *, complete: bool) -> Reading:
        count = min(len(words), MAX_WORDS)
        labels = np.array([[self._random.random() for _ in LABELS] for _ in range(count)], np.float32)
        wait = np.array([self._random.random() for _ in range(count)], np.float32)
        return Reading(labels.reshape(count, len(LABELS)), wait, len(words) - count)
