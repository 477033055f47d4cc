"""What is said about a session at its end."""

from __future__ import annotations

from captioner.cli.terminal.summary import summary
from captioner.labels import DISFLUENT
from captioner.messages import TranscriptEntry
from tests.cli.fakes import words
from tests.strategies import FILLERS

SAID = [
    TranscriptEntry(0, words("so|m um|h we|r were|r uh|i i|i mean,|i they were there"), True),
    TranscriptEntry(1, words("Um,|h yes."), True),
]


def test_counts_by_kind_and_examples() -> None:
    first, *lines, examples = summary(SAID, DISFLUENT)
    assert first == "12 words were said; the cleaned view leaves out 8 (67%):"
    assert [line.split(maxsplit=1)[0] for line in lines] == ["2", "1", "3", "2"]
    assert "“so um we were uh i mean”" in examples
    assert "“um”" in examples


def test_only_what_the_user_has_removed() -> None:
    first, *lines = summary(SAID, FILLERS)
    assert "leaves out 2 (" in first
    assert len(lines) == 2
    assert "“um”" in lines[1]


def test_many_examples_are_cut_short() -> None:
    entries = [TranscriptEntry(n, words(f"um{n}|h word"), True) for n in range(9)]
    assert summary(entries, DISFLUENT)[-1].endswith("“um4”, ...")


def test_nothing_removed_and_nothing_said() -> None:
    assert summary([TranscriptEntry(0, words("plain words"), True)], DISFLUENT) == [
        "2 words were said; none of them is left out of the cleaned view."
    ]
    assert summary([], DISFLUENT) == ["No words were heard."]


def test_rejected_utterances_are_reported() -> None:
    assert summary([], DISFLUENT, rejected=2)[-1].startswith("2 stretches of sound were left out")
    assert summary([], DISFLUENT, rejected=1)[-1].startswith("A stretch of sound was left out")
