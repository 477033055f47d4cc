"""Splits utterances where the speaker changes: between the transcriber and the tagger, before a word has settled."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from captioner.messages import SAMPLE_RATE, Samples, SpeechChunk, Word, WordUpdate
from captioner.speakers.embedding import SpeakerEmbedding
from captioner.speakers.spectrum import voiced

_SENTENCE_ENDS = tuple(".?!…。？！")  # noqa: RUF001  marks of many scripts
_NOTHING: Samples = np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True)
class Rules:
    """When a voice counts as another one."""

    window_s: float = 1.6
    """seconds of speech after a place before it is decided; the model was made for this length"""
    other_below: float = 0.75
    """cosine between the new window and the mean of those of the present voice, below which it is another one"""
    shortest_s: float = 1.0
    """shortest stretch at the end of an utterance that is decided"""
    pause_s: float = 0.5
    """seconds between two words after which another voice may begin in mid-sentence"""
    kept_windows: int = 2
    """number of windows kept of the present voice"""


class SpeakerTurns:
    """Word updates in and out: from a place where another voice may begin, words wait as pending until it is decided.

    Such places are the beginning of an utterance, of a sentence, and a word behind a pause. With too little speech to
    decide, the voice counts as the same.
    """

    def __init__(self, load: Callable[[], SpeakerEmbedding], rules: Rules | None = None) -> None:
        """`load` is called when the first voice is to be compared; it may raise ModelError."""
        self._load = load
        self._embedding: SpeakerEmbedding | None = None
        self._rules = rules or Rules()
        self._number = 0
        """number of the outgoing utterance"""
        self._is_new_speaker = False
        """that utterance begins with another voice"""
        self._last: Word | None = None
        """last outgoing word of that utterance"""
        self._waiting: list[Word] = []
        """committed words that wait; it is not decided whether another voice says the first"""
        self._utterance: int | None = None
        """number of the incoming utterance"""
        self._heard: Samples = _NOTHING
        self._heard_start = 0
        """samples since the session began"""
        self._has_words = False
        """the heard audio has words"""
        self._before: Samples = _NOTHING
        """the end of the last utterance with words"""
        self._present: deque[NDArray[np.float32]] = deque(maxlen=self._rules.kept_windows)
        """windows of the voice that speaks"""

    def listen(self, chunk: SpeechChunk) -> None:
        """Take in the sound of the words in the next update."""
        if chunk.utterance != self._utterance:
            if self._has_words:  # audio without words is no voice
                self._before = self._heard[-2 * self._samples(self._rules.window_s) :]
            self._has_words = False
            self._utterance, self._heard, self._heard_start = chunk.utterance, _NOTHING, chunk.start
        self._heard = np.concatenate([self._heard, chunk.samples])

    def split(self, update: WordUpdate) -> list[WordUpdate]:
        """Split an update where another voice begins; utterances get new numbers.

        Raises:
            ModelError: the model cannot be loaded.
        """
        words = [*self._waiting, *update.committed]
        self._waiting = []
        result: list[WordUpdate] = []
        out: list[Word] = []
        for index, word in enumerate(words):
            is_other = self._is_other(word, is_complete=update.utterance_ended)
            if is_other is None:
                self._waiting = words[index:]
                break
            if is_other and self._last is not None:
                result.append(self._update(update, out, (), ended=True))
                self._begin()
                out = []
            if self._last is None:
                self._is_new_speaker = is_other
            out.append(word)
            self._last = word
            self._has_words = True
        pending = (*self._waiting, *update.pending)
        result.append(self._update(update, out, pending, ended=update.utterance_ended))
        if update.utterance_ended:
            self._begin()
        return result

    def _begin(self) -> None:
        self._number += 1
        self._last, self._is_new_speaker = None, False

    def _update(
        self, update: WordUpdate, committed: Sequence[Word], pending: Sequence[Word], *, ended: bool
    ) -> WordUpdate:
        return replace(
            update,
            utterance=self._number,
            committed=tuple(committed),
            pending=tuple(pending),
            unsure=() if ended else update.unsure,
            utterance_ended=ended,
            is_new_speaker=self._is_new_speaker,
        )

    def _is_other(self, word: Word, *, is_complete: bool) -> bool | None:
        """Whether another voice says a word and those behind it; None if more must be heard."""
        if not self._is_asked(word):
            return False
        place = max(0, word.start - self._heard_start)
        window = self._samples(self._rules.window_s)
        behind = voiced(self._heard[place:])
        if len(behind) < window and not is_complete:
            return None
        if len(behind) < self._samples(self._rules.shortest_s):
            return False
        before = voiced(self._heard[max(0, place - window) : place] if self._last else self._before)[-window:]
        pieces = [behind[:window]]
        if len(before) >= self._samples(self._rules.shortest_s):
            pieces.append(before)
        self._embedding = self._embedding or self._load()
        voice, *known = self._embedding.embed(pieces)
        self._present.extend(known)
        is_other = self._differs(voice)
        if is_other:
            self._present.clear()
        self._present.append(voice)
        return is_other

    def _is_asked(self, word: Word) -> bool:
        if self._last is None or self._last.text.endswith(_SENTENCE_ENDS):
            return True
        return word.start - self._last.end >= self._samples(self._rules.pause_s)

    def _differs(self, voice: NDArray[np.float32]) -> bool:
        """Whether a voice differs from the present one; False if none is known."""
        if not self._present:
            return False
        mean = np.mean(self._present, axis=0)
        return float(voice @ mean) < self._rules.other_below * float(np.linalg.norm(mean))

    def _samples(self, seconds: float) -> int:
        return round(seconds * SAMPLE_RATE)
