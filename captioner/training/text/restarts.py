"""English sentences with restarts without an editing term.

Corpora of meetings have few and short restarts; written text has none. These are cut from fluent sentences at open
places: behind an article, a preposition, an auxiliary, a subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from captioner.disfluency.labels import FLUENT, REPARANDUM
from captioner.training.text.corpora import Utterance
from captioner.training.text.corrections import Draw, filled, picked
from captioner.training.text.synthetic import plain

_OPEN = frozenset({
    "a", "an", "the", "my", "your", "our", "their", "his", "some", "every", "to", "of", "for", "with", "from", "in",
    "at", "by", "about", "like", "that", "if", "whether", "because", "when", "where", "which", "who", "and", "but",
    "or", "is", "are", "was", "were", "can", "could", "will", "would", "should", "must", "have", "has", "had", "do",
    "does", "did", "be", "been", "not", "dont", "cant", "very", "more", "i", "we", "they", "he", "she", "im", "its",
    "thats", "need", "want", "going", "think", "wanted", "used",
})  # fmt: skip
"""words at which no sentence ends: after a comma behind them a new sentence begins"""
_SUBJECTS = (
    "my sister", "the manager", "our teacher", "the nurse", "the team", "they", "he", "she", "we", "the program",
    "your office", "the driver", "somebody", "the second one", "this machine", "the compiler", "Maria", "Mr. Hall",
    "the company", "people",
)  # fmt: skip
_GIVEN_UP = (
    "was going to", "said that we", "would have", "has never", "wanted me to", "told him that", "is supposed",
    "didn't even", "asked whether the", "was really", "came with the", "thought I could", "needs a", "is the kind of",
    "had been", "can only",
)  # fmt: skip
_SAID = (
    "left early on Friday", "told us to wait", "found the error", "called me back in May", "needs more time",
    "sent the letter", "reads the file twice", "lives next door", "asked for a receipt", "stops at every station",
    "works for the city", "paid in cash", "never answered", "writes the log", "closed the account",
    "took the last train", "has two children",
)  # fmt: skip
_BEGUN = (
    "my idea was", "the reason we", "we thought about", "there is a", "what I meant was that", "the first of",
    "let me just", "it depends on whether", "you could maybe", "as soon as the", "on the one hand, the", "some of the",
    "the trouble with", "what happens if", "the other day I", "do you remember the", "is there a way to",
    "have you ever", "the last time we", "before we", "I guess what I", "the best way to", "one of our",
    "so the plan was to", "he told me that the", "she was very", "we were all", "how about we", "at that time the",
    "it would be", "a friend of mine who", "this is where you", "in order to", "maybe we should", "the part that",
    "you start with the", "I have never", "they said it was", "nobody told us that the",
)  # fmt: skip
_NEGATIVES = (
    "if you have {a}, {b}", "if you look at it, {b}", "the part that it plays, {b}", "what I wanted, I got",
    "the trouble is, {b}", "my idea was this, {b}", "I keep asking, {b}", "let me see, {b}",
    "as soon as they come, {b}", "the other day, {b}", "the last time we met, {b}", "before we begin, {b}",
    "to be honest, {b}", "whatever you want to, {b}", "that is what it is, {b}", "the one I spoke of, {b}",
    "where he comes from, {b}", "if you think so, {b}", "as I said, {b}", "what it was for, nobody knows",
)  # fmt: skip


class Restarts:
    """Makes restarts out of fluent texts."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        """`texts`: fluent sentences, of which those of 4 to 24 words are used."""
        self._texts = [tuple(text) for text in texts if 4 <= len(text) <= 24]
        self._begun = [text[:length] for text in self._texts for length in _open_lengths(text)[:1]]
        self._slots: dict[str, Draw] = {
            "a": picked(("time", "a minute", "a question", "children", "the keys", "no idea", "a fever")),
            "b": lambda random: " ".join(_lowered(random.choice(self._texts))),
        }

    def make(self, random: Random) -> Utterance:
        """One sentence, its words labelled; three in ten are fluent."""
        if random.random() < 0.3:
            words = filled(random.choice(_NEGATIVES), self._slots, random).split()
            return _labelled([(word, FLUENT) for word in words])
        kind = random.random()
        goes_on = random.choice(self._texts)
        if kind < 0.2:
            subject = random.choice(_SUBJECTS).split()
            given_up = random.choice(_GIVEN_UP).split()
            said = random.choice(_SAID).split()
            return _labelled(
                [
                    *((w, FLUENT) for w in subject),
                    *((w, REPARANDUM) for w in _broken_off(given_up, random)),
                    *((w, FLUENT) for w in said),
                ]
            )
        begun = self._beginning(random)
        pieces = [(word, REPARANDUM) for word in _broken_off(begun, random)]
        if kind < 0.4:  # `Is that, are they, did we`: one more beginning
            other = random.choice(self._texts)[: random.randint(1, 3)]
            pieces += [(word, REPARANDUM) for word in _broken_off(_lowered(other), random)]
        if kind > 0.75:  # the new one begins twice: `He has, there were, there were twelve`
            length = random.choice((1, 2, 2, 3))
            pieces += [(word, REPARANDUM) for word in _broken_off(_lowered(goes_on[:length]), random)]
        if kind > 0.93:  # behind a clause that stands
            pieces = [*((word, FLUENT) for word in _clause(random.choice(self._texts))), *pieces]
        pieces += [(word, FLUENT) for word in _lowered(goes_on)]
        return _labelled(pieces)

    def _beginning(self, random: Random) -> list[str]:
        if random.random() < 0.5:
            return random.choice(_BEGUN).split()
        return list(random.choice(self._begun))


def _open_lengths(text: Sequence[str]) -> list[int]:
    """The possible lengths of a beginning of this text, the likeliest first: 2 to 7 words with an open last one."""
    return [n for n in range(2, min(8, len(text) - 1)) if plain(text[n - 1]) in _OPEN and text[n - 1][-1:].isalpha()][
        ::-1
    ]


def _broken_off(words: Sequence[str], random: Random) -> list[str]:
    """End the beginning mostly with a comma, as recognisers write it, else with a dash, dots, or nothing."""
    bare = [*words[:-1], words[-1].rstrip(".,?!")]
    return [*bare[:-1], bare[-1] + random.choice((",", ",", ",", ",", "", "", "", "-", "...", "\u2014"))]


def _clause(words: Sequence[str]) -> list[str]:
    return [*words[:-1], words[-1].rstrip(".,?!") + ","]


def _lowered(words: Sequence[str]) -> list[str]:
    """The words with a small first letter, except `I` and names."""
    first = words[0]
    keeps = first in ("I", "I'm", "I'll", "I've", "I'd") or first[1:2].isupper()
    return [first if keeps else first[:1].lower() + first[1:], *words[1:]]


def _labelled(pieces: Sequence[tuple[str, int]]) -> Utterance:
    words = [word for word, _ in pieces]
    words[0] = words[0][:1].upper() + words[0][1:]
    return Utterance(tuple(words), tuple(target for _, target in pieces))
