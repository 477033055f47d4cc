"""Labels the words of the current utterance and settles them once and for all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency.encoding import MAX_WORDS
from captioner.disfluency.onnx_model import OnnxLabelModel
from captioner.disfluency.reading import LABELS, NOT_EMITTED, LabelModel, Reading, Thoroughness
from captioner.messages import CaptionUpdate, Label, LabelledWord, Word, WordUpdate

_STEP = MAX_WORDS // 2
"""New words labelled in one reading at most: each has been read with half a window on its left or right."""


class Tagger(Protocol):
    """Words in, labelled words out; settled words are only ever appended, provisional ones replaced whole."""

    def accept(self, update: WordUpdate) -> CaptionUpdate:
        """Label what has come."""

    def reset(self) -> None:
        """Forget the current utterance."""


class DisfluencyTagger:
    """Runs the model over an utterance's words, the pending ones as right context, and applies the wait rule.

    A word is settled when it is committed, stands to the left of the first waiting word and has `Rule.settle_after`
    words behind it, or when the utterance ends. Its label is never revised then, whatever the model says later.
    """

    def __init__(self, model: LabelModel, thoroughness: Thoroughness = Thoroughness.STANDARD) -> None:
        """`model` is shared and stateless; the tagger owns the state of the current utterance."""
        self._model = model
        self._rule = model.rule
        self._disfluent = model.rule.disfluent[thoroughness]
        self.reset()

    @classmethod
    def load(cls, folder: Path, thoroughness: Thoroughness = Thoroughness.STANDARD) -> DisfluencyTagger:
        """A tagger with the model in `folder`.

        Raises:
            ModelMissing, ModelDamaged, ModelMismatch: as `OnnxLabelModel`.
        """
        return cls(OnnxLabelModel(folder), thoroughness)

    def reset(self) -> None:
        """Forget the current utterance; the next update may belong to any."""
        self._utterance: int | None = None
        self._context: list[str] = []
        """texts of the settled words that the model still reads"""
        self._open: list[LabelledWord] = []
        """committed, not settled"""
        self._emitted: list[LabelledWord] = []
        """the open words and pending ones behind them that had a label when last read"""

    def accept(self, update: WordUpdate) -> CaptionUpdate:
        """Label what has come; of a new utterance only when the one before has ended.

        Raises:
            ValueError: another utterance begins while words of this one wait.
        """
        if self._utterance is not None and update.utterance != self._utterance:
            if self._open:
                raise ValueError(f"utterance {update.utterance} begins before utterance {self._utterance} has ended")
            self.reset()
        self._utterance = update.utterance
        settled: list[LabelledWord] = []
        committed, pending = update.committed, update.pending
        while len(committed) > _STEP:
            step, committed = committed[:_STEP], committed[_STEP:]
            settled += self._step(step, (*committed, *pending)[: _STEP // 2], ended=False)[0]
        newly_settled, provisional = self._step(committed, pending, ended=update.utterance_ended)
        settled += newly_settled
        if update.utterance_ended:
            self.reset()
        return CaptionUpdate(update.utterance, tuple(settled), tuple(provisional), update.utterance_ended)

    def _step(
        self, committed: Sequence[Word], pending: Sequence[Word], *, ended: bool
    ) -> tuple[list[LabelledWord], list[LabelledWord]]:
        """Read context, open, committed and pending words; the newly settled ones and those behind them."""
        words = [*(one.word for one in self._open), *committed, *pending]
        if not words:
            return [], []
        labelled, emitted = self._label(words, complete=ended)
        final = len(words) - len(pending)
        count = final if ended else max(0, min(final, emitted, len(words) - self._rule.settle_after))
        settled, self._open = labelled[:count], labelled[count:final]
        self._emitted = labelled[count:emitted]
        self._context = [*self._context, *(one.word.text for one in settled)][-MAX_WORDS:]
        return settled, labelled[count:]

    def _label(self, words: Sequence[Word], *, complete: bool) -> tuple[list[LabelledWord], int]:
        """Label all `words`; how many of them stand to the left of the first waiting one."""
        context = len(self._context)
        reading = self._model.read([*self._context, *(word.text for word in words)], complete=complete)
        decisions = reading.decisions(self._disfluent, None if complete else self._before(words, reading))
        labelled = []
        for index, word in enumerate(words):
            at = context + index - reading.skipped
            if at >= 0:
                choice = int(decisions[at])
                labelled.append(LabelledWord(word, LABELS[choice], float(reading.labels[at, choice])))
            elif index < len(self._open):
                labelled.append(self._open[index])  # no longer read: what it was taken for last stays
            else:
                labelled.append(LabelledWord(word, Label.FLUENT, 0.0))
        return labelled, max(0, reading.emitted(self._rule.wait) - context)

    def _before(self, words: Sequence[Word], reading: Reading) -> NDArray[np.int64]:
        """The label each word read had before; one whose text has changed since is new."""
        found = np.full(len(reading.labels), NOT_EMITTED)
        first = len(self._context) - reading.skipped
        for index, (word, one) in enumerate(zip(words, self._emitted, strict=False)):
            if first + index >= 0 and word.text == one.word.text:
                found[first + index] = LABELS.index(one.label)
        return found


class PassthroughTagger:
    """For languages without a model: every word is fluent, and settled as soon as it is committed."""

    def accept(self, update: WordUpdate) -> CaptionUpdate:
        """The same words, all fluent."""
        return CaptionUpdate(
            update.utterance,
            tuple(_fluent(word) for word in update.committed),
            tuple(_fluent(word) for word in update.pending),
            update.utterance_ended,
        )

    def reset(self) -> None:
        """There is nothing to forget."""


def _fluent(word: Word) -> LabelledWord:
    return LabelledWord(word, Label.FLUENT, 1.0)
