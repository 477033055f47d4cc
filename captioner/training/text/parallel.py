"""Fluent English with parallel clauses and phrases: lists, parallel clauses, emphasis.

Word by word such a sentence looks like a repair: `She put her hair down, turned her skirt back, put her …`.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from captioner.training.text.corrections import Draw, filled, picked

_WHO = ("I", "you", "we", "they", "he", "she", "it", "Anna", "my brother", "the children", "the doctor", "people")
_OWNERS = {"I": "my", "you": "your", "we": "our", "they": "their", "he": "his", "she": "her", "it": "its"}
_DID = (
    "put", "turned", "took", "pulled", "opened", "closed", "washed", "folded", "lifted", "moved", "pushed", "left",
    "kept", "dropped", "cleaned", "raised", "brought", "set", "cut", "shook", "held", "tied", "picked", "laid",
    "threw", "carried",
)  # fmt: skip
_THINGS = (
    "coat", "hands", "chair", "bag", "book", "shoes", "head", "face", "arm", "window", "letter", "glass", "horse",
    "door", "car", "plate", "hat", "phone", "eyes", "sleeves", "papers", "lamp", "boat", "basket", "keys", "table",
    "shirt", "dog",
)  # fmt: skip
_WHERE = (
    "down", "up", "away", "back", "out", "off", "on the table", "in the corner", "to the door", "by the fire",
    "over there", "into the car", "under the bed", "against the wall", "aside", "home",
)  # fmt: skip
_FAMILY = (
    "father", "mother", "brother", "sister", "uncle", "friend", "neighbour", "teacher", "daughter", "son", "wife",
    "home", "house", "garden", "country", "name", "money", "work", "health", "family", "horses", "books", "friends",
    "land",
)  # fmt: skip
_ADJECTIVES = (
    "slow", "tired", "expensive", "cold", "old", "bright", "quiet", "happy", "difficult", "heavy", "high", "late",
    "strange", "dark", "careful", "small", "rich", "proud", "dangerous", "beautiful", "long", "weak", "angry",
    "simple", "strong",
)  # fmt: skip
_NOUNS = (
    "river", "village", "school", "market", "street", "church", "bridge", "machine", "budget", "report", "team",
    "server", "room", "office", "song", "story", "plan", "price", "result", "law", "city", "ship", "army", "king",
    "tax", "field",
)  # fmt: skip
_PREPOSITIONS = ("in", "on", "by", "with", "without", "for", "from", "to", "of", "through", "over", "at", "behind")
_CAME = (
    "came",
    "went",
    "looked",
    "sat down",
    "stood up",
    "laughed",
    "waited",
    "listened",
    "left",
    "stayed",
    "slept",
    "spoke",
)
_LIKE = (
    "like",
    "know",
    "want",
    "need",
    "have",
    "see",
    "love",
    "remember",
    "hear",
    "use",
    "read",
    "buy",
    "sell",
    "trust",
)
_LINKS = ("and",) * 6 + ("or", "but")
_QUESTIONS = ("how", "what", "why", "where", "when", "who")
_SLOTS: dict[str, Draw] = {
    "noun": picked(_NOUNS),
    "adjective": picked(_ADJECTIVES),
    "thing": picked(_THINGS),
    "family": picked(_FAMILY),
    "did": picked(_DID),
    "where": picked(_WHERE),
    "came": picked(_CAME),
    "like": picked(_LIKE),
    "question": picked(_QUESTIONS),
    "preposition": picked(_PREPOSITIONS),
    "who": picked(("I", "you", "we", "they")),
    "number": lambda random: str(random.randint(2, 99)),
}
_STRONGER = (
    "the {noun} became {adjective}, truly {adjective}, in the end", "it was {adjective}, very {adjective}",
    "it was a {adjective} {noun}, a very {adjective} {noun}",
    "so {adjective} a {noun}, so very {adjective} a {noun}, is rare",
    "the {noun} is {adjective}, so {adjective} that we left", "that is {adjective}, more than {adjective}",
    "she was {adjective}, almost {adjective} and {adjective}", "it is {adjective} but not too {adjective}",
    "he had a {noun}, a {adjective} {noun}, for years", "it is the {noun}, the whole {noun}, that I {like}",
    "they {like} it, they really {like} it", "we waited, we waited for years", "I said no, I said it twice",
    "it rained and it rained and it rained", "he is {adjective}, believe me, he is {adjective}",
    "this {noun}, or what is left of the {noun}, is {adjective}", "the {noun}, I mean the old one, is closed",
    "if it is {adjective}, it is {adjective}", "the {adjective} are {adjective}, the {adjective} are {adjective}",
)  # fmt: skip
_ALIKE = (
    "{who} {like} the {noun}, {who} {like} the {noun}, {who} don't {like} the {noun}",
    "some {like} the {noun}, some {like} the {noun}, some {like} both", "no {noun}, no {noun} and no {noun}",
    "the {noun} is {adjective}, the {noun} is {adjective} and the {noun} is {adjective}",
    "the {noun} was {adjective} and the {noun} of the {noun} was {adjective}",
    "from the {noun} to the {noun}, from the {noun} to the {noun}", "not the {noun}, not the {noun}, but the {noun}",
    "the more {who} {like} the {noun}, the more {who} {like} the {noun}",
    "as {adjective} as the {noun}, as {adjective} as ever",
    "{question} {who} {like} it, {question} {who} {like} the {noun}, nobody knows",
    "ask {question} they {like}, {question} they {came} and {question} they {like} it",
    "a {adjective} {noun}, a {adjective} {noun} and a {adjective} {noun}",
    "first the {noun}, then the {noun}, then the {noun}",
    "it is the {noun} that {who} {like}, it is the {noun} that {who} need", "sit up, sit straight, sit still",
    "{number} on the left, {number} on the right and {number} in the {noun}",
    "the {noun} is of {noun}, the {noun} is not", "either the {noun} or the {noun}, either now or never",
    "he who {like}s the {noun} {like}s the {noun}",
    "I have seen the {noun}, I have seen the {noun}, and I have read the {noun}",
    "and you know how the {noun} is, {adjective} as ever", "you know how {adjective} the {noun} is",
    "you know what the {noun} costs, you know what it is for", "so you know the {noun}, and you know {question} it is",
    "what kind of {noun}, what kind of {noun}",
    "it is a lot of {noun}, a lot of {noun} and a lot of {adjective} {noun}s",
)  # fmt: skip


def parallel(random: Random) -> list[str]:
    """One fluent sentence, as words."""
    kind = random.random()
    if kind < 0.3:
        sentence = _deeds(random)
    elif kind < 0.55:
        sentence = _list(random)
    else:
        sentence = filled(random.choice(_STRONGER if kind < 0.7 else _ALIKE), _SLOTS, random)
    if random.random() < 0.25:
        other = filled(random.choice(_ALIKE), _SLOTS, random)
        sentence = f"{sentence}{random.choice(('.', '.', ',', ', and'))} {other}"
    words = sentence.split()
    words[-1] += random.choice((".", ".", ""))
    if random.random() < 0.15:  # read without punctuation, as some recognisers write
        words = [word.rstrip(".,") for word in words]
    return _capitals(words)


def _deeds(random: Random) -> str:
    """`She put her coat away, turned her chair back and put her hands on the table`."""
    who = random.choice(_WHO)
    owner = _OWNERS.get(who, "their" if who in ("people", "the children") else "his")
    verbs = [random.choice(_DID) for _ in range(random.randint(2, 4))]
    if random.random() < 0.5:
        verbs[-1] = verbs[0]
    repeats = f" {who}" if random.random() < 0.25 else ""
    deeds = []
    for at, verb in enumerate(verbs):
        its = owner if random.random() < 0.8 else "the"
        deeds.append(
            f"{who if not at else repeats} {verb} {its} {random.choice(_THINGS)} {random.choice(_WHERE)}".strip()
        )
    return _enumerated(deeds, random)


def _list(random: Random) -> str:
    """`… of her father and her mother and her brother`, `to the left, to the right, to the house`."""
    who = random.choice(_WHO)
    start = random.choice(
        (
            f"{who} thought of", f"{who} called to mind", f"{who} gave up", "it was about", "then came", "we looked at",
            f"{who} spoke to", "they lost", "there were", f"{who} remembered", "in the morning", "everything about", "",
        )
    )  # fmt: skip
    before = random.choice(
        ("my", "your", "her", "his", "our", "their", "the", "a", "no", "some", "every", "more", "this")
    )
    if random.random() < 0.4:
        before = f"{random.choice(_PREPOSITIONS)} {before}"
    nouns = _FAMILY if random.random() < 0.5 else _NOUNS
    things = [f"{before} {_of_quality(random)}{random.choice(nouns)}" for _ in range(random.randint(2, 5))]
    ending = random.choice(("", "", "and then we left", "and that was all", f"{random.choice(_WHERE)}"))
    return f"{start} {_enumerated(things, random)} {ending}".strip()


def _of_quality(random: Random) -> str:
    return f"{random.choice(_ADJECTIVES)} " if random.random() < 0.25 else ""


def _enumerated(items: Sequence[str], random: Random) -> str:
    """With commas, with a word between all of them, or with commas and a word before the last."""
    how = random.random()
    link = random.choice(_LINKS)
    if how < 0.35:
        return f" {link} ".join(items)
    if how < 0.55:
        return ", ".join(items)
    return f"{', '.join(items[:-1])}{random.choice((',', ''))} {link} {items[-1]}"


def _capitals(words: list[str]) -> list[str]:
    """Sentences begin with a capital."""
    return [
        word[:1].upper() + word[1:] if not at or words[at - 1].endswith(".") else word for at, word in enumerate(words)
    ]
