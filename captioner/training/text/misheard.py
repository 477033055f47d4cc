"""Utterances as a recogniser might mishear them: words are replaced by similar ones, left out, or inserted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from captioner.disfluency.encoding import parts
from captioner.disfluency.labels import FILLED_PAUSE
from captioner.training.text.corpora import UNLABELLED

_KNOWN_WORDS = 4000
_FREQUENT = 60
"""number of frequent words from which inserted words are drawn"""
_STARTS = 0.07
_GOES_ON = 0.35
"""chances that a word is misheard after a correct one and after a misheard one: a tenth of all words. On 18 of
Switchboard's dev sides the increments' recogniser replaced or left out a fifth; half of that keeps labels reliable."""
_LEFT_OUT = 0.2
_PUT_IN = 0.25
"""shares of the misheard words that are left out, and that are followed by an inserted one"""


class Misheard:
    """Makes the text that a recogniser might have written."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        """Collect its vocabulary from `texts`."""
        counts = Counter(part for words in texts for word in words for part in parts(word)[:1] if part.isalpha())
        known = [word for word, _ in counts.most_common(_KNOWN_WORDS)]
        self._frequent = known[:_FREQUENT]
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for word in known:
            for shorter in _with_a_letter_less(word):
                alike[shorter].append(word)
        self._spelled_alike = dict(alike)  # looking up a word must not add it

    def hear(self, words: Sequence[str], targets: Sequence[int], random: Random) -> tuple[list[str], list[int]]:
        """The words as misheard, and their targets.

        A word heard in place of another keeps its target, except for a filled pause: *a* for *uh* is ambiguous. Such
        words, and inserted ones, are UNLABELLED.
        """
        heard: list[str] = []
        found: list[int] = []
        wrong = False
        for word, target in zip(words, targets, strict=True):
            wrong = random.random() < (_GOES_ON if wrong else _STARTS)
            if not wrong:
                heard.append(word)
                found.append(target)
                continue
            if random.random() >= _LEFT_OUT:
                heard.append(self._other(word, random))
                found.append(UNLABELLED if target == FILLED_PAUSE else target)
            if random.random() < _PUT_IN:
                heard.append(random.choice(self._frequent))
                found.append(UNLABELLED)
        return heard, found

    def _other(self, word: str, random: Random) -> str:
        plain = parts(word)[0]
        alike = [
            other
            for shorter in _with_a_letter_less(plain)
            for other in self._spelled_alike.get(shorter, ())
            if other != plain
        ]
        return random.choice(alike or self._frequent)


def _with_a_letter_less(word: str) -> list[str]:
    """The word, and the word without each of its letters: words that share one of these differ by a letter or two."""
    return [word, *(word[:index] + word[index + 1 :] for index in range(len(word)))]
