"""Words that are meant stay, though the network would take them back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.disfluency.reading import RepairRule
from tests.disfluency.test_repairs import LETTERS, whole


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("Give 5 milligrams and another 5 milligrams", "frrrrff", "fffffff"),
        ("Give another another 5 milligrams", "frfff", "frfff"),
        ("Give another, no, another 5 milligrams", "frifff", "frifff"),
    ],
)
def test_words_to_which_something_is_added_stay(text: str, labels: str, expected: str) -> None:
    assert whole(text, labels) == expected


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("See how slowly, how very slowly, it goes", "frrfffff", "ffffffff"),
        ("See how slowly, how very slowly, it goes", "ffrfffff", "ffffffff"),
        ("See how slowly, how fast it goes", "frrffff", "frrffff"),
        ("It's expensive like really expensive", "friff", "ffmff"),
        ("It's big, I mean really big", "friiff", "ffmmff"),
        ("It's bad, like really bad", "frrff", "ffmff"),
        ("It was cold, um, really cold", "ffriff", "ffriff"),
        ("I want to, like, really want to go", "frrrffff", "frrrffff"),
        ("It's big, I mean small", "friif", "friif"),
    ],
)
def test_words_repeated_for_emphasis_stay(text: str, labels: str, expected: str) -> None:
    assert whole(text, labels) == expected


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("It's a lot of kind of leaves", "ffffmmf", "fffffff"),
        ("It's a lot of kind of leaves", "fffrrff", "fffffff"),
        ("It's sort of, um, odd", "fmmhf", "fffhf"),
        ("It's kind of kind of odd", "frrfff", "frrfff"),
        ("It's a kind a kind of leaf", "frrffff", "frrffff"),
        ("What kind, sort of leaf", "frfff", "frfff"),
    ],
)
def test_a_hedge_stays_unless_it_is_taken_back(text: str, labels: str, expected: str) -> None:
    assert whole(text, labels) == expected


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("It is 5 milligrams, not 50 milligrams", "ffrrrff", "fffffff"),
        ("It is 5 milligrams, not 50 milligrams", "ffrrfff", "fffffff"),
        ("It is on Monday, um, not on Friday", "ffrrirff", "ffffhfff"),
        ("Sie nimmt Jod, nicht Eisen", "frrff", "fffff"),
        ("It is not, it is ready", "rrrfff", "rrrfff"),
        ("It was, no, not 5", "rriff", "rriff"),
        ("We go to the lake, er, or to the woods", "ffrrriifff", "fffffhffff"),
        ("We go to the lake, er, or to the woods", "ffrrriffff", "fffffhffff"),
        ("We go by bus, or rather by train", "ffrriiff", "ffrriiff"),
        ("We went from version 3 to version 4", "fffrrfff", "ffffffff"),
        ("We went from a from version 3 to 4", "ffrrfffff", "ffrrfffff"),
    ],
)
def test_both_sides_of_a_contrast_an_alternative_and_a_range_stay(text: str, labels: str, expected: str) -> None:
    assert whole(text, labels) == expected


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ('The word "like" is short', "ffmff", "fffff"),
        ('Say "I mean," he says', "fmmff", "fffff"),
        ("Say \u201eum\u201c and \u201cuh\u201d", "fhfh", "ffff"),
        ('"Um, we will see" he says', "hfffff", "hfffff"),
        ('A "like "like" here', "frff", "frff"),
        ("Set um_count and uh_flag", "fhfh", "ffff"),
        ("We saw Baden-Baden.", "ffr", "fff"),
        ("We saw Baden-Baden, no, Bora-Bora.", "ffrif", "ffrif"),
    ],
)
def test_words_that_are_spoken_about_stay(text: str, labels: str, expected: str) -> None:
    assert whole(text, labels) == expected


def test_german_words_are_no_hesitations() -> None:
    assert whole("Ab um neun, ähm, geht er los", "fhfhfhf", rule=RepairRule(language="de")) == "fffhfff"
    assert whole("Ab um um neun geht er los", "frffffff"[:7], rule=RepairRule(language="de")) == "frfffff"
    assert whole("We leave um at nine", "ffhff") == "ffhff"


@given(
    st.lists(st.sampled_from(["not", "or", "to", "from", "5,", "um,", "no,", "I", '"like"', "a_b"]), max_size=9),
    st.data(),
)
def test_settled_labels_stay_and_only_removed_words_are_given_back(texts: list[str], data: st.DataObject) -> None:
    labels = "".join(data.draw(st.sampled_from(LETTERS)) for _ in texts)
    settled = data.draw(st.integers(0, len(texts)))
    found = whole(" ".join(texts), labels, 0.05, settled)
    assert found[:settled] == labels[:settled]
    assert len(found) == len(texts) and set(found) <= set(LETTERS)
