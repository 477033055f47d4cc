"""Labels carried over from what was said to what a recogniser made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.training.text.carried import carried
from captioner.training.text.corpora import Utterance, letters, target


def utterance(marked: str) -> Utterance:
    """`the/r uh/h the house`: words with the letters of their labels, fluent ones without."""
    pairs = [word.partition("/") for word in marked.split()]
    return Utterance(
        tuple(word for word, _, _ in pairs), tuple(target(letter or "f", word) for word, _, letter in pairs)
    )


def shown(said: str, recognised: str) -> str | None:
    """What is carried over, in that notation."""
    found = carried(utterance(said), recognised.split())
    if found is None:
        return None
    named = zip(found.words, letters(found.targets), strict=True)
    return " ".join(word if letter == "f" else f"{word}/{letter}" for word, letter in named)


@pytest.mark.parametrize(
    ("said", "recognised", "expected"),
    [
        pytest.param("the/r the house", "The, the house.", "The,/r the house.", id="own punctuation"),
        pytest.param("it/r is/r it was two", "It is, it was 2.", "It/r is,/r it was 2.", id="a figure for a word"),
        pytest.param("I/r I think so", "I-I think so.", "I-/r I think so.", id="a stutter in one word"),
        pytest.param("we go in/r in there", "We go in there.", "We go in there.", id="the copy that stays was heard"),
        pytest.param("so uh/h we all go now", "So a we all go now.", "So a/? we all go now.", id="a misheard filler"),
        pytest.param("close/r open the door", "clothes open the door", "clothes/r open the door", id="misheard"),
        pytest.param("we all go home now", "We all all go home now.", "We all/r all go home now.", id="written twice"),
        pytest.param("we all go home now", "We all go see home now.", "We all go see home now.", id="put in"),
        pytest.param(
            "uh/h we all go home now",
            "Uh, we all go see home now.",
            "Uh,/h we all go see/? home now.",
            id="put in, unsure",
        ),
        pytest.param(
            "at ten/r no/i eleven I go home", "At no 11 I go home.", "At no/? 11 I go home.", id="nothing to correct"
        ),
        pytest.param(
            "so I go home at/r ten/r no/i at six",
            "So I go home at ten, no.",
            "So I go home at/? ten,/? no./?",
            id="no correction heard",
        ),
        pytest.param("we all go home now", "Thank you very much.", None, id="another sentence"),
        pytest.param("we all go home now", "", None, id="nothing heard"),
    ],
)
def test_labels_go_with_the_words(said: str, recognised: str, expected: str | None) -> None:
    assert shown(said, recognised) == expected


_WORDS = st.lists(
    st.sampled_from(["we", "go", "home", "now", "and", "then", "the", "uh", "house", "no"]), min_size=1, max_size=12
)


@given(_WORDS, st.data())
def test_perfectly_recognised_words_keep_all_labels(words: list[str], data: st.DataObject) -> None:
    targets = data.draw(st.lists(st.sampled_from([0, 4]), min_size=len(words), max_size=len(words)))
    said = Utterance(tuple(words), (*targets[:-1], 0))
    assert carried(said, words) == said


@given(_WORDS, _WORDS)
def test_every_recognised_word_has_a_target(said: list[str], recognised: list[str]) -> None:
    found = carried(Utterance(tuple(said), (0,) * len(said)), recognised)
    if found is not None:
        assert len(found.words) == len(found.targets)
        assert set(found.targets) <= {0, 4}
