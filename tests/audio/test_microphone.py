"""The microphone by PortAudio, for real: ALSA's `pulse` device stands for one, a null sink's monitor for the sound."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from captioner.audio.resampler import Resampler
from tests.audio.signals import best_match, noise, write_wav
from tests.conftest import ROOT
from tests.pulse import PulseServer, pulse_server, require


@pytest.fixture
def server() -> Iterator[PulseServer]:
    require(alsa=True)
    with pulse_server("speakers") as running:
        yield running


def python(server: PulseServer, *words: str) -> subprocess.Popen[str]:
    """Python, with the server as its only sound."""
    return subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, **server.environment},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def skip_without_portaudio(error: dict[str, str]) -> None:
    if "PortAudio" in error.get("error", ""):
        pytest.skip("needs PortAudio: package libportaudio2")


DEVICES = """
import json, dataclasses
from captioner.audio import devices
from captioner.errors import NoInputDevice
try:
    print(json.dumps([dataclasses.asdict(each) for each in devices.microphones()]))
except NoInputDevice as error:
    print(json.dumps({"error": str(error)}))
"""


def test_the_devices_are_listed(server: PulseServer) -> None:
    with python(server, "-c", DEVICES) as process:
        found = json.loads(process.communicate()[0])
    if isinstance(found, dict):
        skip_without_portaudio(found)
    assert {each["spec"] for each in found} >= {"pulse|ALSA", "default|ALSA"}
    assert sum(each["is_default"] for each in found) == 1


@pytest.mark.slow
@pytest.mark.parametrize("device", ["pulse|ALSA", ""])
def test_played_sound_is_recorded(server: PulseServer, tmp_path: Path, device: str) -> None:
    sound = noise(2 * 48_000, 7)
    # PulseAudio takes it to the device's 44.1 kHz before we do to 16 kHz
    resampler = Resampler(48_000, 1)
    same = np.concatenate([resampler.resample(sound[:, None]), resampler.flush()])
    out = tmp_path / "heard.npy"
    with python(server, "-m", "tests.audio.record", device, str(out)) as recorder:
        assert recorder.stdout is not None
        assert recorder.stdin is not None
        line = recorder.stdout.readline()
        if not line:
            pytest.skip("needs PortAudio: package libportaudio2")
        assert json.loads(line)["open"] in ("pulse", "default")
        with server.play(write_wav(tmp_path / "noise.wav", sound, 48_000), "speakers") as player:
            player.wait()
        # two seconds of silence behind it: a null sink may hold so much
        with server.play(write_wav(tmp_path / "silence.wav", sound * 0, 48_000), "speakers") as player:
            player.wait()
        recorder.stdin.write("\n")
        recorder.stdin.flush()
        assert json.loads(recorder.stdout.readline()) == {"dropped": 0}
        recorder.wait()
    score, _ = best_match(same, np.load(out))
    assert score > 0.97
