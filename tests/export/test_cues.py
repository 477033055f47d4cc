"""Subtitle cues can be read and never overlap."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.captions import linebreaks, wording
from captioner.captions.wording import ShownWord
from captioner.export.cues import MAX_MS, MIN_MS, Cue, CueShape, columns, cues, with_gaps
from captioner.messages import SAMPLE_RATE, CaptionUpdate, LabelledWord, SoundGap, TranscriptEntry, View
from tests.strategies import recorded, sessions, spoken


def cued(*utterances: tuple[LabelledWord, ...], view: View = View.CLEANED) -> list[Cue]:
    return cues(wording.words(words, view) for words in utterances)


def texts(cue: Cue) -> list[str]:
    return [linebreaks.line_text(line) for line in cue.lines]


def test_a_short_utterance_is_one_line_for_at_least_a_second() -> None:
    (cue,) = cued(spoken("Yes."))
    assert texts(cue) == ["Yes."]
    assert (cue.start, cue.end) == (0, MIN_MS)


def test_two_lines_are_balanced_and_break_at_a_phrase() -> None:
    (cue,) = cued(spoken("We went home early yesterday, because the weather was bad.")[:10])
    assert texts(cue) == ["We went home early yesterday,", "because the weather was bad."]


def test_lines_are_as_long_and_as_many_as_asked_for() -> None:
    said = spoken("We went home early yesterday, because the weather was bad.")
    (cue,) = cues([wording.words(said, View.MARKED)], CueShape(columns=22, lines=3))
    assert texts(cue) == ["We went home early", "yesterday, because", "the weather was bad."]
    one_line = cues([wording.words(said, View.MARKED)], CueShape(columns=30, lines=1))
    assert [texts(each) for each in one_line] == [["We went home early yesterday,"], ["because the weather was bad."]]


def test_times_are_those_of_the_words_that_remain() -> None:
    (cue,) = cued(spoken("um/h um/h um/h we went to the house um/h um/h"))
    assert cue.start == 1500
    assert cue.end == 3500 + 400


def test_a_long_pause_ends_a_cue() -> None:
    late = spoken("then left", start=10 * SAMPLE_RATE)
    assert [texts(cue) for cue in cued(spoken("they came") + late)] == [["they came"], ["then left"]]


def test_a_cue_that_is_full_ends_at_a_pause_where_no_mark_ends_it() -> None:
    behind = spoken("ask not what your country can do for you", start=3 * SAMPLE_RATE)
    assert texts(cued(spoken("And so my fellow Americans") + behind)[0]) == ["And so my fellow Americans"]


def test_slow_speech_is_cut_after_seven_seconds() -> None:
    slow = tuple(
        replace(word, word=replace(word.word, start=n * 2 * SAMPLE_RATE, end=(n * 2 + 1) * SAMPLE_RATE))
        for n, word in enumerate(spoken("we go on and on and on"))
    )
    found = cued(slow)
    assert len(found) == 2
    assert all(cue.end - cue.start <= MAX_MS for cue in found)


def test_sentences_begin_cues_where_there_is_enough_before_them() -> None:
    found = cued(spoken("This is a sentence that is long enough to stand. And this is another one.")[:16])
    assert texts(found[1]) == ["And this is another one."]


@pytest.mark.parametrize(("text", "width"), [("cat", 3), ("猫", 2), ("e\u0301", 1), ("القطة", 5), ("", 0)])
def test_width_in_columns(text: str, width: int) -> None:
    assert columns(text) == width


def _words(entries: list[TranscriptEntry], view: View) -> list[tuple[ShownWord, ...]]:
    return [wording.words(entry.words, view) for entry in entries]


@given(sessions(), st.sampled_from(View), st.integers(1, 40), st.integers(12, 60), st.integers(1, 4))
def test_cues_hold_every_word_and_never_overlap(
    updates: list[CaptionUpdate], view: View, tenths: int, width: int, lines: int
) -> None:
    entries = list(recorded(updates))
    length = SAMPLE_RATE * tenths // 10
    timed = [
        replace(
            entry,
            words=tuple(
                replace(
                    word, word=replace(word.word, start=(number * 12 + n) * length, end=(number * 12 + n + 1) * length)
                )
                for n, word in enumerate(entry.words)
            ),
        )
        for number, entry in enumerate(entries)
    ]
    passages = _words(timed, view)
    found = cues(passages, CueShape(width, lines))
    assert [word for cue in found for line in cue.lines for word in line] == [
        word for words in passages for word in words
    ]
    for cue in found:
        assert cue.start < cue.end <= cue.start + MAX_MS
        assert 1 <= len(cue.lines) <= lines
        assert all(
            columns(text) <= width or not any(word.can_break for word in line[1:])
            for text, line in zip(texts(cue), cue.lines, strict=True)
        )
    for cue, following in pairwise(found):
        assert cue.end <= following.start
        assert cue.end - cue.start >= min(MIN_MS, following.start - cue.start)


@given(sessions(), st.lists(st.tuples(st.integers(1, 60), st.integers(5, 300)), max_size=4))
def test_a_gap_has_its_cue_and_hides_no_words(updates: list, tenths: list[tuple[int, int]]) -> None:  # type: ignore[type-arg]
    """Gaps lie between words, as they do where captions are made."""
    position, passages, gaps = 0, [], []
    rest = list(tenths)
    for entry in recorded(updates):
        if rest:
            before, length = rest.pop()
            start = position + before * SAMPLE_RATE // 10
            gaps.append(SoundGap(start, position := start + length * SAMPLE_RATE // 10))
        words = tuple(
            replace(word, word=replace(word.word, start=position + n * 4000, end=position + (n + 1) * 4000))
            for n, word in enumerate(entry.words)
        )
        position += len(words) * 4000
        passages.append(wording.words(words, View.MARKED))
    spoken_cues = cues(passages)
    found = with_gaps(spoken_cues, gaps)
    assert [cue.gap for cue in found if cue.gap] == gaps
    assert [cue.lines for cue in found if not cue.gap] == [cue.lines for cue in spoken_cues]
    for cue, following in pairwise([*found, Cue(1 << 40, 1 << 41, ())]):
        assert cue.start < cue.end <= following.start
        if cue.gap:
            assert cue.start >= cue.gap.start // 16
            assert cue.end - cue.start >= min(MIN_MS, (cue.gap.end - cue.gap.start) // 16) - 1


def test_words_that_all_lie_at_one_moment_still_follow_each_other() -> None:
    at_once = tuple(replace(word, word=replace(word.word, start=0, end=0)) for word in spoken("many words " * 30))
    found = cued(at_once)
    assert len(found) > 2
    assert all(cue.start < cue.end for cue in found)
    assert all(cue.end <= following.start for cue, following in pairwise(found))
