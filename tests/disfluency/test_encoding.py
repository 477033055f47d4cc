"""Words to word pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.disfluency.encoding import MAX_PIECES, MAX_PIECES_A_WORD, MAX_WORDS, Encoder, parts

MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "-"]
VOCABULARY = [*MARKS, *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"), "the", "##ing"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Don't,", ("dont",)),
        ("don\u2019t", ("dont",)),
        ("dont", ("dont",)),
        ("I-", ("i", "-")),
        ("con-,", ("con", "-")),
        ("I\u2014", ("i", "-")),
        ("well-known.", ("well", "known")),
        ("2", ("two",)),
        ("20,", ("twenty",)),
        ("1984", ("1984",)),
        ("\u00c4hm", ("ahm",)),
        ("...", ("[UNK]",)),
        ("-", ("[UNK]",)),
        ("<unk>", ("[UNK]",)),
        ("", ("[UNK]",)),
    ],
)
def test_what_a_recogniser_and_a_corpus_write_differently_is_read_alike(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected


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


def test_of_many_words_the_last_ones_are_read() -> None:
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
    ends = [*encoded.first_pieces[1:], len(encoded.pieces) - complete]
    assert all(1 <= end - start <= MAX_PIECES_A_WORD for start, end in zip(encoded.first_pieces, ends, strict=False))
