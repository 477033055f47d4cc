"""Splits the utterances of recordings, which are read in stretches of up to half a minute, at sentence ends."""

# ruff: noqa: RUF001  marks of many scripts

from __future__ import annotations

from collections.abc import Iterator, Sequence

from captioner.messages import Word, WordUpdate

_ENDS = tuple(".?!…。？！｡؟۔।")
_BEHIND_END = "\"'”’»)]」』"
_SHORTENED = """
mr mrs ms dr prof st jr sr vs etc e.g i.e no vol fig approx inc ltd co z.b d.h u.a bzw usw hr fr nr str mme
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())


class SentenceUtterances:
    """Word updates in, one update for each sentence out, once all words of the stretch are there; utterances get new
    numbers.

    The disfluency model was measured on utterances about as long as a sentence. In longer stretches of the
    demonstration it missed two repairs that it finds sentence by sentence.
    """

    def __init__(self) -> None:
        self._words: list[Word] = []
        self._count = 0
        """utterances sent"""
        self._is_new_speaker = False
        """the stretch begins with another speaker"""

    def split(self, update: WordUpdate) -> list[WordUpdate]:
        """Take in committed words; in a file nobody sees pending ones."""
        if not self._words:
            self._is_new_speaker = update.is_new_speaker
        self._words += update.committed
        if not update.utterance_ended:
            return []
        parts = list(_sentences(self._words)) or [()]
        first = self._count
        self._words, self._count = [], first + len(parts)
        return [
            WordUpdate(
                number,
                tuple(words),
                (),
                utterance_ended=True,
                language=update.language,
                is_new_speaker=self._is_new_speaker and number == first,
            )
            for number, words in enumerate(parts, first)
        ]


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first = 0
    for end, word in enumerate(words, 1):
        if end == len(words) or _ends_sentence(word.text):
            yield words[first:end]
            first = end


def _ends_sentence(text: str) -> bool:
    bare = text.rstrip(_BEHIND_END)
    if not bare.endswith(_ENDS):
        return False
    word = bare.strip(".(\"'“„«").casefold()
    return not (bare.endswith(".") and (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")))
