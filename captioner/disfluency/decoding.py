"""From the network's output for an utterance to the labels of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from captioner.disfluency import repairs
from captioner.disfluency.reading import Reading, RepairRule


def decide(
    reading: Reading,
    words: Sequence[str],
    disfluent: float,
    *,
    before: NDArray[np.integer[Any]] | None = None,
    settled: Sequence[int] = (),
    rule: RepairRule = RepairRule(),  # noqa: B008 - frozen
) -> NDArray[np.intp]:
    """An index into LABELS for each word read.

    Args:
        reading: the network's output.
        words: texts of the words read, (n,).
        disfluent: a word is disfluent from this probability of not being fluent on.
        before: (n,), the label emitted for each word one reading ago, NOT_EMITTED where there was none.
        settled: labels of the first words, which stay as they are.
        rule: the model's, for whole repairs.
    """
    labels = reading.decisions(disfluent, before)
    labels[: len(settled)] = settled
    return repairs.whole(words, labels, 1.0 - reading.labels[:, 0], len(settled), rule)
