"""What recognisers made of sentences, kept as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.messages import Word, WordUpdate
from captioner.training.cleaned import heard
from captioner.training.cleaned.heard import Heard

TICK = 160


def word(text: str, start: int) -> Word:
    return Word(text, start * TICK, (start + 30) * TICK, 1.0)


def test_updates_are_read_as_they_were_written(tmp_path: Path) -> None:
    updates = (
        WordUpdate(0, (), (word("I-I", 3),), unsure=(word("am", 40),)),
        WordUpdate(0, (), (), unsure=(word("I", 3),)),
        WordUpdate(0, (word("I-I", 10), word("a@b", 50)), ()),
        WordUpdate(0, (), (), utterance_ended=True),
        WordUpdate(1, (word("Yes.", 300),), (), utterance_ended=True),
    )
    path = tmp_path / "heard.tsv"
    heard.write(path, [Heard("en-1", "tiny", "joe", "live", updates), Heard("en-2", "tiny", "joe", "whole", ())])
    first, second = heard.read(path)
    assert first.updates[2:] == updates[2:]
    opened = [[[one.text for one in words] for words in (each.pending, each.unsure)] for each in first.updates[:2]]
    assert opened == [[["I-I"], ["am"]], [[], ["I"]]]
    assert first.text == "I-I a@b Yes."
    assert second.text == ""
    assert not list(tmp_path.glob("*.part"))


def test_words_without_times_are_refused() -> None:
    with pytest.raises(ValueError, match="no time behind the word go"):
        list(heard.parsed("I@1-2 go ¶"))


def test_perfect_recognition_is_the_text_with_times_that_go_forward() -> None:
    found = heard.perfect("en-1", "I do, too.")
    assert found.text == "I do, too."
    assert all(one.end < two.start for one, two in zip(found.words, found.words[1:], strict=False))
    assert found.updates[-1].utterance_ended
