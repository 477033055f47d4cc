"""Shards of cached speech."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from captioner.training.speech.corpus import Corpus, UncachedClip, write_shard


def utterance(length: int, text: str = "One two.") -> UncachedClip:
    return UncachedClip(np.arange(length, dtype=np.int16), text, "en-us", "kokoro", (0.5, 1.0))


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=8))
def test_what_is_written_is_read(tmp_path_factory, lengths: list[int]) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("corpus")
    seconds = write_shard(folder, "a", [utterance(length) for length in lengths])
    corpus = Corpus(folder)
    assert seconds == sum(lengths) / 16_000
    assert [clip.length for clip in corpus.clips] == lengths
    for clip in corpus.clips:
        assert np.array_equal(corpus.samples(clip), np.arange(clip.length))
        assert clip.ends == (0.5, 1.0)


def test_a_shard_that_is_not_whole_is_not_seen(tmp_path: Path) -> None:
    write_shard(tmp_path, "a", [utterance(100)])
    (tmp_path / "b.pcm").write_bytes(b"\0" * 200)
    assert {clip.shard for clip in Corpus(tmp_path).clips} == {"a"}


def test_shards_that_come_later_are_taken_in(tmp_path: Path) -> None:
    write_shard(tmp_path, "a", [utterance(100)])
    corpus = Corpus(tmp_path)
    assert not corpus.refresh()
    write_shard(tmp_path, "b", [utterance(200)])
    assert corpus.refresh()
    assert [clip.shard for clip in corpus.clips] == ["a", "b"]
