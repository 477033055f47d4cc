"""A recording is played from a time on: the right sound, and through a real output."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from captioner.audio.decoder import Decoder
from captioner.audio.live_source import LiveSource
from captioner.audio.playback import _blocks
from captioner.audio.pulse_stream import MonitorStream
from captioner.audio.resampler import Resampler
from captioner.audio.system import PULSE
from captioner.messages import SAMPLE_RATE
from tests.audio.signals import best_match, noise, write_wav
from tests.conftest import ROOT
from tests.pulse import pulse_server, require

_PLAYER = """
import sys
from pathlib import Path
from captioner.audio import playback
playback.play(Path(sys.argv[1]), 2.0, lambda: False)
"""
"""A program of its own: PortAudio reads its configuration once in each."""


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "noise.wav", noise(4 * 16_000, 3), 16_000)


@pytest.mark.parametrize("at_s", [0.0, 0.5, 2.345, 3.999])
def test_the_sound_begins_where_it_is_asked_for(wav: Path, at_s: float) -> None:
    whole = Decoder(wav)
    blocks = []
    while (block := whole.read()) is not None:
        blocks.append(block)
    everything = np.concatenate(blocks)
    whole.close()
    decoder = Decoder(wav)
    heard = np.concatenate(list(decoder.sound_from(at_s)))
    decoder.close()
    expected = everything[round(at_s * SAMPLE_RATE) :]
    assert abs(len(heard) - len(expected)) <= 1
    length = min(len(heard), len(expected))
    assert np.allclose(heard[:length], expected[:length], atol=1e-3)


def test_behind_the_end_there_is_nothing(wav: Path) -> None:
    decoder = Decoder(wav)
    assert list(decoder.sound_from(100.0)) == []
    decoder.close()


def test_playing_ends_when_it_is_cancelled(wav: Path) -> None:
    decoder = Decoder(wav)
    asked = iter([False, False, True])
    assert len(list(_blocks(decoder, 0.0, lambda: next(asked)))) == 2
    decoder.close()


@pytest.mark.slow
def test_it_is_heard_at_the_output(wav: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require(alsa=True)
    with pulse_server("speakers") as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        source = LiveSource("system", MonitorStream, PULSE)
        source.open()
        words = [sys.executable, "-c", _PLAYER, str(wav)]
        with subprocess.Popen(words, env=dict(os.environ), cwd=ROOT, stderr=subprocess.PIPE) as player:
            heard = np.zeros(0, np.float32)
            until = time.monotonic() + 15
            while time.monotonic() < until and not (player.poll() is not None and len(heard) > 5 * SAMPLE_RATE):
                chunk = source.read(0.1)
                assert chunk is not None
                heard = np.concatenate([heard, chunk.samples])
            assert player.wait() == 0, player.stderr.read()[-300:] if player.stderr else ""
        source.close()
    sound = noise(4 * 16_000, 3)[2 * 16_000 :]
    up, down = Resampler(16_000, 1), sound[:, None]
    same = np.concatenate([up.resample(down), up.flush()])
    assert best_match(same, heard)[0] > 0.9
