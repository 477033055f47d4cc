"""Decides which pending words are shown."""

from __future__ import annotations

from dataclasses import dataclass

from captioner.messages import Word
from captioner.speech.whisper.commit import agreement


@dataclass(frozen=True, slots=True)
class Showing:
    """From which probability on pending words are shown; docs/performance.md has the figures behind the defaults."""

    once: float = 0.7
    """of a word that only the newest reading has"""
    twice: float = 0.5
    """of a word that the reading before has, too"""


def shown(before: tuple[Word, ...], previous: tuple[Word, ...], pending: tuple[Word, ...], rules: Showing) -> int:
    """How many words at the beginning of `pending` are shown.

    They are shown up to the first one that is too improbable: it is often heard only in part. A word that was shown
    stays while the next reading has it too, even if that is less sure of it.

    Args:
        before: the pending words that were shown last, without those that have been committed since.
        previous: all pending words of the reading before, without those that have been committed since.
        pending: the words behind the committed ones in the newest hypothesis.
        rules: the probabilities from which words are shown.
    """
    count, had_before = agreement(before, pending), agreement(previous, pending)
    while count < len(pending) and pending[count].probability >= (rules.twice if count < had_before else rules.once):
        count += 1
    return count
