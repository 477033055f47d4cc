"""The material for German corrections: values, names and phrases, and fluent sentences with the same words."""

from __future__ import annotations

from random import Random

from captioner.training.text import meant
from captioner.training.text.corrections import Draw, Phrases, joined, number, picked, whole

_EDITING = (
    "nein,", "nein,", "nein", "Entschuldigung,", "ich meine,", "ich meine,", "äh, nein,", "ähm, nein,", "Quatsch,",
    "äh, Quatsch,", "beziehungsweise", "beziehungsweise", "oder besser", "besser gesagt,", "oder besser gesagt,",
    "vielmehr", "oder vielmehr", "ich meinte", "nee,", "äh, nee,", "nein, warte,", "Moment,", "Moment, nein,",
    "Verzeihung,", "stopp,", "halt,", "nein, halt,", "ach nein,", "ach Quatsch,", "falsch,", "Korrektur,",
    "ich korrigiere,", "sorry,", "Pardon,", "nicht doch,", "nein, Entschuldigung,", "ich wollte sagen,", "Moment mal,",
    "äh, ich meine,", "also nein,",
)  # fmt: skip
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_ORDINALS = ("ersten", "zweiten", "dritten", "vierten", "fünften", "sechsten", "zehnten", "zwölften", "zwanzigsten")
_PEOPLE = (
    "Anna", "Peter", "Frau Schmidt", "Herr Wagner", "Jonas", "Maria", "Tante Erika", "Doktor Braun", "Ayşe", "Lukas",
    "Frau Yilmaz", "Herr Nowak", "Sabine", "Professor Klein", "Mehmet", "Julia", "Onkel Karl", "Frau Petersen",
)  # fmt: skip
_PLACES = (
    "Hamburg", "München", "Köln", "Leipzig", "Wien", "Zürich", "Bremen", "Stuttgart", "Dresden", "Frankfurt", "Graz",
    "Bonn",
)  # fmt: skip
_SUBSTANCES = ("Natrium", "Kalium", "Kalzium", "Magnesium", "Eisen", "Aspirin", "Insulin", "Zink", "Jod", "Kupfer")
_UNITS = (
    "Milligramm", "Gramm", "Kilo", "Prozent", "Kilometer", "Meter", "Grad", "Euro", "Stunden", "Minuten", "Wochen",
    "Tage", "Liter", "Volt", "Seiten", "Mal", "Zentimeter",
)  # fmt: skip
_THINGS = (
    "Karten", "Stühle", "Server", "Patienten", "Dateien", "Proben", "Kisten", "Tests", "Schüler", "Anrufe", "Fehler",
    "Rechnungen", "Bestellungen", "Folien", "Tische", "Autos", "Zimmer", "Teilnehmer", "Gäste", "Bücher",
)  # fmt: skip
_QUALITIES = (
    "klein", "groß", "billig", "ruhig", "früh", "stumpf", "scharf", "lang", "kurz", "schwer", "spät", "eng", "breit",
    "grün", "bitter", "warm", "neu", "alt", "link", "recht", "ober", "unter", "rot", "blau", "gut", "schlecht",
)  # fmt: skip
_WITHOUT_ENDING = frozenset({"link", "recht", "ober", "unter"})
"""words that stand only before a noun: *der linke Arm*"""
_PREDICATES = tuple(one for one in _QUALITIES if one not in _WITHOUT_ENDING)
_MASCULINE = (
    "Tisch", "Zug", "Arzt", "Brief", "Garten", "Fluss", "Mantel", "Markt", "Schmerz", "Husten", "Ordner", "Wert",
    "Vertrag", "Termin", "Wagen", "Motor", "Kuchen", "Film", "Bericht", "Schlüssel",
)  # fmt: skip
_FEMININE = (
    "Brücke", "Frage", "Flasche", "Stunde", "Maschine", "Rechnung", "Wunde", "Kurve", "Schublade", "Küche", "Klasse",
    "Folie", "Liste", "Datei", "Heizung", "Wohnung", "Reise", "Lampe", "Firma", "Tasche",
)  # fmt: skip
_NEUTER = (
    "Zimmer", "Fenster", "Bild", "Dorf", "Lied", "Knie", "Auto", "Buch", "Paket", "Konto", "Rezept", "Angebot",
    "Programm", "Konzert", "Gespräch", "Feld", "Gerät", "Ticket", "Sofa", "Protokoll",
)  # fmt: skip
_GENDERS = (
    (_MASCULINE, ("der", "ein", "mein", "dieser"), ("den", "einen", "meinen", "diesen"), "er", "en"),
    (_FEMININE, ("die", "eine", "meine", "diese"), ("die", "eine", "meine", "diese"), "e", "e"),
    (_NEUTER, ("das", "ein", "mein", "dieses"), ("das", "ein", "mein", "dieses"), "es", "es"),
)
"""nouns, determiners as subject and as object, endings of adjectives behind *ein* as subject and as object"""
_VERBS = (
    "öffnen", "schließen", "prüfen", "streichen", "löschen", "kopieren", "waschen", "messen", "tragen", "drehen",
    "testen", "füllen", "schicken", "lesen", "drucken", "schneiden", "putzen", "kaufen", "verkaufen", "bezahlen",
)  # fmt: skip
_WHERE = (
    "im Keller", "auf dem Tisch", "vor der Tür", "neben der Schule", "hinter dem Haus", "unter dem Bett",
    "in der ersten Reihe", "in der zweiten Reihe", "auf der linken Seite", "auf der rechten Seite", "im dritten Stock",
    "im vierten Stock", "bei der Post",
)  # fmt: skip


_number = number(",", ("zwei", "drei", "fünf", "sieben", "zehn", "zwölf", "zwanzig", "fünfunddreißig", "hundert"))
_amount = joined(_number, picked(_UNITS))


def _phrase(random: Random, *, is_object: bool, determiner: int | None = None) -> str:
    nouns, subjects, objects, as_subject, as_object = random.choice(_GENDERS)
    kind = random.randrange(4) if determiner is None else determiner
    found = (objects if is_object else subjects)[kind]
    if random.random() < 0.5:
        quality = random.choice(_QUALITIES)
        strong = as_object if is_object else as_subject
        ending = strong if kind in (1, 2) else "en" if is_object and found.endswith("en") else "e"
        found += f" {quality}{ending}"
    return f"{found} {random.choice(nouns)}"


def _object(random: Random) -> str:
    return _phrase(random, is_object=True)


def _subject(random: Random) -> str:
    return _phrase(random, is_object=False)


def _pair(random: Random) -> tuple[str, str]:
    """Two phrases of a kind, the wrong one and the right one, often with the repeated words."""
    kind = random.random()
    if kind < 0.35:
        determiner = random.randrange(4)
        return tuple(_phrase(random, is_object=True, determiner=determiner) for _ in range(2))  # type: ignore[return-value]
    if kind < 0.5:
        return random.choice(_WHERE), random.choice(_WHERE)
    if kind < 0.65:
        first, link = _number(random), random.choice(("bis", "und", "mal", "oder"))
        return f"{first} {link} {_number(random)}", f"{first} {link} {_number(random)}"
    if kind < 0.8:
        thing = random.choice(_THINGS)
        return (
            f"{_number(random)} {thing} {random.choice(_WHERE)}",
            f"{_number(random)} {thing} {random.choice(_WHERE)}",
        )
    who = random.choice(("wir müssen", "ihr könnt", "sie wollen", "man soll", "und dann werden wir"))
    return tuple(f"{who} {_object(random)} {random.choice(_VERBS)}" for _ in range(2))  # type: ignore[return-value]


def _time(random: Random) -> str:
    hour = random.randint(1, 23)
    minutes = random.choice(("00", "15", "20", "30", "45", "50"))
    return random.choice(
        (
            f"{hour} Uhr",
            f"{hour}.{minutes} Uhr",
            f"{hour}:{minutes} Uhr",
            f"halb {random.choice(('drei', 'sechs', 'zehn'))}",
        )
    )


def _date(random: Random) -> str:
    month = random.choice(_MONTHS)
    return random.choice((f"{random.randint(1, 30)}. {month}", f"{random.choice(_ORDINALS)} {month}"))


def _whom(random: Random) -> str:
    return random.choice(_PEOPLE).replace("Herr ", "Herrn ")


_FRAMES: tuple[tuple[str, str, Draw, str], ...] = (
    ("Wir haben", "", _number, "{thing}"), ("Es sind noch", "", _number, "{thing} da"), ("Sie bekommt", "", _amount,
    "am Tag"), ("Das wiegt ungefähr", "", _amount, ""), ("Das macht zusammen", "", _amount, ""), ("Es dauert",
    "", _amount, ""), ("Die Sitzung beginnt um", "um", _time, "in {place}"), ("Rufen Sie mich um", "um", _time, "an"),
    ("Der Bus kommt um", "um", _time, ""), ("Er ist am", "am", _date, "geboren"), ("Die Frist endet am", "am", _date,
    ""), ("Wir sehen uns am", "am", picked(_DAYS), "um {time}"), ("Der Laden hat am", "am", picked(_DAYS),
    "geschlossen"), ("Schicken Sie es an", "an", _whom, "bis {day}"), ("Ich habe mit", "mit", _whom, "gesprochen"),
    ("Wir sind nach", "nach", picked(_PLACES), "gefahren"), ("Das Büro ist in", "in", picked(_PLACES), ""),
    ("Ihr", "", picked(_SUBSTANCES), "ist zu hoch"), ("Prüfen Sie noch einmal das", "das", picked(_SUBSTANCES), ""),
    ("", "", picked(_PEOPLE), "stellt es vor"), ("", "", picked(_PLACES), "war ausverkauft"),
    ("Es ist um", "um", lambda r: f"{_number(r)} Prozent", "gestiegen"), ("Im Jahr",
    "", whole(1890, 2029), ""), ("Schlagen Sie Seite", "Seite", _number, "auf"),
    ("Meine Nummer endet auf", "auf", whole(10, 9999), ""), ("Version",
    "Version", lambda r: f"{r.randint(1, 9)}.{r.randint(0, 20)}", "behebt das"), ("Er hat", "", _number, "Punkte"),
    ("In Zeile", "Zeile", _number, "steht ein Fehler"), ("Ich nehme", "", _object, ""), ("Geben Sie mir", "", _object,
    "bitte"), ("Dort steht", "", _subject, ""), ("Ich suche", "", _object, "für {person}"), ("Es liegt",
    "", picked(_WHERE), ""),
)  # fmt: skip
_LEADS = ("", "", "", "", "", "Und", "Aber", "Ja,", "Also,", "Gut,", "Ich glaube,", "Na ja,")
_OPENINGS = (
    "Ich möchte", "Wir kaufen", "Sie sah", "Sie brauchen", "Er will", "Dann finden wir", "Sehen Sie", "Wir nehmen",
    "Zuerst", "Wir zählen", "", "Man sieht", "Ich suche",
)  # fmt: skip
_ENDINGS = ("", "", "bitte", "letztes Jahr", "wie gesagt", "am {day}", "im {month}", "wenn das geht", "in {place}")
_NEGATIVES: tuple[str, ...] = (
    "Nein, {number} reicht.", "Nein, nein, {so}.", "Ja, ja, {so}.", "Nein, danke, {so}.",
    "Entschuldigung, {person} ist nicht da.", "Ich meine {person}, nicht {person}.", "Was ich damit meine, ist {np}.",
    "Wir brauchen {number}, {number} und {number} {thing}.", "Es sind {number} oder {number} {unit}.",
    "Drücken Sie die {digit}, dann die {digit}.", "Meine Nummer ist {digit} {digit} {digit}.",
    "Der Code ist {digit}, {digit}, {digit}, {digit}.", "{person}, {person} und {person} kommen.",
    "Von {number} bis {number} {unit}.", "{day}, {day} oder {day} würde gehen.", "Moment, es fehlen {number} {thing}.",
    "Es sind nicht {number}, es sind {number}.", "Meinen Sie {person} oder {person}?",
    "{number} plus {number} ist {number}.", "Die Antwort ist nein.", "In {place}, ich meine die Altstadt, regnet es.",
    "{number} {unit} {substance}, {number} {unit} {substance}.", "Es war {adj}, sehr {adj}.",
    "Es war {adj}, wirklich sehr {adj}.", "Sehr, sehr {adj}.", "Es ist viel, viel {comp}.", "Je {comp}, desto {comp}.",
    "Je {comp} {np}, desto {comp} {np}.", "Zimmer {number}, {day}, {time}.", "Ich habe {time} gesagt, nicht {time}.",
    "Halt, warte, {so}.", "Immer wieder rief {person} an.", "Wenn {np} {adj} ist, ist {np} {adj}.",
    "Was {adj} ist, ist {adj}.", "Wer {adj} ist, ist {adj}.", "Ob es {adj} ist, ist die Frage.",
    "Dass {np} {adj} ist, ist klar.", "Wo {np} war, war {np}.", "{np} ist {adj}, {np} ist {adj}.",
    "Weder {np} noch {np}.", "Nicht {np}, sondern {np}.", "Entweder {np} oder {np}.", "Erst {np}, dann {np}.",
    "Wir kaufen {op}, {op} und {op}.", "Ich habe {op} und {op} und {op} gesehen.", "Er kam, sah {op} und ging.",
    "Sie nahm {op}, schloss {op} und nahm {op}.", "Das ist eher {adj} als {adj}.", "Eher {adj} als {adj}.",
    "Das Wort also hat vier Buchstaben.", "Um {time} geht es um {op}.", "Um {np} geht es nicht, es geht um {op}.",
    "{np}, die {np} und das andere.", "Also gut, {so}.", "Ach so, {so}.", "Na ja, {so}.", "Er sagt, er sagt nichts.",
    "Das, das ich meine, ist {adj}.", "Die, die {where} sind, warten.", "Der, der {where} steht, ist {person}.",
    "Sie kommt morgen, sie kommt bestimmt.", "Ich gehe, ich gehe ja schon.", "Schritt für Schritt, Seite für Seite.",
    "Jahr um Jahr, {where}.", "Ein {noun}, ein {noun} und noch ein {noun}.", "Kein {noun}, kein {noun}, kein {noun}.",
    "Mal {adj}, mal {adj}.", "So {adj} wie {adj}.", "{person} sagt ja, {person} sagt nein.", "Es regnet und regnet.",
    "Oder {day}, oder {day}.", "Es ist {adj}. Es ist sehr {adj}.", "Du weißt, {so}.", "Weißt du, {so}?",
    "Wie gesagt, {so}.", "Ich denke, {so}.", "Ich meine, {so}, nicht mehr.", "{so}, oder nicht?",
)  # fmt: skip
_SO = (
    "das stimmt", "das geht so", "ich komme gleich", "das machen wir", "es reicht", "ich habe es", "wir warten noch",
    "das ist gut so", "er kommt später", "ich weiß es nicht", "das war gestern", "so geht das nicht", "sie hat recht",
    "das passt", "wir sehen uns",
)  # fmt: skip
GERMAN = Phrases(
    editing=_EDITING,
    frames=_FRAMES,
    leads=_LEADS,
    openings=_OPENINGS,
    endings=_ENDINGS,
    pair=_pair,
    asides=("äh,", "ähm,", "ich meine,", "weißt du,", "äh, ich meine,", "sozusagen,", "ähm, sag ich mal,"),
    filled=frozenset({"äh", "ähm"}),
    object=_object,
    more=picked(_WHERE),
    negatives=(_NEGATIVES, meant.GERMAN, meant.GERMAN),
    slots={
        "number": _number, "unit": picked(_UNITS), "thing": picked(_THINGS), "day": picked(_DAYS),
        "person": picked(_PEOPLE), "place": picked(_PLACES), "month": picked(_MONTHS), "time": _time,
        "digit": whole(0, 9), "substance": picked(_SUBSTANCES), "np": _subject, "op": _object,
        "noun": picked((*_MASCULINE, *_NEUTER)),
        "adj": picked(_PREDICATES), "Adj": lambda r: r.choice(_PREDICATES).capitalize(), "so": picked(_SO),
        "where": picked(_WHERE), "comp": picked(("größer", "kleiner", "besser", "später", "teurer", "schneller",
        "älter", "kälter", "länger", "mehr")),
    },
)  # fmt: skip
