"""The window of audio that is read again and again, its words, and how new words follow the committed ones."""

from __future__ import annotations

import dataclasses

import numpy as np

from captioner.messages import SAMPLE_RATE, Samples, Word
from captioner.speech.whisper.commit import agreement

_STRETCHED = SAMPLE_RATE
"""A word may end so many samples later than the audio in which it was first read, for some are long and are read before
they end. Where the decoder stops in mid-audio, its last words are aligned with all that it left out: stock tiny.en
wrote `the recording of the` for eight seconds, with ends that went on with the audio, so that no word became final, and
what was said behind them was not read."""


class Window:
    """The audio of the current utterance that is still read, and its words."""

    def __init__(self) -> None:
        self.start = 0
        """samples since the session began"""
        self.samples: Samples = np.zeros(0, np.float32)
        self.committed: tuple[Word, ...] = ()
        """words that are final and whose audio is in the window"""
        self.mark = ""
        """punctuation that the newest hypothesis has behind the last committed word, where that has none"""
        self.pending: tuple[Word, ...] = ()
        self._first_read: tuple[int, ...] = ()
        """for each pending word, the end of the audio that it, and the words before it, were first read in"""
        self.unread = 0
        """samples at the end that no hypothesis has seen"""

    @property
    def end(self) -> int:
        """The sample after the last one."""
        return self.start + len(self.samples)

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return len(self.samples) / SAMPLE_RATE

    def append(self, samples: Samples, start: int) -> None:
        """Add audio that follows the window's own, or begin with it."""
        if not len(self.samples):
            self.start = start
        self.samples = np.concatenate([self.samples, samples])
        self.unread += len(samples)

    @property
    def mark_word(self) -> tuple[Word, ...]:
        """The mark as a word of its own, where there is one."""
        if not self.mark or not self.committed:
            return ()
        last = self.committed[-1]
        return (Word(self.mark, last.end, last.end, last.probability),)

    def not_stretched(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words of a new hypothesis; those that the one before had, too, end soon after they were first read."""
        found, latest = list(words), self.end
        for at in reversed(range(min(len(self._first_read), agreement(self.pending, words)))):
            word, first = words[at], self._first_read[at]
            if word.end > first + _STRETCHED:
                latest = min(latest, first)
            if word.end > latest:
                found[at] = dataclasses.replace(word, start=min(word.start, latest), end=latest)
        return tuple(found)

    def commit(self, words: tuple[Word, ...], count: int, *, is_end: bool = False) -> tuple[Word, ...]:
        """Make the first `count` of `words` final and the rest pending; returns the final ones.

        The mark behind the last committed word is final, and the first of them, once a word behind it or the end of the
        utterance is.
        """
        marks = self.mark_word if count or is_end else ()
        if marks:
            last = self.committed[-1]
            self.committed = (*self.committed[:-1], dataclasses.replace(last, text=last.text + self.mark))
        if count:
            self.mark = ""
        first = self._first_read[: agreement(self.pending, words)]
        self._first_read = (*first, *[self.end] * (len(words) - len(first)))[count:]
        self.committed += words[:count]
        self.pending = words[count:]
        return marks + words[:count]

    def trim(self, middle: int) -> tuple[Word, ...]:
        """Drop the audio before the last committed word that ends by `middle`; returns the words dropped with it.

        If all committed words end later, the cut is at the first of them; if there are none, at `middle`.
        """
        gone = max(sum(word.end <= middle for word in self.committed), min(1, len(self.committed)))
        went, self.committed = self.committed[:gone], self.committed[gone:]
        cut = min(went[-1].end if went else middle, self.end)
        self.samples = self.samples[cut - self.start :]
        self.start = cut
        return went


def not_before(committed: tuple[Word, ...], words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, with times that begin no earlier than the committed ones end; an earlier alignment has set that
    end."""
    if not committed:
        return words
    end = committed[-1].end
    return tuple(dataclasses.replace(word, start=max(word.start, end), end=max(word.end, end)) for word in words)


def behind(committed: tuple[Word, ...], words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a whole hypothesis that come after the committed ones, by time and by the overlap of the text."""
    if not committed:
        return words
    end = committed[-1].end
    later = not_before(
        committed, tuple(word for word in words if (word.start + word.end) // 2 > end - SAMPLE_RATE // 20)
    )
    for size in range(min(5, len(later), len(committed)), 0, -1):
        if [w.text.casefold() for w in committed[-size:]] == [w.text.casefold() for w in later[:size]]:
            return later[size:]
    return later
