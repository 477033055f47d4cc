"""Delays against the words that were said."""

from __future__ import annotations

import pytest

from captioner.bench.peer_programs.word_ends import Played, ProgramOutput, delays

SAID = (("we", 0.5), ("see", 1.0), ("ships", 1.5))


def played(*shown: tuple[float, str, str]) -> Played:
    return Played(1.0, tuple(ProgramOutput(at, tuple(a.split()), tuple(b.split())) for at, a, b in shown))


def test_a_word_is_seen_when_pending_and_certain_when_committed() -> None:
    found = delays(played((1.0, "", "We sea"), (2.0, "We see", "Ships."), (3.0, "Ships.", "")), SAID)
    assert found.first_seen_s == pytest.approx([0.5, 1.0, 0.5])
    assert found.cleaned_s == pytest.approx([1.5, 1.0, 1.5])
    assert found.retracted == 1


def test_words_read_wrong_have_no_delay() -> None:
    found = delays(played((2.0, "We eat chips", "")), SAID)
    assert found.cleaned_s == pytest.approx([1.5])
    assert played((2.0, "We eat", ""), (3.0, "chips", "")).text == "We eat chips"


def test_nothing_shown_is_no_delay() -> None:
    assert delays(played(), SAID).cleaned_s == []
