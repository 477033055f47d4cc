"""Written text as fluent sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.training.text.written import read_written, sentences


def found(text: str) -> list[str]:
    return [" ".join(words) for words in sentences(text)]


def test_sentences_end_where_the_next_one_begins() -> None:
    text = 'We came home.  "It was late," she said. And then? Nobody knew!\n\nThe next day came.'
    assert found(text) == ["We came home.", "It was late, she said.", "The next day came."]  # of three words or more


def test_text_that_is_no_prose_is_left_out() -> None:
    text = "CHAPTER ONE THE BEGINNING\n\nYear 1,024 2,048 4,096 8,192 16,384.\n\nThe house (see page 4) was old."
    assert found(text) == ["The house was old."]


def test_a_dash_is_a_pause_and_no_cut_off_word() -> None:
    assert found("He came--late as ever--and went.") == ["He came, late as ever, and went."]


def test_words_that_speech_corpora_label_disfluent_are_not_taught_as_fluent() -> None:
    assert found("Oh, that is a whale. Well, I think so too. It went well for us.") == ["It went well for us."]


def test_repetitions_that_are_intended_stay() -> None:
    assert found("It was a long, long way to go.") == ["It was a long, long way to go."]


def test_a_folder_without_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    with pytest.raises(FileNotFoundError, match="holds no"):
        read_written(tmp_path)
    (tmp_path / "deep" / "b.txt").write_text("This is the second. This is the third.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("This is the first.", encoding="utf-8")
    assert [words[-1] for words in read_written(tmp_path)] == ["first.", "second.", "third."]
