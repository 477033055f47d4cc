"""Editing terms: words between a mistake and its correction, in English and German."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FILLERS = frozenset(["uh", "um", "er", "erm", "uhm", "hmm", "ah", "eh", "ahm", "oh", "ohh"])
"""without accents, as `encoding.parts` writes words"""
HESITATIONS = frozenset(["uh", "um", "er", "erm", "uhm"])
"""fillers that mean nothing else in English"""
WORDS_TOO = {"de": frozenset(["um", "er"])}
"""fillers that are words in another language: *um neun*, *er kommt*"""
ANSWERS = frozenset(
    {("uh", "huh"), ("uh", "uh"), ("uh", "oh"), ("nuh", "uh"), ("mm", "hmm"), ("mm", "mm"), ("uh", "hum")}
)
"""words in parts that look like fillers and mean yes, no or a fright"""
CORRECTING = frozenset({
    "no", "nope", "sorry", "rather", "wait", "correction", "scratch", "make", "that", "meant", "pardon", "nein", "nee",
    "quatsch", "entschuldigung", "stopp", "vielmehr", "falsch", "korrektur", "beziehungsweise", "moment", "verzeihung",
})  # fmt: skip
"""words of an editing term that announces a correction; alone none of them is a marker that may be removed"""
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "let me correct that", "scratch that", "make that", "i should say", "i mean", "i meant", "or rather",
        "excuse me", "im sorry", "i am sorry", "my mistake", "no wait", "wait", "sorry", "no", "rather", "correction",
        "pardon",
        "ich meine", "ich meinte", "ich korrigiere", "ich wollte sagen", "besser gesagt", "oder besser", "ach nein",
        "ach quatsch", "nein warten sie", "nein warte", "warten sie", "moment mal", "nein", "nee", "quatsch",
        "entschuldigung", "stopp", "vielmehr", "falsch", "korrektur", "moment", "verzeihung",
    )
)  # fmt: skip
_LITERAL_BEHIND = {
    "wait": frozenset({
        "to", "than", "can", "cant", "cannot", "dont", "didnt", "will", "ill", "id", "wont", "must", "should", "could",
        "would", "please", "just",
    }),
    "sorry": frozenset({"so", "say", "said", "says", "saying", "very", "feel", "felt", "feeling"}),
    "no": frozenset({"say", "said", "says", "means", "theres"}),
    "rather": frozenset({"would", "id", "youd", "wed", "theyd", "hed", "shed"}),
    "pardon": frozenset({"to", "the", "a", "your", "his", "her"}),
    "correction": frozenset({"the", "a", "this", "that", "one", "my", "your"}),
    "moment": frozenset({"im", "den", "der", "ein", "einen", "zum", "diesem", "jeden", "dieser"}),
    "falsch": frozenset({"ist", "war", "das", "sind", "nicht", "so"}),
}  # fmt: skip
"""words behind which a term means what it says: `I'd rather walk than wait`, `I want to say sorry`"""
_ONLY_BEHIND = ("actually", "well")
"""continue a term but do not begin one"""


@dataclass(frozen=True, slots=True)
class Term:
    """Fillers and correcting words in a row."""

    start: int
    """its first word"""
    end: int
    """index behind its last word"""
    corrects: bool
    """one of them announces a correction; otherwise all are fillers"""


def terms(plain: Sequence[str], language: str = "en") -> list[Term]:
    """All editing terms among words as `encoding.parts` writes them; `language` has two letters."""
    fillers = FILLERS - WORDS_TOO.get(language, frozenset())
    found: list[Term] = []
    at = 0
    while at < len(plain):
        if at and plain[at - 1] in _LITERAL_BEHIND.get(plain[at], ()):
            at = next((n for n in range(at, len(plain)) if plain[n] != plain[at]), len(plain))
            continue
        end, corrects = at, False
        while end < len(plain):
            phrase = next((p for p in _PHRASES if tuple(plain[end : end + len(p)]) == p), None)
            if phrase is not None:
                corrects = True
                end += len(phrase)
            elif plain[end] in fillers or (end > at and plain[end] in _ONLY_BEHIND):
                end += 1
            else:
                break
        if end > at:
            found.append(Term(at, end, corrects))
        at = max(end, at + 1)
    return found
