"""Word ends by forced alignment, and the times at which each program showed the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from captioner.bench.wer import normalise


@dataclass(frozen=True, slots=True)
class ProgramOutput:
    """The output of a program at a time."""

    at_s: float
    committed: tuple[str, ...]
    """newly committed words, behind all earlier ones"""
    pending: tuple[str, ...]
    """the words behind them, replaced by the next output"""


@dataclass(frozen=True, slots=True)
class Played:
    """A program's play of a recording."""

    cpu_s: float
    shown: tuple[ProgramOutput, ...]
    """with a disfluency model, a word counts as committed when its label is final, too"""
    said: tuple[ProgramOutput, ...] = ()
    """the same for the view of all words, if there are others"""

    @property
    def text(self) -> str:
        """All committed words at the end."""
        return " ".join(word for each in self.shown for word in each.committed)


@dataclass(slots=True)
class Delays:
    """Delays in seconds from the ends of correctly read words, and retracted words."""

    first_seen_s: list[float] = field(default_factory=list)
    said_s: list[float] = field(default_factory=list)
    """until it is certain in the view of all words: its text is final"""
    cleaned_s: list[float] = field(default_factory=list)
    """until it is certain in the cleaned view: its label is final, too"""
    retracted: float = 0.0

    @classmethod
    def of_plays(cls, plays: Sequence[Delays]) -> Delays:
        """The delays of a recording from several plays: all delays, and the mean number of retracted words."""
        return cls(
            first_seen_s=[each for one in plays for each in one.first_seen_s],
            said_s=[each for one in plays for each in one.said_s],
            cleaned_s=[each for one in plays for each in one.cleaned_s],
            retracted=sum(one.retracted for one in plays) / max(1, len(plays)),
        )


def delays(played: Played, said: Sequence[tuple[str, float]]) -> Delays:
    """Delays against the spoken words, each with its end in seconds.

    A word counts at its position, in order, among the finally committed words; it is first seen when the output has it
    at that position.
    """
    final: list[str] = []
    certain_at: list[float] = []
    for each in played.shown:
        words = normalise(" ".join(each.committed))
        final += words
        certain_at += [each.at_s] * len(words)
    seen_at = _first_sights(played.shown, final)
    result = Delays(retracted=_retracted(played.shown))
    matches = SequenceMatcher(None, [word for word, _ in said], final, autojunk=False).get_matching_blocks()
    for match in matches:
        for k in range(match.size):
            end = said[match.a + k][1]
            result.cleaned_s.append(certain_at[match.b + k] - end)
            result.first_seen_s.append(seen_at[match.b + k] - end)
    result.said_s = delays(Played(0.0, played.said), said).cleaned_s if played.said else list(result.cleaned_s)
    return result


def _first_sights(shown: Sequence[ProgramOutput], final: Sequence[str]) -> list[float]:
    sights: list[float | None] = [None] * len(final)
    kept: list[str] = []
    for each in shown:
        kept += normalise(" ".join(each.committed))
        pending = normalise(" ".join(each.pending))
        for k in range(len(kept)):
            sights[k] = each.at_s if sights[k] is None else sights[k]
        rest = final[len(kept) :]
        for match in SequenceMatcher(None, rest, pending, autojunk=False).get_matching_blocks():
            for k in range(match.a, match.a + match.size):
                place = len(kept) + k
                # the same word much later in the text is another one
                if sights[place] is None and abs(k - match.b) < 5:
                    sights[place] = each.at_s
    return [at for at in sights if at is not None]


def _retracted(shown: Sequence[ProgramOutput]) -> int:
    count = 0
    pending: list[str] = []
    for each in shown:
        now = normalise(" ".join([*each.committed, *each.pending]))
        blocks = SequenceMatcher(None, pending, now, autojunk=False).get_matching_blocks()
        count += len(pending) - sum(match.size for match in blocks)
        pending = normalise(" ".join(each.pending))
    return count
