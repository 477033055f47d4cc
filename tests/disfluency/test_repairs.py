"""Whole repairs or none, whatever the network says of single words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.disfluency import repairs
from captioner.disfluency.labels import FLUENT, INTERREGNUM, LABELS, MARKER, REPARANDUM
from captioner.disfluency.reading import RepairRule

LETTERS = "fhmir"
DEFAULT = RepairRule()


def whole(
    text: str,
    labels: str,
    unsure: float | Sequence[float] = 0.5,
    settled: int = 0,
    rule: RepairRule = DEFAULT,
) -> str:
    words = text.split()
    given_labels = np.array([LETTERS.index(letter) for letter in labels], np.intp)
    not_fluent = np.broadcast_to(np.asarray(unsure, np.float32), len(words))
    found = repairs.whole(words, given_labels, not_fluent, settled, rule)
    return "".join(LETTERS[label] for label in found)


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("The dose is 2.5, no, 3.5 milligrams.", "fffffff", "fffriff"),
        ("The dose is 2.5, no, 3.5 milligrams.", "ffffiff", "fffriff"),
        ("We have 14, sorry, 15 tickets.", "frriff", "ffriff"),
        ("We had 20 milligrams, I mean, 30 milligrams.", "ffffiiff", "ffrriiff"),
        ("Call on Monday, no wait, Tuesday.", "ffffff", "ffriif"),
        ("The vote was nine to three, sorry, nine to two.", "fffffriff" + "f", "fffrrriffff"[:10]),
        ("It was twenty five, um, no, thirty five.", "ffffhfff", "ffrriiff"),
    ],
)
def test_a_corrected_value_goes_whole_and_alone(text: str, labels: str, expected: str) -> None:
    assert whole(text, labels) == expected


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("He was he was late", "fffff", "rrfff"),
        ("To the to the left", "fffff", "rrfff"),
        ("It is in in Leeds", "fffff", "ffrff"),
        ("They had had it", "ffff", "ffff"),
        ("It goes on and on and on", "fffffff", "fffffff"),
        ("The red, uh, the blue house", "ffhfff", "rrifff"),
    ],
)
def test_repeated_words_go_whole(text: str, labels: str, expected: str) -> None:
    assert whole(text, labels) == expected


@pytest.mark.parametrize(
    ("text", "labels", "unsure", "settled", "expected"),
    [
        ("When you have a, imagine a ball", "rffrfff", (0.9, 0.7, 0.7, 0.9, 0.1, 0.1, 0.1), 0, "rrrrfff"),
        ("When you have a, imagine a ball", "rffrfff", (0.9, 0.7, 0.7, 0.9, 0.1, 0.1, 0.1), 2, "rfrrfff"),
        ("When you have a, imagine a ball", "ffffrff", (0.7, 0.7, 0.7, 0.7, 0.9, 0.1, 0.1), 0, "rrrrrff"),
        ("Is it so. We left, they left", "ffffrff", (0.7, 0.7, 0.7, 0.7, 0.9, 0.1, 0.1), 0, "fffrrff"),
        ("for different speech- to-tech services", "ffrff", (0.1, 0.6, 0.9, 0.6, 0.1), 0, "ffrff"),
        ("for different speech- to-tech services", "ffrff", (0.1, 0.85, 0.9, 0.6, 0.1), 0, "frrff"),
    ],
)
def test_words_that_would_rather_go_go_with_a_reparandum_beside_them(
    text: str, labels: str, unsure: Sequence[float], settled: int, expected: str
) -> None:
    assert whole(text, labels, unsure, settled) == expected


@pytest.mark.parametrize(
    ("text", "labels", "settled", "expected"),
    [
        ("You call you call the constructor", "frffff", 1, "ffrrff"),
        ("You call you call the constructor", "ffffff", 2, "ffrrff"),
        ("You call you call the constructor", "ffrfff", 3, "ffrrff"),
        ("You call you call the constructor", "rfffff", 1, "rrffff"),
        ("You call you call the constructor", "fffrff", 3, "fffrff"),
        ("First you delete it, sorry, first you save it", "ffrriffff", 2, "ffrrirrff"),
        ("First you delete it, sorry, first you save it", "ffrriffff", 6, "ffrriffff"),
        ("First you delete it, sorry, first you save it", "ffrrirfff", 6, "ffrrirrff"),
        ("First you delete it, sorry, first you save it", "rfffiffff", 1, "rrrriffff"),
        ("a flat with, um, with a garden", "fffhfff", 3, "fffhrff"),
        ("It is nine to three, sorry, nine to two", "ffrffffff", 3, "ffrrrifff"),
        ("It stays. It stays here", "fffff", 1, "fffff"),
    ],
)
def test_a_repair_that_is_half_settled_goes_whole_or_its_copy_goes(
    text: str, labels: str, settled: int, expected: str
) -> None:
    assert whole(text, labels, 0.52, settled) == expected


def test_intended_repetitions_stay_where_the_first_copy_is_settled() -> None:
    assert whole("They had had it", "ffff", 0.1, settled=2) == "ffff"
    assert whole("It's not that that bothers me", "ffffff", 0.6, settled=3) == "ffffff"
    assert whole("I went to to the shop", "ffffff", 0.6, settled=3) == "fffrff", "as a rule the copy goes"


def test_a_model_may_let_any_word_said_twice_go_and_few_words_beside_a_reparandum() -> None:
    easily = RepairRule(beside=0.9, said_again=0.6)
    text, unsure = "Log 250, 250 calories, all of it", (0.1, 0.7, 0.1, 0.1, 0.1, 0.1, 0.1)
    assert whole(text, "fffffff", unsure) == "fffffff"
    assert whole(text, "fffffff", unsure, rule=easily) == "frfffff"
    assert whole("Sehr, sehr gut", "fff", (0.3, 0.1, 0.1), rule=easily) == "fff"
    assert whole("So is it. It is", "fffff", rule=RepairRule(said_again=0.2)) == "fffff", "a new sentence"
    beside = "When you have, imagine a ball", "rrffff", (0.9, 0.9, 0.7, 0.1, 0.1, 0.1)
    assert whole(*beside) == "rrrfff"
    assert whole(*beside, rule=easily) == "rrffff"


@pytest.mark.parametrize(
    ("text", "labels", "unsure", "expected"),
    [
        ("Zahl meine Rechnung meine Stromrechnung", "fffff", (0.0, 0.7, 0.6, 0.0, 0.0), "frrff"),
        ("Zahl meine Rechnung meine Stromrechnung", "fffff", (0.0, 0.7, 0.4, 0.0, 0.0), "fffff"),
        ("Neuer Twe Tweet", "fff", (0.0, 0.8, 0.0), "frf"),
        ("A an apple", "fff", (0.8, 0.0, 0.0), "fff"),
        ("Cancel das, cancel bitte das Taxi", "frffff", (0.6, 1.0, 0.0, 0.0, 0.0, 0.0), "rrffff"),
        ("Zeige alle mir alle meine Apps", "frffff", (0.0, 1.0, 0.6, 0.0, 0.0, 0.0), "frffff"),
        ("Das war es. Das bleibt", "fffff", (0.9, 0.9, 0.9, 0.0, 0.0), "fffff"),
        ("Eine sehr, sehr alte Frage", "fffff", (0.0, 0.9, 0.0, 0.0, 0.0), "fffff"),
    ],
)
def test_a_stretch_whose_first_word_is_said_again_goes_where_all_of_it_is_doubtful(
    text: str, labels: str, unsure: tuple[float, ...], expected: str
) -> None:
    assert whole(text, labels, unsure, rule=RepairRule(said_again=0.5)) == expected


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("It was 140 over 90, no, 150 over 90.", "ffffrifff", "ffrrrifff"),
        ("It was 140 over 90, no, 95.", "ffffrif", "ffffrif"),
        ("A room of 5 by 7, sorry, 5 by 8", "fffffrifff", "fffrrrifff"),
        ("They won 3 to 2, I mean, 3 to 1", "ffffffffff", "ffrrriifff"),
    ],
)
def test_a_pair_of_numbers_is_one_value_if_the_correction_is_one(text: str, labels: str, expected: str) -> None:
    assert whole(text, labels) == expected


def test_a_letter_is_a_value_however_sure_the_network_is() -> None:
    assert whole("Take option B, no, D.", "fffff", 0.05) == "ffrif"
    assert whole("Take A, sorry, B.", "ffff", 0.05) == "frif"
    assert whole("So am I, no, K is wrong.", "fffffff", 0.05) == "fffffff", "a pronoun"
    assert whole("Take A cup, no, D.", "fffff", 0.05) == "fffff"


def test_a_correction_leaves_words_that_are_not_said_again() -> None:
    assert whole("It is on Monday, no, on Friday", "frrriff") == "ffrriff"
    assert whole("It is on Monday, no, it is on Friday", "rrrriffff") == "rrrriffff"
    assert whole("It flew on Monday, um, on Friday", "frrriff") == "frrriff", "a filler announces no correction"


@pytest.mark.parametrize(
    ("text", "labels", "settled", "expected"),
    [
        ("The team has been, the team was late", "frrrffff", 0, "rrrrffff"),
        ("The team has been, the team was late", "frrrffff", 1, "frrrrfff"),
        ("The old team has been, the old team was", "ffrrrfff", 0, "rrrrrfff"),
        ("A team has been, the team was late", "frrrffff", 0, "frrrffff"),
        ("Ask the team. Has it, the team has it", "ffffrffff", 0, "ffffrffff"),
    ],
)
def test_a_repair_begins_where_its_repetition_begins(text: str, labels: str, settled: int, expected: str) -> None:
    assert whole(text, labels, settled=settled) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wir, wir, wir gehen", "rrff"),
        ("until until until noon", "rrff"),
        ("so so so good", "ffff"),
        ("He's he's late", "rff"),
        ("I, uh, I'm late", "rhff"),
        ("I, I\u2019m late", "rff"),
        ("That's it, it's late", "ffff"),
    ],
)
def test_what_nobody_says_twice_on_purpose_goes_however_sure_the_network_is(text: str, expected: str) -> None:
    labels = "".join("h" if word == "uh," else "f" for word in text.split())
    assert whole(text, labels, 0.05) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wh- where is it", "rfff"),
        ("a p... p... parrot", "frrf"),
        ("M- M- My name", "rrff"),
        ("a con- bird", "fff"),
        ("It ends... every day", "ffff"),
    ],
)
def test_a_broken_off_word_goes_before_the_word_that_it_begins(text: str, expected: str) -> None:
    assert whole(text, "f" * len(text.split()), 0.05) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("I'd rather walk than wait, and I'd rather run", "en", "f" * 9),
        ("I want to say sorry, sorry to all", "en", "f" * 8),
        ("Wir gehen um sieben, nein, um acht", "de", "ffrriff"),
        ("Er geht, nein, er fährt", "de", "rriff"),
    ],
)
def test_a_word_that_means_what_it_says_is_no_editing_term(text: str, language: str, expected: str) -> None:
    found = whole(text, "f" * len(text.split()), rule=RepairRule(language=language))
    assert found == expected


def test_you_know_stays_behind_words_that_ask_for_it() -> None:
    assert whole("Tell me if you know of one", "fffmmff") == "fffffff"
    assert whole("It is who you know, yes", "fffmmf") == "ffffff"
    assert whole("Ask if, you know, it works", "ffmmff") == "ffmmff"


def test_words_that_only_sound_like_hesitations_stay() -> None:
    assert whole("It is, as you know, tight, you know", "fffmmfmm") == "ffffffmm"
    assert whole("It is, as you know, as you said", "ffrrrfff") == "ffrrrfff"
    assert whole("Uh-oh, uh, uh-uh, the uh-huh, a mm-hmm", "hhhfrfm") == "fhffrff"


def test_a_model_may_let_hesitations_go_sooner_than_words() -> None:
    easily = RepairRule(hesitation=0.3)
    unsure = (0.0, 0.9, 0.5, 0.4, 0.6)
    assert whole("Montreal, uh, Uh, um, really", "fhfff", unsure) == "fhfff"
    assert whole("Montreal, uh, Uh, um, really", "fhfff", unsure, rule=easily) == "fhhhf"
    assert whole("Yes, uh-huh, um, er, no", "fffff", unsure, rule=easily) == "ffhhf", "it means yes"
    assert whole("Montreal, uh, Uh, um, really", "ffff", unsure, 3, rule=easily) == "fffh", "settled words stay"


@pytest.mark.parametrize(
    ("unsure", "settled", "expected"),
    [((0.1, 0.7, 0.9, 0.1), 0, "fmmf"), ((0.1, 0.2, 0.9, 0.1), 0, "ffff"), ((0.1, 0.2, 0.9, 0.1), 2, "ffmf")],
)
def test_a_marker_goes_whole_or_stays_whole(unsure: Sequence[float], settled: int, expected: str) -> None:
    assert whole("She's, you know, confused", "ffmf", unsure, settled) == expected


def test_a_value_before_a_filler_goes_for_another_value_only() -> None:
    assert whole("It leaves at nine, um, from here", "fffriff") == "ffffhff"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Is it 5? No, 6.", "fffff"),
        ("We need 5, no more than 6.", "fffffff"),
        ("Either 5 or 6 will do.", "ffffff"),
        ("I have 3, thank you.", "fffff"),
    ],
)
def test_values_that_are_intended_stay(text: str, labels: str) -> None:
    assert whole(text, labels) == labels


def test_labels_that_the_network_is_sure_of_stay() -> None:
    assert whole("Not 5, no, 6 is right.", "ffffff", unsure=0.01) == "ffffff"


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("The dose, no, is right.", "ffiff", "fffff"),
        ("Well, I mean, it is.", "fiiff", "fmmff"),
        ("It is, um, fine.", "ffif", "ffhf"),
        ("to Boston, no, to Denver", "rriff", "rriff"),
    ],
)
def test_an_editing_term_never_goes_while_what_it_corrects_stays(text: str, labels: str, expected: str) -> None:
    assert whole(text, labels) == expected


WORDS = st.sampled_from(
    ["2", "3.5", "no,", "sorry,", "I", "mean,", "um,", "Monday,", "milligrams,", "the", "make", "that", "-"]
)


@given(
    st.lists(st.tuples(WORDS, st.integers(0, 4), st.floats(0, 1, allow_subnormal=False)), max_size=12),
    st.integers(0, 12),
)
def test_settled_labels_stay_and_no_correcting_word_goes_alone(
    drawn: list[tuple[str, int, float]], settled: int
) -> None:
    texts = [word for word, _, _ in drawn]
    labels = np.array([label for _, label, _ in drawn], np.intp)
    settled = min(settled, len(drawn))
    found = repairs.whole(texts, labels, np.array([p for _, _, p in drawn], np.float32), settled)
    assert found[:settled].tolist() == labels[:settled].tolist()
    assert all(0 <= label < len(LABELS) for label in found)
    for at in range(settled, len(texts)):
        if texts[at] in ("no,", "sorry,") and found[at] in (INTERREGNUM, MARKER):
            removed = found[:at]
            kept = np.flatnonzero(removed == FLUENT)
            assert REPARANDUM in removed[kept[-1] + 1 if len(kept) else 0 :]
