"""Words to word pieces: the same code for training and for run time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from tokenizers import models

from captioner.disfluency.editing import FILLERS
from captioner.disfluency.numerals import ENGLISH

MAX_WORDS = 64
"""words that the model reads at once; the last ones of a longer utterance"""
MAX_PIECES = 192
"""word pieces at once, with the two marks at the ends: the length of the position table"""
MAX_PIECES_A_WORD = 8
START, COMPLETE, UNKNOWN, CUT_OFF, PADDING = "[CLS]", "[SEP]", "[UNK]", "-", "[PAD]"
"""COMPLETE closes an utterance that has ended; while words may still come there is no closing piece."""

_APOSTROPHES = re.compile(r"['`\u2018\u2019\u02bc]")
_HYPHENS = "-\u2010\u2011"
_DASHES = "\u2012\u2013\u2014\u2015"
_CLOSING = re.compile(r"[^\w\u2010\u2011-]+$")
_PUNCTUATION = ((",;:\u060c\u3001", 1), (".\u3002", 2), ("?!\u061f", 3), ("\u2026", 4), (_DASHES, 5))
_HESITATION = re.compile(r"u{2,}h+m*|uh{3,}|u+m{2,}|er{3,}m*")
"""drawn-out hesitations, which the model has hardly read: `umm`, `uhhh`, `uuuh`"""
_CAPITALS = re.compile(r"([A-Z]{2,})((?:['\u2019]s)?[^\w-]*)")
_HESITATION_READ = "uhm"
"""in which spelling the model reads drawn-out ones: `um` is a word in German"""
_FORMS = 4
"""lower case (and I), capital, all capitals, with a figure"""
MARKS = _FORMS * (len(_PUNCTUATION) + 1)
"""Number of marks for the way a word is written; 0 means unknown, as in text without case and punctuation."""
_NUMERALS = {str(value): word for word, value in ENGLISH.items() if value <= 12 or value % 10 == 0}
"""Recognisers write these as figures, the corpora as words."""


@lru_cache(maxsize=65_536)
def parts(word: str) -> tuple[str, ...]:
    """The lower-case letters and figures of a word, without accents, apostrophes and punctuation, split at hyphens.

    A broken-off word (`con-`) keeps CUT_OFF as its last part. A word without letters and figures is UNKNOWN.
    """
    if word == "<unk>":
        return (UNKNOWN,)
    lower = unicodedata.normalize("NFC", _APOSTROPHES.sub("", word).lower())
    if _HESITATION.fullmatch(_CLOSING.sub("", lower)):
        return (_HESITATION_READ,)
    plain = "".join(
        character for character in unicodedata.normalize("NFD", lower) if unicodedata.category(character) != "Mn"
    )
    stripped = _CLOSING.sub("", plain)
    found = [_NUMERALS.get(part, part) for part in re.findall(r"[^\W_]+", stripped)]
    if not found:
        return (UNKNOWN,)
    if stripped[-1] in _HYPHENS:
        found.append(CUT_OFF)
    return tuple(found)


def spelled_out(words: Sequence[str]) -> list[str]:
    """The words as they are to be read: capitals that look like a hesitation letter by letter, `the ER` as `the E-R`.

    The model reads small letters, so it took them for one and removed a clause. Where other words are in capitals, too,
    they say nothing.
    """
    found = [_CAPITALS.fullmatch(word) for word in words]
    if not any(map(str.islower, "".join(word for word, match in zip(words, found, strict=True) if not match))):
        return list(words)
    return [
        "-".join(match[1]) + match[2] if match and match[1].lower() in FILLERS else word
        for word, match in zip(words, found, strict=True)
    ]


def _is_punctuation(word: str) -> bool:
    return bool(word) and not any(character.isalnum() for character in word)


@lru_cache(maxsize=65_536)
def mark(word: str) -> int:
    """How a word is written, below MARKS: its case or figures, and the punctuation behind it."""
    letters = [character for character in word if character.isalpha()]
    if any(character.isdigit() for character in word):
        form = 3
    elif len(letters) > 1 and all(character.isupper() for character in letters):
        form = 2
    else:
        form = int(bool(letters) and letters[0].isupper() and parts(word)[0] not in ("i", "im", "id", "ill", "ive"))
    behind = word.rstrip("\"'\u2019\u201d\u00bb)]")
    last = "\u2026" if behind.endswith("..") else "\u2014" if behind.endswith(("--", " -")) else behind[-1:]
    return form + _FORMS * next((kind for signs, kind in _PUNCTUATION if last and last in signs), 0)


@dataclass(frozen=True, slots=True)
class Encoded:
    """The last words of an utterance as the model reads them."""

    pieces: tuple[int, ...]
    """ids in the vocabulary, START first"""
    marks: tuple[int, ...]
    """for each piece the mark of its word, see `mark`"""
    first_pieces: tuple[int, ...]
    """for each word read, the index of its first piece in `pieces`"""
    skipped: int
    """words before the first one read"""


class Encoder:
    """Splits words into the pieces of one vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """`vocabulary`: the pieces, in the order of the model's embedding."""
        self.vocabulary = tuple(vocabulary)
        self._ids = {piece: index for index, piece in enumerate(self.vocabulary)}
        # Like BERT's training, the package's WordPiece has no ## for the first piece and takes the longest match first.
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
        """The last words that fit, at most MAX_WORDS; `complete`: the utterance has ended behind the last one.

        Punctuation that came as a word of its own (`I - I think`) is read with the word before it.
        """
        chosen: list[tuple[tuple[int, ...], int]] = []
        room = MAX_PIECES - 2
        recent = words[-MAX_WORDS:]
        for index in reversed(range(len(recent))):
            is_mark = index > 0 and _is_punctuation(recent[index])
            ids = () if is_mark else self.word(recent[index])
            room -= len(ids)
            if room < 0:
                break
            behind = " ".join(("", *takewhile(_is_punctuation, recent[index + 1 :])))
            chosen.append((ids, mark(recent[index] + behind)))
        pieces, marks = [self._ids[START]], [0]
        first_pieces: list[int] = []
        for ids, written in reversed(chosen):
            first_pieces.append(len(pieces) if ids or not first_pieces else first_pieces[-1])
            pieces += ids
            marks += [written] * len(ids)
        if complete:
            pieces.append(self._ids[COMPLETE])
            marks.append(0)
        return Encoded(tuple(pieces), tuple(marks), tuple(first_pieces), len(words) - len(chosen))
