"""How new words follow the committed ones of a window."""

from __future__ import annotations

from captioner.messages import Word
from captioner.speech.whisper.window import behind, not_before


def test_words_that_are_aligned_again_begin_where_the_committed_ones_end() -> None:
    committed = (Word("one", 100, 500, 1.0),)
    assert not_before(committed, (Word("two", 420, 480, 1.0), Word("three", 480, 900, 1.0))) == (
        Word("two", 500, 500, 1.0),
        Word("three", 500, 900, 1.0),
    )
    assert not_before((), committed) == committed


def test_behind_drops_the_overlap() -> None:
    words = tuple(Word(text, k * 100, k * 100 + 100, 1.0) for k, text in enumerate(["a", "b", "c", "d"]))
    assert behind(words[:2], words) == words[2:]
    shifted = tuple(Word(w.text, w.start + 900, w.end + 900, 1.0) for w in words[1:])
    assert behind(words[:2], shifted) == shifted[1:]
