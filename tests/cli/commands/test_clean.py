"""Text on the command line, marked."""

from __future__ import annotations

from captioner.cli.commands.clean import marked
from captioner.messages import Label, LabelledWord, Word

WORDS = [
    LabelledWord(Word(text, 0, 0, 1.0), Label(letter), 1.0)
    for text, letter in zip(["Well", "to", "Boston", "uh", "I", "mean", "to", "Denver"], "mrriiiff", strict=True)
]


def test_runs_of_one_reason_are_bracketed_together() -> None:
    assert marked(WORDS, frozenset(Label) - {Label.FLUENT}) == (
        "[Well: discourse marker] [to Boston: reparandum] [uh I mean: interregnum] to Denver"
    )


def test_what_the_user_keeps_is_not_marked() -> None:
    assert (
        marked(WORDS, frozenset({Label.DISCOURSE_MARKER})) == "[Well: discourse marker] to Boston uh I mean to Denver"
    )
