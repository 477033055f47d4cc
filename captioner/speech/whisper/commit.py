"""Decides which words of successive hypotheses are final."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from captioner.messages import SAMPLE_RATE, Word, spelling


class CommitPolicy(Protocol):
    """Decides from hypotheses alone; a pure function of its arguments."""

    def final(self, before: tuple[Word, ...], now: tuple[Word, ...], audio_end: int) -> int:
        """How many words at the beginning of `now` are final.

        Args:
            before: the words behind the committed ones in the hypothesis before, empty if there was none.
            now: the words behind the committed ones in the newest hypothesis.
            audio_end: where the audio that `now` was read from ends, samples since the session began.
        """
        ...


@dataclass(frozen=True, slots=True)
class LocalAgreement:
    """Words that two hypotheses in a row agree on (LocalAgreement-2: Liu, Spanakis, Niehues 2020; Macháček 2023)."""

    def final(self, before: tuple[Word, ...], now: tuple[Word, ...], audio_end: int) -> int:
        """The length of the longest common prefix, by the letters of the words."""
        return agreement(before, now)


@dataclass(frozen=True, slots=True)
class AgreementOrAlignment:
    """Agreement, or one hypothesis with high probability whose word ends well before the audio does.

    The newest words are never committed by agreement: a word at the very end of the audio is heard in part, and two
    hypotheses shortly after each other make the same mistake with it.
    """

    margin_s: float = 0.8
    """seconds of audio behind a word from which one hypothesis suffices"""
    probability: float = 0.7
    """of every word that one hypothesis alone commits"""
    guard_s: float = 0.5
    """seconds of audio behind a word that even two agreeing hypotheses need; the two are often only 0.3 s apart"""
    longest_s: float = 1.6
    """seconds of audio behind a word from which one hypothesis suffices, however improbable the word is: a word that no
    two hypotheses agree on would hold back all words behind it"""

    def final(self, before: tuple[Word, ...], now: tuple[Word, ...], audio_end: int) -> int:
        """The longest prefix in which every word is final by either rule."""
        agreed = agreement(before, now)
        for index, word in enumerate(now):
            behind = audio_end - word.end
            by_agreement = index < agreed and behind >= self.guard_s * SAMPLE_RATE
            by_alignment = behind >= self.margin_s * SAMPLE_RATE and word.probability >= self.probability
            is_overdue = behind >= self.longest_s * SAMPLE_RATE
            if not (by_agreement or by_alignment or is_overdue):
                return index
        return len(now)


def agreement(before: tuple[Word, ...], now: tuple[Word, ...]) -> int:
    """The number of equal words at the beginning, ignoring case and punctuation."""
    count = 0
    for old, new in zip(before, now, strict=False):
        if spelling(old.text) != spelling(new.text):
            break
        count += 1
    return count
