"""Words to word pieces: one code for training and for run time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tokenizers import models

MAX_WORDS = 64
"""words that the model reads at once; of a longer utterance, the last ones"""
MAX_PIECES = 192
"""word pieces at once, with the two marks at the ends: the length of the position table"""
MAX_PIECES_A_WORD = 8
START, COMPLETE, UNKNOWN, CUT_OFF, PADDING = "[CLS]", "[SEP]", "[UNK]", "-", "[PAD]"
"""COMPLETE closes an utterance that has ended; while words may still come nothing stands there."""

_APOSTROPHES = re.compile(r"['`\u2018\u2019\u02bc]")
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
_CLOSING = re.compile(r"[^\w\u2010-\u2014-]+$")
_NUMERALS = {
    str(value): word
    for value, word in [
        *enumerate(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
        ),
        *zip(
            range(20, 100, 10),
            ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
            strict=True,
        ),
    ]
}
"""Recognisers write these as figures, the corpora as words."""


@lru_cache(maxsize=65_536)
def parts(word: str) -> tuple[str, ...]:
    """The lower-case letters and figures of a word, without accents, apostrophes and punctuation, split at hyphens.

    A word broken off (`con-`) keeps CUT_OFF as its last part. A word with nothing in it that can be read is UNKNOWN.
    """
    if word == "<unk>":
        return (UNKNOWN,)
    plain = "".join(
        character
        for character in unicodedata.normalize("NFD", _APOSTROPHES.sub("", word).lower())
        if unicodedata.category(character) != "Mn"
    )
    stripped = _CLOSING.sub("", plain)
    found = [_NUMERALS.get(part, part) for part in re.findall(r"[^\W_]+", stripped)]
    if not found:
        return (UNKNOWN,)
    if stripped[-1] in _HYPHENS:
        found.append(CUT_OFF)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Encoded:
    """The last words of an utterance as the model reads them."""

    pieces: tuple[int, ...]
    """ids in the vocabulary, START first"""
    first_pieces: tuple[int, ...]
    """for each word read, where its first piece stands in `pieces`"""
    skipped: int
    """words before the first one read"""


class Encoder:
    """Splits words into the pieces of one vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """`vocabulary`: the pieces, in the order of the model's embedding."""
        self.vocabulary = tuple(vocabulary)
        self._ids = {piece: index for index, piece in enumerate(self.vocabulary)}
        # The package's WordPiece has no ## for the first piece and the longest match first, as BERT was trained with.
        self._word_piece = models.WordPiece(self._ids, unk_token=UNKNOWN, max_input_chars_per_word=40)
        self._known: dict[str, tuple[int, ...]] = {}

    def word(self, word: str) -> tuple[int, ...]:
        """The ids of one word's pieces, at least one, at most MAX_PIECES_A_WORD."""
        ids = self._known.get(word)
        if ids is None:
            found: list[int] = []
            for part in parts(word):
                if part in (UNKNOWN, CUT_OFF):
                    found.append(self._ids[part])
                else:
                    found += (token.id for token in self._word_piece.tokenize(part))
            ids = tuple(found[:MAX_PIECES_A_WORD])
            if len(self._known) < 65_536:
                self._known[word] = ids
        return ids

    def encode(self, words: Sequence[str], *, complete: bool) -> Encoded:
        """The last words that fit, at most MAX_WORDS; `complete`: the utterance has ended behind the last one."""
        chosen: list[tuple[int, ...]] = []
        room = MAX_PIECES - 2
        for word in reversed(words[-MAX_WORDS:]):
            ids = self.word(word)
            room -= len(ids)
            if room < 0:
                break
            chosen.append(ids)
        pieces = [self._ids[START]]
        first_pieces = []
        for ids in reversed(chosen):
            first_pieces.append(len(pieces))
            pieces += ids
        if complete:
            pieces.append(self._ids[COMPLETE])
        return Encoded(tuple(pieces), tuple(first_pieces), len(words) - len(chosen))
