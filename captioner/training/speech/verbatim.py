"""Verbatim sentences in Whisper's spelling: fillers between commas, repetitions, cut-off words."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from captioner.disfluency.numerals import ENGLISH, LARGE

FILLERS = frozenset({"um", "uh", "hmm", "mm", "mm-hmm", "uh-huh"})
_MARKS = ".,?!;:"
_PLAIN = re.compile(r"[A-Za-z']{3,}")
_NUMBERS = (ENGLISH.keys() - {"zero", "one"}) | LARGE | {
    "percent", "first", "second", "third", "fourth", "fifth", "euro", "euros", "pound", "pounds", "dollars",
}  # fmt: skip
_COMMON = frozenset({
    "the", "a", "an", "and", "but", "or", "so", "if", "then", "that", "this", "these", "those", "it", "it's", "its",
    "he", "he's", "she", "she's", "they", "they're", "we", "we're", "we've", "we'll", "you", "you're", "you've",
    "is", "are", "was", "were", "be", "been", "do", "does", "did", "have", "has", "had", "can", "could", "will",
    "would", "should", "shall", "may", "might", "must", "not", "no", "yes", "yeah", "okay", "right", "well", "now",
    "just", "what", "when", "where", "which", "who", "why", "how", "there", "there's", "here", "in", "on", "at",
    "to", "of", "for", "from", "with", "by", "as", "about", "into", "my", "your", "his", "her", "our", "their",
    "me", "him", "them", "us", "what's", "that's", "let's", "maybe", "because", "also", "like",
})  # fmt: skip
"""Words that are no names: within a sentence they have no capital, even if the corpus begins a turn with them."""
_OTHER_SPELLINGS = {"hm": "hmm", "mmm": "mm", "mm-hm": "mm-hmm", "uhm": "um", "er": "uh", "erm": "um", "umm": "um"}


def has_numbers(words: Sequence[str]) -> bool:
    """Whether a number is written out, unlike in Whisper's spelling: such a text would teach another spelling."""
    return any(word.strip(_MARKS).lower() in _NUMBERS for word in words)


def made_disfluent(words: Sequence[str], rng: random.Random) -> list[str]:
    """`words` with zero to three more fillers, repeated words and cut-off words (`exp- experience`) in them."""
    made = list(words)
    for _ in range(rng.choices((0, 1, 2, 3), (3, 4, 3, 1))[0]):
        at = rng.randrange(len(made))
        kind = rng.random()
        if kind < 0.4:
            made.insert(rng.choice((0, at)), rng.choice(("um", "uh")))
        elif kind < 0.7:
            again = made[at : at + rng.choices((1, 2, 3), (6, 3, 1))[0]]
            if all(_PLAIN.fullmatch(word) or len(word) < 3 for word in again):
                if rng.random() < 0.25:
                    again = [*again, rng.choice(("um", "uh"))]
                made[at:at] = again
        elif _PLAIN.fullmatch(made[at].strip(_MARKS)):
            word = made[at].strip(_MARKS)
            made.insert(at, word[: rng.randint(1, min(4, len(word) - 1))] + "-")
            if rng.random() < 0.2:
                made.insert(at + 1, rng.choice(("um", "uh")))
    return made


def as_whisper_writes(words: Sequence[str]) -> tuple[str, ...]:
    """`words` with a capital at the beginning and commas around fillers."""
    written: list[str] = []
    for index, raw in enumerate(words):
        core = raw.rstrip(_MARKS)
        marks = raw[len(core) :]
        spelled = _OTHER_SPELLINGS.get(core.lower(), core)
        if spelled.lower() in FILLERS:
            begins = not written or written[-1][-1] in ".?!"
            spelled = spelled.capitalize() if begins else spelled.lower()
            if written and written[-1][-1] not in _MARKS + "-":
                written[-1] += ","
            if not marks:
                marks = "," if index + 1 < len(words) else "."
        elif written and written[-1][-1] in ".?!":
            spelled = spelled[:1].upper() + spelled[1:]
        elif core.lower() in _COMMON:
            spelled = core.lower()
        written.append(spelled + marks)
    if written:
        written[0] = written[0][:1].upper() + written[0][1:]
    return tuple(written)
