"""Text on the command line, marked."""

from __future__ import annotations

from captioner.cli.commands.clean import _with_language, marked
from captioner.messages import Label, LabelledWord, Word

WORDS = [
    LabelledWord(Word(text, 0, 0, 1.0), Label(letter), 1.0)
    for text, letter in zip(["Well", "to", "Boston", "uh", "I", "mean", "to", "Denver"], "mrriiiff", strict=True)
]


def test_runs_of_one_reason_are_bracketed_together() -> None:
    assert marked(WORDS, frozenset(Label) - {Label.FLUENT}) == (
        "[Well: discourse marker] [to Boston: reparandum] [uh I mean: interregnum] to Denver"
    )


def test_labels_that_the_user_keeps_are_not_marked() -> None:
    assert (
        marked(WORDS, frozenset({Label.DISCOURSE_MARKER})) == "[Well: discourse marker] to Boston uh I mean to Denver"
    )


def test_the_language_is_found_out_and_no_line_is_lost() -> None:
    lines = [text.split() for text in ("Ja.", "Wir treffen uns um zwölf Uhr mit dem Team und der Chefin.", "Bis dann!")]
    said = [[Word(text, 0, 0, 1.0) for text in line] for line in lines]
    language, utterances = _with_language(iter(said), "auto")
    assert language == "de"
    assert list(utterances) == said


def test_a_text_that_tells_nothing_is_english_and_a_language_that_is_asked_for_is_taken() -> None:
    assert _with_language(iter([]), "auto")[0] == "en"
    assert _with_language(iter([]), "fr")[0] == "fr"
