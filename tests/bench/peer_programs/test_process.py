"""A peer in its own process: a checkout whose policy commits a word a chunk."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from captioner.bench.peer_programs.process import Peer, PeerError
from captioner.bench.wave_file import write_wav

CHECKOUT = """
class FasterWhisperASR:
    def __init__(self, language, model_dir):
        self.model = None

class Buffer:
    buffer = []

class OnlineASRProcessor:
    def __init__(self, asr):
        self.commited, self.chunks, self.transcript_buffer = [], 0, Buffer()
    def insert_audio_chunk(self, audio):
        self.chunks += 1
    def process_iter(self):
        if self.chunks == 2:
            raise AssertionError
        print("noise of the peer's own")
        self.commited.append((0.0, 1.0, f" w{self.chunks}"))
        self.transcript_buffer.buffer = [(1.0, 2.0, " p")]
"""


def test_chunks_come_when_they_are_due_and_the_rest_is_committed_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "whisper_online.py").write_text(CHECKOUT, encoding="utf-8")
    write_wav(tmp_path / "a.wav", np.zeros(40_000, np.float32))
    peer = Peer("peer", Path(sys.executable), ["whisper_streaming", "model", "en", "1", str(tmp_path)])
    try:
        played = peer.at(1.0)(tmp_path / "a.wav")
    finally:
        peer.close()
    assert [each.committed for each in played.shown] == [("w1",), (), ("w3",), ("p",)]
    assert played.text == "w1 w3 p"
    times = [each.at_s for each in played.shown]
    assert times == sorted(times)
    assert times[0] >= 1.0
    assert times[1] >= 2.0
    assert times[-1] >= 2.5


def test_a_peer_that_does_not_start_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="exit code 1"):
        Peer("peer", Path(sys.executable), ["whisper_streaming", "model", "en", "1", str(tmp_path)])
    with pytest.raises(PeerError, match="cannot be run"):
        Peer("peer", tmp_path / "no-python", [])
