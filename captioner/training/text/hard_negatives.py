"""Fluent sentences with words that look like disfluencies: intended repetitions and phrases."""

from __future__ import annotations

from random import Random

_PEOPLE = ("I", "you", "we", "they", "he", "she", "the team", "my sister", "the users", "everybody")
_NOUNS = (
    "button", "remote", "idea", "price", "design", "meeting", "house", "car", "problem", "reason", "people",
    "music", "report", "question", "way", "number", "story", "project", "weather",
)  # fmt: skip
_ADJECTIVES = ("good", "big", "small", "nice", "expensive", "easy", "important", "late", "strange", "cold", "useful")
_VERBS = ("talked", "walked", "tried", "worked", "waited", "thought", "looked", "asked", "ran", "rained", "laughed")
_ADVERBS = ("very", "really", "so", "much", "far", "way", "too", "quite", "long", "many")
_TIMES = ("today", "yesterday", "last week", "in the end", "after all", "all day", "then", "before lunch")
_UNITS = ("step", "bit", "day", "one", "year", "word", "line", "page", "piece", "side", "case", "two", "point")
_CALLS = (
    "no", "yes", "yeah", "okay", "bye", "right", "hey", "sure", "wow", "thanks", "hello", "come on", "ha", "knock",
)  # fmt: skip
_PLACES = ("New York", "Paris", "San Francisco", "London", "Hong Kong", "Boston", "Los Angeles", "Rome", "Berlin")
_COMPARED = ("more", "better", "bigger", "sooner", "less", "smaller", "longer", "cheaper", "higher", "faster")


def sentence(random: Random) -> list[str]:
    """One fluent sentence, as words."""
    pick = random.choice
    person, noun, other = pick(_PEOPLE), pick(_NOUNS), pick(_NOUNS)
    adjective, adverb, time, unit = pick(_ADJECTIVES), pick(_ADVERBS), pick(_TIMES), pick(_UNITS)
    verb, call, compared = pick(_VERBS), pick(_CALLS), pick(_COMPARED)
    place = pick(_PLACES)
    comma = pick(("", "", ","))
    chosen = pick(
        (
            f"{person} had had {pick(('a', 'the', 'another', 'no', 'more than one'))} {noun} {time}",
            f"{pick(('if', 'because', 'when', 'but'))} {person} had had that {noun} {time}",
            f"{person} {pick(('said', 'knew', 'think', 'hope', 'believe'))} that that {noun} was {adjective}",
            f"{person} {pick(('said', 'see', 'told me', 'agree'))} that that was {adjective}",
            f"it {pick(('is', 'was'))} a {adverb}{comma} {adverb} {adjective} {noun}",
            f"the {noun} was {adverb}{comma} {adverb}{comma} {adverb} {adjective}",
            f"{person} {pick(('really', 'truly'))}{comma} really like the {noun}",
            f"{person} {verb} and {verb} {time}",
            f"{unit} by {unit} the {noun} got {compared}",
            f"{pick(('on', 'over', 'round', 'up', 'again', 'more', 'less'))} and on {person} {verb}",
            f"the {noun} gets {compared} and {compared}",
            f"the {compared} the {noun} the {compared} the {other}",
            f"the {compared} the {compared}",
            " ".join([f"{call}{comma}"] * random.randint(2, 4)),
            f"{call}{comma} {call}{comma} {call}{comma} that is {adjective}",
            f"you know the {noun}",
            f"you know {pick(('her', 'them', 'what it is', 'how it works', 'my friend', 'where to go'))}",
            f"{pick(('I', 'they'))} {pick(('think', 'guess', 'hear'))} you know {pick(('her', 'them', 'the way'))}",
            f"do you know {pick(('that', 'her', 'how', 'the way', 'what time it is'))} {time}",
            f"I mean {pick(('that', 'what I say', 'the other one', 'you', 'no harm', 'the ' + noun))}",
            f"what {pick(('do they', 'did she', 'does that'))} mean {time}",
            f"{pick(('what', 'which', 'this', 'some'))} {pick(('kind', 'sort'))} of {noun} is {adjective}",
            f"it is a {pick(('kind', 'sort'))} of {noun}",
            f"{person} {pick(('look', 'feel', 'sound', 'work'))} like a {noun}",
            f"{person} would like the {noun}",
            f"whatever {person} say {person} say it {time}",
            f"wherever it is{comma} it is {adjective}",
            f"what it is{comma} it is",
            f"{person} said {person} said no",
            f"{person} know {person} know the {noun}",
            f"the {noun} works well",
            f"well {pick(('played', 'said', 'made', 'known', 'written'))}",
            f"so {adjective} that {person} {verb}",
            f"{place}{comma} {place}",
            f"{person} {pick(('sing', 'said', 'wrote', 'love'))} {place}{comma} {place}",
            f"there{comma} there{comma} it is not so {adjective}",
            f"is that what it is or is it {adjective}",
            f"{person} actually {verb} {time}",
            f"sorry {person} {verb} {time}",
            f"wait for the {noun}",
            f"no the {noun} is {adjective}",
            f"the {noun} of the {other} of the {pick(_NOUNS)}",
            f"to the left to the right and to the {noun}",
        )
    )
    words = chosen.split()
    words[0] = words[0][0].upper() + words[0][1:]
    words[-1] = words[-1].rstrip(",") + pick((".", "", "!"))
    return words
