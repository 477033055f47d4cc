"""Detects speech in a language that the model does not know, by the low probability of its words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from captioner.messages import Word

_WORDS = 30
"""About ten seconds of speech; one or two words would be chance."""
_DOUBTED = 0.5
"""Mean probability of the words below which they are doubted. The built-in English model gives German and French
(14 and 10 utterances, 5 and 7 speakers) 0.43 and 0.45 in the median; 196 utterances in English, with accents, noise and
whispers among them, stay above 0.59 over any 30 words."""
_BELIEVED = 0.6
"""Mean probability from which the speech counts as known again; the distance keeps the state from flickering."""


class ForeignSpeech:
    """Follows the committed words of a session."""

    def __init__(self) -> None:
        self._probabilities: deque[float] = deque(maxlen=_WORDS)
        self._is_heard = False

    @property
    def is_heard(self) -> bool:
        """Whether the newest words are probably not in the model's language."""
        return self._is_heard

    def add_words(self, words: Iterable[Word]) -> None:
        """Take in newly committed words."""
        for word in words:
            self._probabilities.append(word.probability)
            if len(self._probabilities) == _WORDS:
                mean = sum(self._probabilities) / _WORDS
                self._is_heard = mean < (_BELIEVED if self._is_heard else _DOUBTED)
