"""Words to word pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.disfluency.encoding import (
    MARKS,
    MAX_PIECES,
    MAX_PIECES_A_WORD,
    MAX_WORDS,
    Encoder,
    mark,
    parts,
    spelled_out,
)

SIGNS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "-"]
VOCABULARY = [*SIGNS, *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"), "the", "##ing"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Don't,", ("dont",)),
        ("don\u2019t", ("dont",)),
        ("dont", ("dont",)),
        ("I-", ("i", "-")),
        ("con-,", ("con", "-")),
        ("I\u2014", ("i",)),
        ("well-known.", ("well", "known")),
        ("2", ("two",)),
        ("20,", ("twenty",)),
        ("1984", ("1984",)),
        ("\u00c4hm", ("ahm",)),
        ("Umm,", ("uhm",)),
        ("uuuh", ("uhm",)),
        ("errr...", ("uhm",)),
        ("err", ("err",)),
        ("um", ("um",)),
        ("...", ("[UNK]",)),
        ("-", ("[UNK]",)),
        ("<unk>", ("[UNK]",)),
        ("", ("[UNK]",)),
    ],
)
def test_spellings_of_recognisers_and_corpora_are_read_alike(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("taken to the ER, um, ER's full", "taken to the E-R, um, E-R's full"),
        ("UM, I THINK SO, UH", "UM, I THINK SO, UH"),
        ("Um, I think UM.", "Um, I think U-M."),
        ("Uh-huh, the MRI", "Uh-huh, the MRI"),
        ("ER", "ER"),
    ],
)
def test_capitals_that_look_like_a_hesitation_are_read_letter_by_letter(text: str, expected: str) -> None:
    assert " ".join(spelled_out(text.split())) == expected


def test_first_pieces_point_at_words() -> None:
    encoder = Encoder(VOCABULARY)
    encoded = encoder.encode(["the", "going", "x-"], complete=True)
    pieces = [VOCABULARY[index] for index in encoded.pieces]
    assert pieces == ["[CLS]", "the", "g", "##o", "##ing", "x", "-", "[SEP]"]
    assert encoded.first_pieces == (1, 2, 5)
    assert encoded.skipped == 0


def test_only_an_ended_utterance_is_closed() -> None:
    encoder = Encoder(VOCABULARY)
    assert VOCABULARY[encoder.encode(["the"], complete=False).pieces[-1]] == "the"


def test_the_last_of_many_words_are_read() -> None:
    encoded = Encoder(VOCABULARY).encode(["the"] * (MAX_WORDS + 3), complete=False)
    assert encoded.skipped == 3
    assert len(encoded.first_pieces) == MAX_WORDS


@given(st.lists(st.text(max_size=60), max_size=90), st.booleans())
def test_any_words_fit_the_model(words: list[str], complete: bool) -> None:
    encoded = Encoder(VOCABULARY).encode(words, complete=complete)
    assert len(encoded.pieces) <= MAX_PIECES
    assert len(encoded.first_pieces) + encoded.skipped == len(words)
    assert len(encoded.first_pieces) <= MAX_WORDS
    assert all(0 <= index < len(VOCABULARY) for index in encoded.pieces)
    assert len(encoded.marks) == len(encoded.pieces)
    ends = [*encoded.first_pieces[1:], len(encoded.pieces) - complete]
    assert all(0 <= end - start <= MAX_PIECES_A_WORD for start, end in zip(encoded.first_pieces, ends, strict=False))


def test_punctuation_alone_is_read_with_the_word_before_it() -> None:
    encoded = Encoder(VOCABULARY).encode(["The", "-", "the"], complete=True)
    assert encoded.first_pieces == (1, 1, 2)
    assert encoded.marks == (0, mark("The\u2014"), 0, 0)


@pytest.mark.parametrize(
    ("word", "alike"),
    [
        ("Boston,", "Denver;"),
        ("2.5", "14"),
        ("no.", "yes."),
        ("why?", "oh!"),
        ("so...", "so\u2026"),
        ("the", "I"),
        ("NASA", "ESA"),
    ],
)
def test_words_that_are_written_alike_have_one_mark(word: str, alike: str) -> None:
    assert mark(word) == mark(alike)


def test_case_figures_and_punctuation_tell_marks_apart() -> None:
    written = ["the", "The", "THE", "7", "the,", "the.", "the?", "the...", "the\u2014", "The,", "7,"]
    assert len({mark(word) for word in written}) == len(written)
    assert all(0 <= mark(word) < MARKS for word in written)
