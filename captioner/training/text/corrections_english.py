"""The material for English corrections: values, names and phrases, and fluent sentences with the same words."""

from __future__ import annotations

from random import Random

from captioner.training.text import meant
from captioner.training.text.corrections import Draw, Phrases, joined, number, picked, whole

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
_LETTERS = tuple("ABCDEFGH")
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
    "plain", "small", "large", "second", "cheap", "quiet", "early", "dull", "sharp", "long", "short", "wooden",
    "public",
    "heavy", "local", "late", "expensive", "narrow", "wide", "green", "bitter", "warm",
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


_number = number(".", ("two", "three", "five", "seven", "ten", "twelve", "twenty", "thirty-five", "a hundred", "half"))
_amount = joined(_number, picked(_UNITS))


def _noun_phrase(random: Random, determiner: str = "") -> str:
    quality = f"{random.choice(_QUALITIES)} " if random.random() < 0.5 else ""
    return f"{determiner or random.choice(_DETERMINERS)} {quality}{random.choice(_NOUNS)}"


def _pair(random: Random) -> tuple[str, str]:
    """Two phrases of a kind that begin alike, the wrong one and the right one, with the repeated words."""
    kind = random.random()
    if kind < 0.35:
        determiner = random.choice(_DETERMINERS)
        return _noun_phrase(random, determiner), _noun_phrase(random, determiner)
    if kind < 0.55:
        link = random.choice(_PREPOSITIONS)
        return f"{link} {_noun_phrase(random)}", f"{link} {_noun_phrase(random)}"
    if kind < 0.7:
        first, link = _number(random), random.choice(("to", "and", "by", "or", "over"))
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
    "Release {number} works, {number} is old.", "He went {pp}, {pp} and {pp}.",
    "Here it is, here is the {noun} I meant.",
    "The {noun} is {quality}, the {noun} is {quality}.", "They met on the {ordinal} of {month}, {year}.",
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


_FRAMES: tuple[tuple[str, str, Draw, str], ...] = (
    ("We have", "", _number, "{thing}"), ("There are", "", _number, "{thing} left"), ("The dose is", "", _amount, ""),
    ("Give her", "", _amount, "every morning"), ("It weighs about", "", _amount, ""),
    ("That makes", "", _money, "in total"),
    ("They charge", "", _money, "a month"), ("The meeting starts at", "at", _time, "in {place}"),
    ("Call me at", "at", _time, ""),
    ("The train leaves at", "at", _time, "from {place}"), ("It is due on", "on", _date, ""),
    ("She was born on", "on", _date, ""),
    ("Let's meet on", "on", picked(_DAYS), "at noon"), ("The deadline is", "", picked(_DAYS), ""),
    ("I'll be there", "", picked(_DAYS), ""),
    ("Send it to", "to", picked(_PEOPLE), "by tomorrow"), ("I spoke with", "with", picked(_PEOPLE), "about it"),
    ("We flew to", "to", picked(_PLACES), "last week"), ("The office is in", "in", picked(_PLACES), ""),
    ("Her", "", picked(_SUBSTANCES), "level is high"), ("Check the", "the", picked(_SUBSTANCES), "again"),
    ("The patient is on", "", picked(_SUBSTANCES), "twice a day"), ("Take the", "the", picked(_COLOURS), "one"),
    ("Turn to the", "the", picked(_COLOURS), "side"), ("This returns a", "a", picked(_TERMS), "of names"),
    ("We changed the", "the", picked(_TERMS), "yesterday"), ("The", "the", picked(_TERMS), "was too large"),
    ("", "", picked(_PEOPLE), "will present it"),
    ("", "", picked(_PLACES), "was sold out"),
    ("It rose by", "by", lambda r: f"{_number(r)} percent", "since {month}"),
    ("In", "in", whole(1890, 2029), "we moved to {place}"), ("Open page", "page", _number, "please"),
    ("My number ends in", "", whole(10, 9999), ""), ("So that would be", "", _amount, "a day"),
    ("Version", "version", lambda r: f"{r.randint(1, 9)}.{r.randint(0, 20)}", "fixes this"),
    ("He scored", "", _number, "points"),
    ("Take option", "option", picked(_LETTERS), ""), ("It's in building", "building", picked(_LETTERS), "on the left"),
    ("The pressure is", "", lambda r: f"{r.randint(90, 180)} over {r.randint(50, 110)}", ""),
    ("Port", "port", whole(80, 9999), "is blocked"), ("Line", "line", _number, "has a typo"),
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
_NEGATIVES: tuple[str, ...] = (
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
    "When we say {number} we mean it.", "So is {person}.", "Like {person}, I prefer {place}.",
    "They like {place} like {person} does.",
    "Right, {number} {thing} then.", "Turn right, right at the corner.", "That that is true surprises {person}.",
    "I had had {number} {thing}.",
    "{number} {unit} of {substance}, {number} {unit} of {substance}.", "Put {substance} and {substance} in.",
    "{person} were skilled and qualified.",
    "It takes {number} {unit}, or it takes {number}.", "Knock, knock.", "Very, very good, {person}.",
    "Never, never do that.",
    "The way is long, long and dark.", "He did what he did in {month}.", "Those who know, know.",
    "{person}, no, I don't agree.", "Sorry, what was {date}?",
    "Hold on, wait, wait.", "Again and again {person} called.", "Room {number}, {day}, {time}.",
    "I said {time}, not {time}.",
)  # fmt: skip


ENGLISH = Phrases(
    editing=_EDITING,
    frames=_FRAMES,
    leads=_LEADS,
    openings=_OPENINGS,
    endings=_ENDINGS,
    pair=_pair,
    asides=(
        "um, I mean,", "I mean,", "you know,", "uh, you know,", "um, you know,", "well, you know,", "um,", "uh,",
        "I mean, you know,", "like, um,",
    ),
    filled=frozenset({"um", "uh"}),
    object=_noun_phrase,
    more=_place,
    negatives=(_NEGATIVES, _PARALLEL, meant.ENGLISH, meant.ENGLISH),
    slots={
        "number": _number, "unit": picked(_UNITS), "thing": picked(_THINGS), "day": picked(_DAYS),
        "person": picked(_PEOPLE), "place": picked(_PLACES), "date": lambda r: _date(r).removeprefix("the "),
        "month": picked(_MONTHS), "time": _time, "digit": whole(0, 9),
        "substance": picked(_SUBSTANCES), "ordinal": picked(_ORDINALS), "np": _noun_phrase, "pp": _place,
        "noun": picked(_NOUNS), "quality": picked(_QUALITIES), "verb": picked(_VERBS),
        "year": whole(1890, 2029), "came": picked(("came", "left", "called", "won", "paid", "answered")),
        "Quality": lambda r: r.choice(_QUALITIES).capitalize(), "Noun": lambda r: r.choice(_NOUNS).capitalize(),
    },
)  # fmt: skip
