"""Marks of their own: read with their words, and put out as they came."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from captioner.disfluency.joined_marks import JoinedMarks, with_marks
from captioner.messages import Label, LabelledWord, is_mark
from tests.disfluency.strategies import TEXTS, word

PARTS = st.lists(TEXTS, min_size=1, max_size=12)


@given(PARTS, st.booleans())
def test_nothing_is_lost_and_only_words_are_left(texts: list[str], follows: bool) -> None:
    joined = JoinedMarks.of([word(text, at) for at, text in enumerate(texts)], follows=follows)
    assert joined.leading + "".join(one.text for one in joined.words) == "".join(texts)
    assert not any(is_mark(one.text) for one in joined.words[1 if not follows else 0 :])
    assert joined.begin(len(joined.words)) == len(texts)
    assert joined.count(len(texts)) == len(joined.words)


@given(PARTS, st.data())
def test_a_mark_has_the_label_of_its_word(texts: list[str], data: st.DataObject) -> None:
    parts = [word(text, at) for at, text in enumerate(texts)]
    joined = JoinedMarks.of(parts, follows=True)
    labels = [data.draw(st.sampled_from(Label)) for _ in joined.words]
    before = LabelledWord(word("before"), Label.REPARANDUM, 0.9)
    words = [LabelledWord(one, label, 0.8) for one, label in zip(joined.words, labels, strict=True)]
    found = joined.labelled(words, before)
    assert [one.word for one in found] == parts
    last = before
    for one in found:
        last = last if is_mark(one.word.text) else one
        assert one.label is last.label
    again = with_marks([before], found)
    assert again[1:] == words
    assert again[0] == replace(before, word=replace(before.word, text="before" + joined.leading))
