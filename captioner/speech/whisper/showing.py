"""Decides which pending words are shown."""

from __future__ import annotations

from captioner.messages import Word
from captioner.speech.whisper.commit import agreement


def shown(before: tuple[Word, ...], pending: tuple[Word, ...], least: float) -> int:
    """How many words at the beginning of `pending` are shown.

    They are shown up to the first one that is too improbable: it is often heard only in part. A word that was shown
    stays while the next reading has it too, even if that is less sure of it.

    Args:
        before: the pending words that were shown last, without those that have been committed since.
        pending: the words behind the committed ones in the newest hypothesis.
        least: probability from which a word is shown, 0 to 1.
    """
    count = agreement(before, pending)
    while count < len(pending) and pending[count].probability >= least:
        count += 1
    return count
