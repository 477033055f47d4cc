"""What is packed comes back as it was, and takes little room."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import Label, LabelledWord, TranscriptEntry, Word
from captioner.record.packed import PackedEntries, pack, unpack

WORDS = st.builds(
    LabelledWord,
    st.builds(
        Word,
        st.text(max_size=12),
        st.integers(-(1 << 40), 1 << 40),
        st.integers(-(1 << 40), 1 << 40),
        st.floats(allow_nan=False),
    ),
    st.sampled_from(Label),
    st.floats(0, 1, width=32),
)
ENTRIES = st.builds(TranscriptEntry, st.integers(0, 1 << 40), st.lists(WORDS, max_size=12).map(tuple), st.booleans())


@given(ENTRIES)
def test_an_utterance_comes_back_as_it_was(entry: TranscriptEntry) -> None:
    assert unpack(pack(entry)) == entry


@given(st.lists(ENTRIES, max_size=8))
def test_it_is_a_sequence_like_any_other(entries: list[TranscriptEntry]) -> None:
    packed = PackedEntries()
    for entry in entries:
        packed.append(entry)
    assert len(packed) == len(entries)
    assert list(packed) == entries
    assert packed[1:-1] == entries[1:-1]
    assert [packed[-n - 1] for n in range(len(entries))] == entries[::-1]
    assert list(packed.utterances) == [entry.utterance for entry in entries]
    assert list(packed.starts) == [entry.words[0].word.start if entry.words else 0 for entry in entries]
    assert packed.last == (entries[-1] if entries else None)
    with pytest.raises(IndexError):
        packed[len(entries)]


def test_a_long_sequence_can_be_read_in_any_order() -> None:
    entries = [TranscriptEntry(number, (), is_complete=True) for number in range(300)]
    packed = PackedEntries()
    for entry in entries:
        packed.append(entry)
    assert list(packed) == entries
    assert [packed[number] for number in (299, 0, 64, 63, 128, 127, 256)] == [
        entries[number] for number in (299, 0, 64, 63, 128, 127, 256)
    ]
    assert packed[60:70] == entries[60:70]


def test_only_the_last_one_changes() -> None:
    packed = PackedEntries()
    packed.append(TranscriptEntry(0, (), True))
    packed.append(TranscriptEntry(1, (), False))
    packed.replace_last(TranscriptEntry(1, (), True))
    assert [entry.is_complete for entry in packed] == [True, True]
    with pytest.raises(IndexError):
        PackedEntries().replace_last(TranscriptEntry(0, (), True))


def test_a_word_takes_little_room() -> None:
    words = tuple(
        LabelledWord(Word("timetable", n * 5000, n * 5000 + 4000, 0.5), Label.FLUENT, 0.25) for n in range(1000, 1100)
    )
    assert sys.getsizeof(pack(TranscriptEntry(7, words, True))) < 32 * len(words)
