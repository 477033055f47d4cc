"""The disfluent words of a language, for making disfluencies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DisfluentWords:
    """The disfluent words of a language; common ones are listed several times.

    Attributes:
        filled_pauses: in the spellings of every corpus and recogniser.
        emphatic: often said twice on purpose, so never made into a reparandum by a plain repetition.
        thrice: of those, said twice for grammar (*dass das das*), but never three times.
    """

    filled_pauses: tuple[str, ...]
    markers: tuple[str, ...]
    editing: tuple[str, ...]
    emphatic: frozenset[str]
    thrice: frozenset[str]
    numbers: tuple[str, ...]


ENGLISH = DisfluentWords(
    ("uh",) * 8 + ("um",) * 6 + ("er", "erm", "uhh", "umm", "hmm", "ah", "eh"),
    ("you know",) * 4 + ("I mean",) * 3 + ("like",) * 2 + ("well", "sort of", "kind of", "actually", "so"),
    (
        *("uh",) * 6, *("um",) * 3, *("I mean",) * 3, *("you know",) * 2, "uh I mean", "well", "no", "sorry", "or",
        "rather", "no wait", "no sorry", "or rather", "actually", "er", "make that", "I meant", "oh sorry", "uh no",
        "wait",
    ),
    frozenset({
        "very", "really", "no", "yeah", "yes", "so", "too", "much", "many", "bye", "okay", "ha", "long", "far", "way",
        "well", "more", "never", "big", "knock", "right", "hey", "that", "had",
    }),
    frozenset({"that", "had"}),
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "zero", "oh", "double"),
)  # fmt: skip
GERMAN = DisfluentWords(
    ("äh",) * 6 + ("ähm",) * 5 + ("öh", "ehm", "hm", "eh", "mh", "uh"),
    ("ich meine",) * 3 + ("weißt du",) * 2 + ("sozusagen", "sag ich mal", "na ja"),
    (
        *("äh",) * 5, *("ähm",) * 3, *("nein",) * 3, *("ich meine",) * 3, "quatsch", "äh nein", "nein warte", "oder",
        "beziehungsweise", "Entschuldigung", "besser gesagt", "ich meinte", "also", "stopp", "ach nein", "vielmehr",
    ),
    frozenset({
        "sehr", "ganz", "ja", "nein", "doch", "so", "viel", "weit", "lange", "okay", "tschüss", "danke", "hallo", "nie",
        "das", "die", "der", "sie", "gut", "mehr", "immer",
    }),
    frozenset({"das", "die", "der", "sie"}),
    ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zwo"),
)  # fmt: skip
DISFLUENT_WORDS = {"en": ENGLISH, "de": GERMAN}
