"""Labels the words of the current utterance and settles them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency import stutters
from captioner.disfluency.decoding import decide
from captioner.disfluency.encoding import MAX_WORDS, spelled_out
from captioner.disfluency.joined_marks import JoinedMarks, with_marks
from captioner.disfluency.labels import LABELS
from captioner.disfluency.onnx_model import OnnxLabelModel
from captioner.disfluency.reading import NOT_EMITTED, LabelModel, Reading, Thoroughness
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, Word, WordUpdate, is_mark

LONGEST_HOLD = 8 * SAMPLE_RATE // 5
"""A word settles at the latest with this much speech behind it, in samples: 1.6 s. Then 95 of 100 recognised words of
read speech settle within 2.6 s of speech; with 2.5 s within 3.0 s, and 6 more sentences of 774 are exact
(docs/disfluency.md)."""
LONGEST_REPAIR_HOLD = 2 * SAMPLE_RATE
"""The same for words that would settle as part of a repair, 2 s: nobody reads them in the cleaned view, and what stands
before its repair for long is often none (`There are errors of the first kind and errors`). Of 774 sentences 4 more are
exact, and of 1,000 words of read speech 0.6 fewer are lost."""
CONTEXT = 8
"""Settled words that are read again as context. The F1 of settled labels in long utterances is as good as with 12 or
all words, for telephone speech (0.853, 0.848, 0.851) and for meetings (0.782, 0.778)."""
_SURER = 0.3
"""A word settles with one word less behind it where the model's doubt is so many times as small: recognised read speech
0.14 s sooner at the median, at the same errors (docs/disfluency.md)."""
_STEP = MAX_WORDS // 2
"""Most new words labelled in one reading, so that each is read with half a window on its left or right."""


class Tagger(Protocol):
    """Words in, labelled words out; settled words are only ever appended, provisional ones replaced whole."""

    def label(self, update: WordUpdate) -> CaptionUpdate:
        """Label what has come."""

    def reset(self) -> None:
        """Forget the current utterance."""


class DisfluencyTagger:
    """Runs the model over an utterance's words, pending and unsure ones as right context, and applies the wait rule.

    A word settles when it is committed and nothing can still change its label: it stands to the left of the first
    waiting word and of the first open one (`Reading.first_open`), with `Rule.settle_after` words behind it. The words
    of a repair settle together, with as many words behind the last of them, of which the first is committed. A word
    settles at the latest LONGEST_HOLD after it was said, LONGEST_REPAIR_HOLD if it is removed as part of a repair, or
    when the utterance ends. A settled label is never revised.
    """

    def __init__(
        self, model: LabelModel, thoroughness: Thoroughness = Thoroughness.STANDARD, context: int = CONTEXT
    ) -> None:
        """`model` is shared and stateless; the tagger owns the state of the current utterance.

        Args:
            context: settled words that are read again, at least 1.
        """
        self._reach = context
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
        self._context: list[LabelledWord] = []
        """settled words that the model still reads, their marks joined to them"""
        self._open: list[LabelledWord] = []
        """committed, not settled"""
        self._emitted: list[LabelledWord] = []
        """the open and pending words with the labels of the last reading, their marks joined to them"""

    def label(self, update: WordUpdate) -> CaptionUpdate:
        """Label the new words; a new utterance may begin only when the current one has ended.

        Raises:
            ValueError: another utterance begins while words of this one wait.
        """
        if self._utterance is not None and update.utterance != self._utterance:
            if self._open:
                raise ValueError(f"utterance {update.utterance} begins before utterance {self._utterance} has ended")
            self.reset()
        self._utterance = update.utterance
        settled: list[LabelledWord] = []
        committed, pending, unsure = self._split(update)
        while len(committed) > _STEP:
            step, committed = committed[:_STEP], committed[_STEP:]
            settled += self._step(step, (*committed, *pending)[: _STEP // 2], (), ended=False)[0]
        newly_settled, provisional = self._step(committed, pending, unsure, ended=update.utterance_ended)
        settled += newly_settled
        if update.utterance_ended:
            self.reset()
        return CaptionUpdate(
            update.utterance,
            tuple(settled),
            tuple(provisional),
            update.utterance_ended,
            committed=len(self._open),
        )

    def _split(self, update: WordUpdate) -> list[Sequence[Word]]:
        """Committed, pending and unsure words, with stuttered ones split."""
        before = [one.word.text for one in (*self._context, *self._open)]
        found: list[Sequence[Word]] = []
        for words in (update.committed, update.pending, update.unsure):
            found.append(stutters.split(words, before))
            before += [word.text for word in found[-1] if not is_mark(word.text)]
        return found

    def _step(
        self, committed: Sequence[Word], pending: Sequence[Word], unsure: Sequence[Word], *, ended: bool
    ) -> tuple[list[LabelledWord], list[LabelledWord]]:
        """Read context, open and new words; returns the newly settled ones and the provisional ones.

        Unsure words are among neither.
        """
        parts = (*(one.word for one in self._open), *committed, *pending, *unsure)
        if not parts:
            return [], []
        final = len(self._open) + len(committed)
        shown = final + len(pending)
        joined = JoinedMarks.of(parts, follows=bool(self._context))
        words = joined.words
        labelled, sure = self._label(joined, complete=ended)
        overdue = _overdue(labelled)
        count = joined.count(final)
        enough = max(
            _before_open_repair(labelled, min(sure[behind], len(words) - behind), self._rule.settle_after, count)
            for behind in sure
        )
        if not ended:
            count = max(0, min(count, max(enough, overdue)))
        every = joined.labelled(labelled, self._context[-1] if self._context else None)
        settling = min(final, joined.begin(count))
        self._open = every[settling:final]
        self._emitted = labelled[count : joined.count(shown)]
        self._context = with_marks(self._context, every[:settling])[-self._reach :]
        return every[:settling], every[settling:shown]

    def _label(self, joined: JoinedMarks, *, complete: bool) -> tuple[list[LabelledWord], dict[int, int]]:
        """Label all words; returns for each number of words behind how many words may settle with it."""
        before, words = self._context, joined.words
        written = [one.word.text for one in before]
        if joined.leading:
            written[-1] += joined.leading
        texts = spelled_out([*written, *(word.text for word in words)])
        reading = self._model.read(texts, complete=complete)
        skipped, context = reading.skipped, len(before)
        decisions = decide(
            reading,
            texts[skipped:],
            self._disfluent,
            before=None if complete else self._before(words, reading),
            settled=[LABELS.index(one.label) for one in before[skipped:]],
            rule=self._rule.repairs,
        )
        labelled = []
        for index, word in enumerate(words):
            at = context + index - skipped
            if at >= 0:
                choice = int(decisions[at])
                labelled.append(LabelledWord(word, LABELS[choice], float(reading.labels[at, choice])))
            elif joined.begins[index] < len(self._open):
                last_label = self._open[joined.begins[index]]
                labelled.append(replace(last_label, word=word))  # no longer read: the last label stays
            else:
                labelled.append(LabelledWord(word, Label.FLUENT, 0.0))
        settled = max(0, context - skipped)
        emitted, most = reading.emitted(self._rule.wait), self._rule.settle_after
        sure = {}
        fewest = most if reading.taken_back is None else min(1, most)  # such a model cannot be surer
        for behind in range(fewest, most + 1):
            doubt = self._rule.open * _SURER ** (most - behind)
            sure[behind] = max(0, min(emitted, reading.first_open(decisions, doubt, settled)) - context)
        return labelled, sure

    def _before(self, words: Sequence[Word], reading: Reading) -> NDArray[np.int64]:
        """The label each word read had before; one whose text has changed since is new."""
        found = np.full(len(reading.labels), NOT_EMITTED)
        first = len(self._context) - reading.skipped
        for index, (word, one) in enumerate(zip(words, self._emitted, strict=False)):
            if first + index >= 0 and word.text == one.word.text:
                found[first + index] = LABELS.index(one.label)
        return found


def _overdue(labelled: Sequence[LabelledWord]) -> int:
    """How many words must settle, because they have been held back for as long as they may."""
    if not labelled:
        return 0
    end = labelled[-1].word.end
    count = sum(one.word.end < end - LONGEST_HOLD for one in labelled)
    least = sum(one.word.end < end - LONGEST_REPAIR_HOLD for one in labelled)
    while count > least and labelled[count - 1].label.row.in_repair:
        count -= 1
    return count


def _before_open_repair(labelled: Sequence[LabelledWord], count: int, behind: int, final: int) -> int:
    """At most `count` words, so that a repair settles whole and only with `behind` words of its correction.

    Parallel clauses look like a repair at first: `put her hair down, turned her skirt back, put her` (word by word,
    read speech lost twice as many words as whole). The first word of the correction must be among the first `final`
    ones, which are committed: if only `We` of `We we didn't` is, the recogniser may hear `We did` in the next reading.
    """
    first = None
    for index, one in enumerate(labelled):
        if one.label.row.in_repair:
            first = index if first is None else first
            is_open = len(labelled) - index - 1 < behind or index + 1 >= final or count <= index
            if first < count and is_open:
                return first
        else:
            first = None
    return count


class PassthroughTagger:
    """For languages without a model: every word is fluent, and settles as soon as it is committed."""

    def label(self, update: WordUpdate) -> CaptionUpdate:
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
