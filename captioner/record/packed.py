"""Packs utterances to a tenth of their size as objects, so that the hours of a session fit in memory."""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from captioner.messages import Channel, Label, LabelledWord, TranscriptEntry, Word

_LABELS = {label.value: label for label in Label}
_CHANNELS = {channel.value: channel for channel in Channel}
_LARGEST = 1 << 32
_BLOCK = 64
"""Utterances: four minutes of speech, opened in 0.2 ms."""


class PackedEntries(Sequence[TranscriptEntry]):
    """All utterances in order. Only the last one can change, so it is kept as an object.

    Earlier ones are packed, and each `_BLOCK` of them is compressed together: many small objects that stay between
    others that go would fragment the memory.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self._blocks: list[bytes] = []
        self._packed: list[bytes] = []
        """the utterances after the last block"""
        self._opened: tuple[int, list[bytes]] = (-1, [])
        """the block that was read last, because readers of an utterance also read its neighbours"""
        self._last: TranscriptEntry | None = None
        self.utterances = array("q")
        """the number of each; not to be modified"""
        self.starts = array("q")
        """when each began, samples since the session began; not to be modified"""

    def append(self, entry: TranscriptEntry) -> None:
        """Add an utterance behind all others."""
        if self._last is not None:
            self._packed.append(pack(self._last))
            if len(self._packed) == _BLOCK:
                self._blocks.append(zlib.compress(marshal.dumps(self._packed)))
                self._packed = []
        self._last = entry
        self.utterances.append(entry.utterance)
        self.starts.append(entry.words[0].word.start if entry.words else 0)

    def replace_last(self, entry: TranscriptEntry) -> None:
        """Put an utterance in the place of the last one."""
        if self._last is None:
            raise IndexError("there is no last one")
        self._last = entry
        self.starts[-1] = entry.words[0].word.start if entry.words else 0

    @property
    def last(self) -> TranscriptEntry | None:
        """The newest utterance; the same object until it changes."""
        return self._last

    def __len__(self) -> int:
        return len(self.utterances)

    @overload
    def __getitem__(self, index: int) -> TranscriptEntry: ...

    @overload
    def __getitem__(self, index: slice) -> list[TranscriptEntry]: ...

    def __getitem__(self, index: int | slice) -> TranscriptEntry | list[TranscriptEntry]:
        if isinstance(index, slice):
            return [self._at(number) for number in range(*index.indices(len(self)))]
        return self._at(range(len(self))[index])

    def __iter__(self) -> Iterator[TranscriptEntry]:
        return (self._at(number) for number in range(len(self)))

    def _at(self, number: int) -> TranscriptEntry:
        block, place = divmod(number, _BLOCK)
        if block < len(self._blocks):
            if self._opened[0] != block:
                self._opened = block, marshal.loads(zlib.decompress(self._blocks[block]))
            return unpack(self._opened[1][place])
        if place < len(self._packed):
            return unpack(self._packed[place])
        assert self._last is not None
        return self._last


def pack(entry: TranscriptEntry) -> bytes:
    """An utterance in about 25 bytes a word, without loss."""
    times = [time for word in entry.words for time in (word.word.start, word.word.end)]
    chances = [chance for word in entry.words for chance in (word.word.probability, word.probability)]
    single = array("f", chances)
    parts = (
        entry.utterance,
        entry.is_complete,
        tuple(word.word.text for word in entry.words),
        "".join(word.label.value for word in entry.words),
        "I" if all(0 <= time < _LARGEST for time in times) else "q",
        # both models compute in single precision
        "f" if single.tolist() == chances else "d",
        entry.channel.value,
        entry.is_new_speaker,
    )
    times_as, chances_as = parts[4], parts[5]
    return marshal.dumps((*parts, array(times_as, times).tobytes(), array(chances_as, chances).tobytes()))


def unpack(packed: bytes) -> TranscriptEntry:
    """The utterance that `pack` was given."""
    *about, times_packed, chances_packed = marshal.loads(packed)
    utterance, is_complete, texts, labels, times_as, chances_as, channel, is_new_speaker = about
    times, chances = array(times_as, times_packed), array(chances_as, chances_packed)
    words = tuple(
        LabelledWord(Word(text, times[2 * n], times[2 * n + 1], chances[2 * n]), _LABELS[labels[n]], chances[2 * n + 1])
        for n, text in enumerate(texts)
    )
    return TranscriptEntry(utterance, words, is_complete, _CHANNELS[channel], is_new_speaker)
