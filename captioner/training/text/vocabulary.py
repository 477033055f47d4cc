"""Chooses the word pieces of the starting weights that a model keeps."""

from __future__ import annotations

from collections.abc import Iterable

from captioner.disfluency.encoding import COMPLETE, CUT_OFF, PADDING, START, UNKNOWN, Encoder

FREQUENT = 10_000
"""BERT's vocabulary is in order of frequency. This many of the first ones are always kept, so that every word can still
be spelled with pieces. The embedding of all 30,522 would be half of the model."""


def kept_pieces(vocabulary: list[str], texts: Iterable[Iterable[str]]) -> list[int]:
    """Ids, ascending, of the marks, of the frequent pieces and of all pieces in `texts` (words in a row)."""
    encoder = Encoder(vocabulary)
    used = {piece for words in texts for word in words for piece in encoder.word(word)}
    marks = {PADDING, START, COMPLETE, UNKNOWN, CUT_OFF}
    for index, piece in enumerate(vocabulary):
        letters = piece.removeprefix("##")
        is_spelling = len(letters) == 1 and letters.isalnum() and ord(letters) < 0x250
        is_frequent = index < FREQUENT and letters.isalnum() and ord(max(letters)) < 0x250
        if piece in marks or is_spelling or is_frequent:
            used.add(index)
    return sorted(used)
