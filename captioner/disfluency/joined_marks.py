"""Punctuation that came as words of its own, read with the words before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from captioner.messages import LabelledWord, Word, is_mark


@dataclass(frozen=True, slots=True)
class JoinedMarks:
    """Words in a row, each with the marks behind it.

    Live, a comma is often heard only after its word is final (`messages.is_mark`). The model reads and labels the two
    as one; the words that come out are the words that came in.
    """

    parts: tuple[Word, ...]
    """the words as they came"""
    words: tuple[Word, ...]
    """without those that are marks, which are part of the texts before them"""
    begins: tuple[int, ...]
    """for each of `words` its place in `parts`"""
    leading: str
    """the marks at the beginning: they belong to the word before `parts`"""

    @classmethod
    def of(cls, parts: Sequence[Word], *, follows: bool) -> JoinedMarks:
        """Join the marks in `parts` to their words; `follows`: there are words before them."""
        words: list[Word] = []
        begins: list[int] = []
        leading = ""
        for place, part in enumerate(parts):
            if not is_mark(part.text) or not (words or follows):
                words.append(part)
                begins.append(place)
            elif words:
                words[-1] = replace(words[-1], text=words[-1].text + part.text)
            else:
                leading += part.text
        return cls(tuple(parts), tuple(words), tuple(begins), leading)

    def begin(self, count: int) -> int:
        """The place in `parts` of the word behind the first `count` words; the end of `parts` if there is none."""
        return self.begins[count] if count < len(self.begins) else len(self.parts)

    def count(self, end: int) -> int:
        """How many of `words` begin before a place in `parts`."""
        return sum(place < end for place in self.begins)

    def labelled(self, words: Sequence[LabelledWord], before: LabelledWord | None) -> list[LabelledWord]:
        """The parts, each with the label of its word.

        Args:
            words: `self.words` with their labels.
            before: the word before them, whose label the marks at the beginning get.
        """
        found: list[LabelledWord] = []
        at = -1
        for place, part in enumerate(self.parts):
            at += at + 1 < len(self.begins) and self.begins[at + 1] == place
            its = before if at < 0 else words[at]
            assert its is not None  # `of` leaves no mark without a word
            found.append(replace(its, word=part))
        return found


def with_marks(words: Sequence[LabelledWord], new: Sequence[LabelledWord]) -> list[LabelledWord]:
    """Words, then new ones; marks are joined to the texts before them."""
    found = list(words)
    for one in new:
        if found and is_mark(one.word.text):
            last = found[-1]
            found[-1] = replace(last, word=replace(last.word, text=last.word.text + one.word.text))
        else:
            found.append(one)
    return found
