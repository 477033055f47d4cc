"""What is shown in the place of words: rules and stars, each word alone, and nothing that is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.captions.profanity import is_profane
from captioner.captions.substitution import Substitution
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, Word
from captioner.record.transcript import Transcript

RULES = Substitution({"Shryburg": "Shriberg", "teh": "the", "gonna": "going to"})
STARS = Substitution(hides_profanity=True)


@pytest.mark.parametrize(
    ("heard", "shown"),
    [
        ("shryburg", "Shriberg"),
        ("“Shryburg,”", "“Shriberg,”"),
        ("teh", "the"),
        ("Teh", "The"),
        ("gonna.", "going to."),
        ("shryburgs", "shryburgs"),
        ("…", "…"),
    ],
)
def test_rules_are_of_whole_words_whatever_their_case(heard: str, shown: str) -> None:
    assert RULES.text(heard) == shown


@pytest.mark.parametrize(
    ("heard", "shown"), [("Fucking!", "F******!"), ("shit,", "s***,"), ("Scheiße.", "S******."), ("assume", "assume")]
)
def test_profanity_becomes_stars(heard: str, shown: str) -> None:
    assert STARS.text(heard) == shown
    assert RULES.text(heard) == heard


@pytest.mark.parametrize(
    "word",
    ["assess", "class", "fickle", "shiitake", "prickly", "Mister", "Dickens", "scunthorpe", "cockpit", "therapist"],
)
def test_harmless_words_are_left_alone(word: str) -> None:
    assert not is_profane(word)


@given(st.text(max_size=12), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4), st.booleans())
def test_no_word_is_lost(text: str, rules: dict[str, str], hides: bool) -> None:
    word = LabelledWord(Word(text, 0, 100, 0.9), Label.FLUENT, 0.9)
    shown = Substitution(rules, hides).word(word)
    assert shown.word.text.strip() or not text.strip()
    assert (shown.word.start, shown.word.end, shown.label) == (0, 100, Label.FLUENT)


def test_a_record_is_put_through_it_and_stays_as_it_was() -> None:
    transcript = Transcript()
    words = tuple(
        LabelledWord(Word(text, n * SAMPLE_RATE, (n + 1) * SAMPLE_RATE, 0.9), Label.FLUENT, 0.9)
        for n, text in enumerate(("Ask", "shryburg", "gladly."))
    )
    transcript.append(CaptionUpdate(0, words, (), utterance_ended=True))
    transcript.correct(0, 2, "teh")
    shown = transcript.reworded(RULES.entry)
    assert [word.word.text for word in next(shown.read()).words] == ["Ask", "Shriberg", "the"]
    assert [word.word.text for word in transcript.entries[0].words] == ["Ask", "shryburg", "gladly."]
    assert shown.info == transcript.info
