"""Fluent German sentences: everyday ones, and some with words that look like disfluencies."""

from __future__ import annotations

from random import Random

_WHO = (
    ("ich", "habe", "bin", "möchte"), ("wir", "haben", "sind", "möchten"), ("sie", "haben", "sind", "möchten"),
    ("er", "hat", "ist", "möchte"), ("sie", "hat", "ist", "möchte"), ("mein Bruder", "hat", "ist", "möchte"),
    ("die Nachbarin", "hat", "ist", "möchte"), ("unser Chef", "hat", "ist", "möchte"),
    ("die Kollegen", "haben", "sind", "möchten"), ("meine Eltern", "haben", "sind", "möchten"),
)  # fmt: skip
"""A subject with its forms of *haben*, *sein* and *mögen*."""
_MASCULINE = ("Bericht", "Termin", "Wagen", "Garten", "Vertrag", "Plan", "Brief", "Laden", "Kuchen", "Film")
_FEMININE = ("Rechnung", "Wohnung", "Reise", "Lampe", "Firma", "Heizung", "Tasche", "Karte", "Frage", "Nachricht")
_NEUTER = ("Auto", "Buch", "Fenster", "Gespräch", "Paket", "Zimmer", "Konzert", "Essen", "Bild", "Angebot")
_PEOPLE = ("Leute", "Gäste", "Kinder", "Schüler", "Kunden", "Kollegen", "Ärzte", "Mieter", "Lehrer", "Spieler")
_ADJECTIVES = ("gut", "teuer", "schwer", "wichtig", "kalt", "einfach", "interessant", "klein", "spät", "langweilig")
_COMPARED = ("besser", "teurer", "größer", "schneller", "kälter", "leiser", "dunkler", "länger", "schwerer")
_TIMES = (
    "heute", "gestern", "am Abend", "letzte Woche", "vor zwei Jahren", "am Freitag", "um halb fünf", "im Sommer",
    "nach der Arbeit", "vor dem Essen", "den ganzen Tag", "schon lange",
)  # fmt: skip
_PLACES = (
    "in Hamburg", "zu Hause", "im Büro", "auf der Terrasse", "bei der Bank", "in der Schule", "am Bahnhof",
    "hinter dem Rathaus", "im Keller", "bei meinen Freunden", "unter dem Tisch", "in der dritten Etage",
)  # fmt: skip
_DONE = ("gelesen", "gekauft", "gesehen", "verkauft", "vergessen", "bezahlt", "gefunden", "bestellt", "gebracht")
_GONE = ("gefahren", "gegangen", "geblieben", "gewesen", "eingeschlafen", "angekommen", "umgezogen")
_TO_DO = ("kaufen", "sehen", "bezahlen", "abholen", "verkaufen", "besprechen", "bestellen", "mitnehmen")
_THOUGHTS = ("ich glaube", "ich denke", "er sagt", "sie meint", "wir hoffen", "ich weiß", "man hört", "es heißt")
_DEGREES = ("sehr", "viel zu", "ganz", "wirklich", "so", "ziemlich", "besonders", "furchtbar")
_TWICE = ("sehr", "ganz", "viel", "so", "weit", "lange", "richtig", "schön", "tief")
_CALLS = ("ja", "nein", "doch", "gut", "halt", "okay", "hallo", "danke", "tschüss", "komm", "los", "na")
_ASKED = ("wo", "wann", "warum", "wie", "mit wem", "seit wann", "woher")
_DIGITS = ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_NAMES = ("Anna", "Peter", "Frau Schmidt", "Herr Wagner", "Jonas", "Maria", "Tante Erika", "Doktor Braun")
_LINKS = ("und", "aber", "denn", "oder")


def sentence(random: Random) -> list[str]:
    """One fluent sentence, as words."""
    sentence = _twice(random) if random.random() < 0.45 else _plain(random)
    words = sentence.split()
    words[0] = words[0][0].upper() + words[0][1:]
    words[-1] = words[-1].rstrip(",") + random.choice((".", ".", "", "!"))
    return words


def _twice(random: Random) -> str:
    """Repetitions for grammar or emphasis."""
    pick = random.choice
    noun, people, adjective, time = pick(_NEUTER), pick(_PEOPLE), pick(_ADJECTIVES), pick(_TIMES)
    degree, call, compared, thought = pick(_TWICE), pick(_CALLS), pick(_COMPARED), pick(_THOUGHTS)
    comma = pick(("", ","))
    digits = [pick(_DIGITS) for _ in range(random.randint(3, 7))]
    digits.insert(random.randrange(len(digits)), pick(digits))
    return pick(
        (
            f"das {pick(('ist', 'war', 'wird'))} {degree}{comma} {degree} {adjective}",
            f"das war ein {degree}{comma} {degree} {pick(('guter', 'langer', 'schöner'))} {pick(_MASCULINE)}",
            f"{thought}, dass das das {noun} {pick(('ist', 'war'))}",
            f"{thought}, dass das das {pick(('erste', 'letzte', 'beste'))} {noun} {pick(_PLACES)} ist",
            f"das {noun}, das das {pick(_NEUTER)} {pick(('braucht', 'ersetzt', 'hat'))}, ist {adjective}",
            f"die, die {pick(_PLACES)} {pick(('wohnen', 'warten', 'arbeiten'))}, {pick(('wissen', 'sehen'))} das",
            f"die {people}, die die {pick(_FEMININE)} {pick(('kennen', 'wollen', 'haben'))}, sind {pick(_PLACES)}",
            f"der, der der {pick(_FEMININE)} {pick(('glaubt', 'traut', 'folgt'))}, ist {adjective}",
            f"{call}{comma} {call}{comma} {pick(('das', 'es'))} {pick(('geht', 'ist ' + adjective, 'kommt noch'))}",
            " ".join([f"{call}{comma}"] * random.randint(2, 3)),
            f"{call}, {call}, {pick(('ich', 'wir'))} {pick(('wissen das', 'warten', 'machen das'))} {time}",
            f"es wird {compared} und {compared}",
            f"{pick(('nach', 'Schritt für', 'Tag für', 'Stück für', 'Seite um'))} "
            f"{pick(('und nach', 'Schritt', 'Tag', 'Stück', 'Seite'))} wurde es {compared}",
            f"die {pick(('Nummer', 'Vorwahl', 'Kennzahl'))} {pick(('ist', 'lautet'))} {' '.join(digits)}",
            f"{', '.join(digits)}",
            f"wer {pick(('das sagt', 'so fragt', 'nicht kommt'))}, der {pick(('hat', 'weiß'))} {noun}",
            f"{pick(_NAMES)} {pick(('sagte', 'fragte', 'rief'))}: {call}, {call}",
            f"sie sie {pick(('sehen', 'fragen', 'anrufen'))} zu lassen, war {adjective}",
            f"was sie sie {pick(('gefragt', 'gelehrt'))} hat, war {adjective}",
            f"mehr und mehr {people} kommen {time}",
        )
    )


def _plain(random: Random) -> str:
    """Everyday sentences, with varied word order."""
    pick = random.choice
    who, have, be, like = pick(_WHO)
    adjective, degree, time, place, thought = (pick(one) for one in (_ADJECTIVES, _DEGREES, _TIMES, _PLACES, _THOUGHTS))
    what = pick((f"den {pick(_MASCULINE)}", f"die {pick(_FEMININE)}", f"das {pick(_NEUTER)}"))
    thing = pick((f"der {pick(_MASCULINE)}", f"die {pick(_FEMININE)}", f"das {pick(_NEUTER)}"))
    other, done, gone, to_do = f"die {pick(_FEMININE)}", pick(_DONE), pick(_GONE), pick(_TO_DO)
    name, asked, link = pick(_NAMES), pick(_ASKED), pick(_LINKS)
    hours = pick(("eins", "zwei", "drei", "vier", "halb sechs", "zehn", "elf"))
    return pick(
        (
            f"{who} {have} {what} {time} {done}",
            f"{time} {have} {who} {what} {done}",
            f"{who} {be} {time} {place} {gone}",
            f"{who} {like} {what} {pick(('morgen', 'nicht', 'gern', 'sofort', 'noch einmal'))} {to_do}",
            f"{thing} {place} ist {degree} {adjective}",
            f"{thing} gehört {pick(('meiner Schwester', 'ihm', 'uns', 'dem Nachbarn', 'niemandem'))}",
            f"{thought}, {thing} ist {adjective}",
            f"{thought}, dass {thing} {degree} {adjective} ist",
            f"{name} sagte, {pick(('er', 'sie', 'man'))} {pick(('komme', 'bleibe', 'warte'))} {time}",
            f"{asked} {have} {who} {what} {done}",
            f"wissen Sie, {asked} {who} {what} {done} {have}",
            f"{pick(('können', 'würden', 'wollen'))} Sie bitte {what} {to_do}",
            f"{pick(('wenn', 'weil', 'obwohl', 'bevor', 'als'))} {who} {place} {gone} {be}, war {thing} {adjective}",
            f"{who} {be} {gone}, {link} {thing} war {adjective}",
            f"nicht {what}, sondern {other} {like} {who} {to_do}",
            f"{name} kommt um {hours}, nicht um zwölf",
            f"{name} kommt {pick(('am Montag', 'am Samstag'))} {link} {pick(('am Dienstag', 'am Sonntag'))}",
            f"{pick(('also', 'so', 'gut', 'na gut', 'ja', 'nein', 'doch'))}, {thing} ist {adjective}",
            f"{pick(('also gut', 'na dann', 'gut', 'nein', 'ja'))}, {pick(('bis', 'dann bis'))} {time}",
            f"{pick(('nein', 'ja', 'doch', 'bitte'))}, {what} {have} {who} {time} {done}",
            f"{what}, bitte, {link} {other} auch",
            f"{place} {pick(('steht', 'fehlt', 'war'))} ein {pick(_MASCULINE + _NEUTER)}",
            f"{who} {have} {what} {link} {other} {done}",
            f"vom {pick(_MASCULINE)} {place} {have} {who} nichts {pick(('gehört', 'gewusst', 'gemerkt'))}",
            f"am Ende {pick(('der Woche', 'des Jahres', 'der Stunde'))} war {thing} {degree} {adjective}",
            f"danke, {thing} ist {adjective}, {link} {other} ist {pick(_ADJECTIVES)}",
            f"{name}, {pick(('hör mal', 'warte', 'sag mal'))}, {asked} ist {thing}",
        )
    )
