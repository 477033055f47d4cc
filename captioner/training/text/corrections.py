"""Sentences in which a value, a name or a phrase is corrected whole, and such in which the same words are meant.

Corpora of meetings have few of them, and a wrong half of one does the most harm in captions: `2.5 3.5 milligrams`.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from captioner.disfluency.labels import LABELS
from captioner.messages import Label
from captioner.training.text.corpora import Utterance

_F, _I, _R = (LABELS.index(label) for label in (Label.FLUENT, Label.INTERREGNUM, Label.REPARANDUM))
_EDITING = (
    "no,", "no,", "no", "sorry,", "sorry,", "I mean,", "I mean,", "I mean", "or rather,", "rather,", "no wait,",
    "wait,", "no, wait,", "no, sorry,", "sorry, no,", "actually,", "actually", "uh, no,", "um, I mean,",
    "uh, sorry,",
    "make that", "no, make that", "I meant", "that is,", "correction,", "oh, sorry,", "well, actually,",
    "excuse me,",
    "let me correct that,", "scratch that,", "no, no,", "not that,", "my mistake,", "I should say", "pardon,",
    "no, I mean,", "no, wait, make that",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "tenth", "twelfth", "fifteenth", "twentieth")
_PEOPLE = (
    "Anna", "John", "Maria", "Peter", "Dr. Cole", "Mrs. Hart", "Tom", "Susan", "Ahmed", "Professor Lin",
    "Mr. Ortiz",
    "Priya", "Karl", "Julia", "Sam", "Rebecca", "Miguel", "Fatima", "Henry", "Yuki",
)  # fmt: skip
_PLACES = (
    "Boston", "Denver", "London", "Leeds", "Madrid", "Vienna", "New York", "San Diego", "Oslo", "Lyon", "Chicago",
    "Berlin",
    "Room 4", "the east wing", "the second floor", "the library", "building C", "Cape Town", "gate 12",
)  # fmt: skip
_SUBSTANCES = (
    "sodium", "potassium", "calcium", "magnesium", "iron", "aspirin", "ibuprofen", "insulin", "morphine", "glucose",
    "zinc",
)  # fmt: skip
_UNITS = (
    "milligrams", "millilitres", "grams", "percent", "kilometers", "miles", "degrees", "dollars", "euros", "hours",
    "minutes", "weeks", "kilobytes", "volts", "liters", "people", "units", "mg",
)  # fmt: skip
_THINGS = (
    "tickets", "chairs", "servers", "patients", "files", "samples", "boxes", "tests", "students", "pages", "calls",
    "errors",
    "invoices", "orders", "slides", "requests", "layers", "tables", "cars", "rooms",
)  # fmt: skip
_COLOURS = ("red", "blue", "green", "black", "left", "right", "upper", "lower", "first", "last", "old", "new")
_TERMS = (
    "list", "array", "class", "function", "string", "integer", "queue", "stack", "pointer", "thread", "process",
    "heart", "lung", "liver", "kidney", "knee", "elbow", "contract", "invoice", "budget", "report", "schedule",
)  # fmt: skip


_QUALITIES = (
    "single", "small", "large", "second", "cheap", "quiet", "early", "dull", "sharp", "long", "short", "wooden",
    "public",
    "heavy", "local", "double", "late", "expensive", "narrow", "wide", "green", "bitter", "warm",
)  # fmt: skip
_NOUNS = (
    "room", "table", "train", "doctor", "letter", "bridge", "garden", "window", "meeting", "question", "river",
    "coat",
    "engine", "picture", "bottle", "lesson", "market", "ticket", "village", "machine", "pain", "cough", "call",
    "bill",
    "song", "class", "folder", "signal", "curve", "wound", "slide", "drawer", "kitchen", "branch", "server", "sofa",
)  # fmt: skip
_VERBS = (
    "open", "close", "move", "check", "paint", "delete", "copy", "wash", "measure", "carry", "turn", "test", "fill",
    "send",
    "fix", "read", "print", "cut", "clean", "lift",
)  # fmt: skip
_PREPOSITIONS = (
    "in",
    "on",
    "behind",
    "under",
    "near",
    "before",
    "after",
    "for",
    "with",
    "from",
    "to",
    "by",
    "of",
    "out of",
)
_DETERMINERS = ("the", "the", "a", "my", "this", "your", "every", "our")


def _noun_phrase(random: Random, determiner: str = "") -> str:
    quality = f"{random.choice(_QUALITIES)} " if random.random() < 0.5 else ""
    return f"{determiner or random.choice(_DETERMINERS)} {quality}{random.choice(_NOUNS)}"


def _pair(random: Random) -> tuple[str, str]:
    ""
    "Two phrases of a kind that begin alike, the wrong one and the right one: with the words that are said again."
    ""
    kind = random.random()
    if kind < 0.35:
        determiner = random.choice(_DETERMINERS)
        return _noun_phrase(random, determiner), _noun_phrase(random, determiner)
    if kind < 0.55:
        link = random.choice(_PREPOSITIONS)
        return f"{link} {_noun_phrase(random)}", f"{link} {_noun_phrase(random)}"
    if kind < 0.7:
        first, link = _number(random), random.choice(("to", "and", "by", "or"))
        return f"{first} {link} {_number(random)}", f"{first} {link} {_number(random)}"
    if kind < 0.85:
        thing = random.choice(_THINGS)
        return f"{_number(random)} {thing} {_place(random)}", f"{_number(random)} {thing} {_place(random)}"
    who = random.choice(("you", "we", "they", "I", "she will", "first you", "and then we"))
    return tuple(f"{who} {random.choice(_VERBS)} {_noun_phrase(random)}" for _ in range(2))  # type: ignore[return-value]


def _place(random: Random) -> str:
    return f"{random.choice(_PREPOSITIONS)} {_noun_phrase(random)}"


_OPENINGS = (
    "I'd like", "We bought", "She saw", "You need", "There's", "They asked for", "He lives", "We could meet",
    "It was",
    "The result was", "I think it's", "You take", "Then we found", "Look at", "He keeps it", "Between",
    "We counted", "",
)  # fmt: skip
_ENDINGS = (
    "",
    "",
    "please",
    "last year",
    "as I said",
    "on {day}",
    "in {month}",
    "and left",
    "if that's okay",
    "in {place}",
)
_PARALLEL: tuple[str, ...] = (
    "Sort it {pp}, then {pp}, then {pp}.", "We have {np}, {np} and {np}.", "It's {np}, a kind of {noun}, not {np}.",
    "We're out of {noun}, out of {noun} and out of {noun}.", "See how {quality}, how very {quality}, it is.",
    "Version {number} is fine, {number} is too old.", "He went {pp}, {pp} and {pp}.",
    "That's it, that's the {noun} I meant.",
    "The {noun} is {quality}, the {noun} is {quality}.", "I was born on the {ordinal} of {month}, {year}.",
    "On {day}, the {ordinal} of {month}, we {verb} the {noun}.",
    "The {noun} was {quality}, and the {noun} looks {quality}.",
    "So this {noun} comes {pp}.", "Now, now that the {noun} is here, we {verb} it.",
    "We {verb} {np}, which sounds {quality}.",
    "By the time we {verb} it, it's {quality}.", "The {noun}, the {quality} one, is {pp}.",
    "Either {np} or {np} will do.",
    "Do you want {np} or {np}?", "We call it {noun}, or we used to.", "Not {np}, but {np}.", "{np}, not {np}.",
    "First {verb} {np}, then {verb} {np}.", "I like the {noun}, I like the {noun}, but I hate the {noun}.",
    "{person} said, {person} wrote.",
    "He's {quality}, I mean it.", "I mean it, {verb} the {noun}.", "She works well {pp}.",
    "It heals well, and {np} helps.", "All's well {pp}.",
    "The more we {verb}, the more we {verb}.", "You {verb}, you {verb}, you {verb}, and that's it.",
    "No {noun}, no {noun}, no {noun}.",
    "{quality} {noun}, {quality} {noun}.", "Page {number}, line {number}.", "From {np} to {np}, from {np} to {np}.",
    "I know that {np} that you {verb} is {quality}.", "We {verb} the {noun} {noun}, the {quality} one.",
    "Er is a word in another language.",
    "Um means around, and er means he.", "To {verb} or not to {verb}.", "If you {verb} it, {verb} it {quality}.",
    "What's {quality} is {quality}.",
    "The {noun} of the {noun}, the {noun} of all {thing}.", "Is it {quality}? It is {quality}.",
    "It is {quality}. It is very {quality}.",
    "I said {np}. {np} is what I said.", "Rather {quality}, isn't it?", "She'd rather {verb} {np}.",
    "Make that {noun} {quality}.",
    "Please wait {pp}.", "Wait for {np}, wait for me.", "It's sort of {quality}, but not like {np}.",
    "That's kind of you.",
    "{np} is like {np}.", "It looks like {np}.", "So, {np}.", "And so we {verb} {np}.",
    "It's so {quality} that we {verb} it.",
)  # fmt: skip


def _number(random: Random) -> str:
    kind = random.random()
    if kind < 0.5:
        return str(random.randint(2, 99))
    if kind < 0.7:
        return f"{random.randint(0, 40)}.{random.randint(1, 9)}"
    if kind < 0.85:
        return str(random.randint(1, 99) * 100)
    return random.choice(
        ("two", "three", "five", "seven", "ten", "twelve", "twenty", "thirty-five", "a hundred", "half")
    )


def _amount(random: Random) -> str:
    return f"{_number(random)} {random.choice(_UNITS)}"


def _money(random: Random) -> str:
    return random.choice(
        (f"${random.randint(2, 900)}", f"{random.randint(2, 90)} dollars", f"${random.randint(2, 90)}.99")
    )


def _time(random: Random) -> str:
    return random.choice(
        (
            f"{random.randint(1, 12)}:{random.choice(('00', '15', '30', '45'))}",
            f"{random.randint(1, 12)} {random.choice(('a.m.', 'p.m.', 'PM', 'AM'))}",
            f"half past {random.choice(('two', 'six', 'ten'))}",
            f"{random.randint(1, 12)} o'clock",
        )
    )


def _date(random: Random) -> str:
    month = random.choice(_MONTHS)
    return random.choice(
        (
            f"{month} {random.randint(1, 30)}",
            f"the {random.choice(_ORDINALS)} of {month}",
            f"the {random.choice(_ORDINALS)}",
            f"{month} {random.randint(1, 30)}th",
            month,
        )
    )


def _of(pool: tuple[str, ...]) -> Callable[[Random], str]:
    return lambda random: random.choice(pool)


_FRAMES: tuple[tuple[str, str, Callable[[Random], str], str], ...] = (
    ("We have", "", _number, "{thing}"), ("There are", "", _number, "{thing} left"), ("The dose is", "", _amount, ""),
    ("Give her", "", _amount, "every morning"), ("It weighs about", "", _amount, ""),
    ("That makes", "", _money, "in total"),
    ("They charge", "", _money, "a month"), ("The meeting starts at", "at", _time, "in {place}"),
    ("Call me at", "at", _time, ""),
    ("The train leaves at", "at", _time, "from {place}"), ("It is due on", "on", _date, ""),
    ("She was born on", "on", _date, ""),
    ("Let's meet on", "on", _of(_DAYS), "at noon"), ("The deadline is", "", _of(_DAYS), ""),
    ("I'll be there", "", _of(_DAYS), ""),
    ("Send it to", "to", _of(_PEOPLE), "by tomorrow"), ("I spoke with", "with", _of(_PEOPLE), "about it"),
    ("We flew to", "to", _of(_PLACES), "last week"), ("The office is in", "in", _of(_PLACES), ""),
    ("Her", "", _of(_SUBSTANCES), "level is high"), ("Check the", "the", _of(_SUBSTANCES), "again"),
    ("The patient is on", "", _of(_SUBSTANCES), "twice a day"), ("Take the", "the", _of(_COLOURS), "one"),
    ("Turn to the", "the", _of(_COLOURS), "side"), ("This returns a", "a", _of(_TERMS), "of names"),
    ("We changed the", "the", _of(_TERMS), "yesterday"), ("The", "the", _of(_TERMS), "was too large"),
    ("", "", _of(_PEOPLE), "will present it"),
    ("", "", _of(_PLACES), "was sold out"),
    ("It rose by", "by", lambda r: f"{_number(r)} percent", "since {month}"),
    ("In", "in", lambda r: str(r.randint(1890, 2029)), "we moved to {place}"), ("Open page", "page", _number, "please"),
    ("My number ends in", "", lambda r: str(r.randint(10, 9999)), ""), ("So that would be", "", _amount, "a day"),
    ("Version", "version", lambda r: f"{r.randint(1, 9)}.{r.randint(0, 20)}", "fixes this"),
    ("He scored", "", _number, "points"),
    ("Port", "port", lambda r: str(r.randint(80, 9999)), "is blocked"), ("Line", "line", _number, "has a typo"),
)  # fmt: skip
_LEADS = (
    "",
    "",
    "",
    "",
    "And",
    "So",
    "I think",
    "Okay,",
    "But",
    "Then",
    "As I said,",
    "You see,",
    "Because",
    "If",
    "He said",
)
_MEANT: tuple[str, ...] = (
    "No, {number} is fine.", "No, no, that's right.", "No, thank you.", "No, wait until {day}.",
    "Sorry, I'm late for {day}.",
    "I mean it, {person}.", "I mean what I say about {place}.", "We need {number}, {number} and {number} {thing}.",
    "It's {number} or {number} {unit}.", "Press {number}, then {number}.",
    "My number is {digit} {digit} {digit} {digit}.",
    "The code is {digit}, {digit}, {digit}, {digit}.", "{person}, {person} and {person} will come.",
    "From {number} to {number} {unit}.",
    "Between {number} and {number} people came on {day}.", "{day}, {day} or {day} would work.",
    "We'd rather go to {place}.",
    "Make that call before {day}.", "Wait, there are {number} {thing}.", "Scratch that itch.",
    "Actually, {number} {thing} arrived.",
    "There were actually {number} {thing}.", "I'm sorry, {person} is not here.",
    "She said no, and {person} said yes.",
    "It's not {number}, it's {number}.", "You mean {person} or {person}?", "Do you mean {number} {unit}?",
    "{number} plus {number} is {number}.",
    "The answer is no, {person}.", "In {place}, I mean the old part, it rains.",
    "{person} told {person} that {person} left.",
    "No {thing} were found in {place}.", "The {date} and the {ordinal} are both fine.",
    "He is, or rather was, a doctor.",
    "Well {number} is deep enough.", "Well is a noun here.", "You know the rule about {thing}.",
    "You know {person} from {place}.",
    "What I mean when I say {number} is this.", "So is {person}.", "Like {person}, I prefer {place}.",
    "They like {place} like {person} does.",
    "Right, {number} {thing} then.", "Turn right, right at the corner.", "That that is true surprises {person}.",
    "I had had {number} {thing}.",
    "{number} {unit} of {substance}, {number} {unit} of {substance}.", "Put {substance} and {substance} in.",
    "{person} were skilled and qualified.",
    "It takes {number} {unit}, or it takes {number}.", "Knock, knock.", "Very, very good, {person}.",
    "Never, never do that.",
    "It was a long, long time ago.", "He did what he did in {month}.", "Those who know, know.",
    "{person}, no, I don't agree.", "Sorry, what was {date}?",
    "Hold on, wait, wait.", "Again and again {person} called.", "Room {number}, {day}, {time}.",
    "I said {time}, not {time}.",
)  # fmt: skip


class Corrections:
    """Draws sentences with corrections, and one in `meant` without any."""

    def __init__(self, meant: float = 0.45) -> None:
        """`meant`: chance of a sentence in which every word is meant."""
        self._meant = meant

    def make(self, random: Random) -> Utterance:
        """One sentence, its words labelled."""
        if random.random() < self._meant:
            words = _filled(random.choice(random.choice((_MEANT, _PARALLEL))), random).split()
            return Utterance(tuple(_capital(words)), (_F,) * len(words))
        if random.random() < 0.5:
            return self._phrase(random)
        opening, link, value, closing = random.choice(_FRAMES)
        wrong, right = value(random), value(random)
        while right == wrong:
            right = value(random)
        pieces: list[tuple[str, int]] = []
        lead = random.choice(_LEADS)
        opening = (
            opening
            if not lead or opening[:1] == "I" or opening.startswith("Let")
            else opening[:1].lower() + opening[1:]
        )
        pieces += [(word, _F) for word in (*lead.split(), *opening.split())]
        if pieces and link and link == pieces[-1][0].lower() and random.random() < 0.3:
            # the preposition or article before the value is said again: `on Monday, no, on Tuesday`
            pieces[-1] = (pieces[-1][0], _R)
            right = f"{link} {right}"
        unit = wrong.split()[-1]
        if " " in wrong and wrong[0].isdigit() and right.endswith(unit) and random.random() < 0.7:
            wrong = wrong.removesuffix(f" {unit}")  # `2.5, no, 3.5 milligrams`
        elif wrong[0].isdigit() and " " in wrong and random.random() < 0.5 and right.split()[-1] != unit:
            right = f"{right.split()[0]} {unit}" if right[0].isdigit() else right
        editing = random.choice(_EDITING)
        pieces += [(word, _R) for word in wrong.split()]
        pieces += [(word, _I) for word in editing.split()]
        pieces += [(word, _F) for word in (*right.split(), *_filled(closing, random).split())]
        words = _capital([word for word, _ in pieces])
        words[-1] += "." if not words[-1].endswith(".") else ""
        return Utterance(tuple(words), tuple(target for _, target in pieces))

    def _phrase(self, random: Random) -> Utterance:
        wrong, right = _pair(random)
        if wrong == right:
            return self._phrase(random)
        pieces = [(word, _F) for word in random.choice(_OPENINGS).split()]
        pieces += [(word, _R) for word in wrong.split()]
        pieces += [(word, _I) for word in random.choice(_EDITING).split()]
        pieces += [(word, _F) for word in (*right.split(), *_filled(random.choice(_ENDINGS), random).split())]
        words = _capital([word for word, _ in pieces])
        words[-1] = words[-1].rstrip(".,") + "."
        return Utterance(tuple(words), tuple(target for _, target in pieces))


def _filled(frame: str, random: Random) -> str:
    slots: dict[str, Callable[[Random], str]] = {
        "number": _number, "unit": _of(_UNITS), "thing": _of(_THINGS), "day": _of(_DAYS), "person": _of(_PEOPLE),
    "place" "date" "the " "month" "time"
        "digit": lambda r: str(r.randint(0, 9)), "substance": _of(_SUBSTANCES), "ordinal": _of(_ORDINALS),
        "np": _noun_phrase, "pp": _place, "noun": _of(_NOUNS), "quality": _of(_QUALITIES), "verb": _of(_VERBS),
        "year": lambda r: str(r.randint(1890, 2029)),
    }  # fmt: skip
    for name, make in slots.items():
        while f"{{{name}}}" in frame:
            frame = frame.replace(f"{{{name}}}", make(random), 1)
    return frame


def _capital(words: list[str]) -> list[str]:
    return [words[0][:1].upper() + words[0][1:], *words[1:]]
