"""The sound of one program: its streams are followed, and no other program is heard."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from captioner.audio import devices, pulse_application
from captioner.audio.pulse_application import Playing
from captioner.audio.system import system_source
from captioner.messages import SAMPLE_RATE
from tests.audio.signals import best_match, noise, write_wav
from tests.audio.test_pulse import Ear
from tests.pulse import PulseServer, pulse_server, require, subscribe_late

LISTING = """\
Sink Input #7
\tDriver: protocol-native.c
\tCorked: no
\tProperties:
\t\tapplication.name = "Firefox"
\t\tmedia.name = "A film"
Sink Input #9
\tCorked: yes
\tProperties:
\t\tapplication.name = "Firefox"
Sink Input #11
\tCorked: no
\tProperties:
\t\tmedia.name = "nameless"
Sink Input #12
\tCorked: no
\tProperties:
\t\tapplication.name = "Music player"
"""
STREAMS = pulse_application.parse_streams(LISTING)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    require()
    with pulse_server("speakers") as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


def test_the_streams_of_named_programs_are_read() -> None:
    assert [(each.index, each.application, each.is_paused) for each in STREAMS] == [
        (7, "Firefox", False),
        (9, "Firefox", True),
        (12, "Music player", False),
    ]


def test_the_newest_stream_of_a_program_that_is_not_paused_is_recorded() -> None:
    assert pulse_application.choose(STREAMS, "firefox") == Playing(7, "Firefox", False)
    assert pulse_application.choose(STREAMS, "music") == Playing(12, "Music player", False)
    assert pulse_application.choose(STREAMS, "game") is None


def play(server: PulseServer, wav: Path, name: str) -> subprocess.Popen[bytes]:
    words = ["paplay", f"--client-name={name}", "--device=speakers", "--latency-msec=500", str(wav)]
    return subprocess.Popen(words, env={**os.environ, **server.environment}, stdin=subprocess.DEVNULL)


def is_heard(server: PulseServer, ear: Ear, folder: Path, seed: int, name: str) -> bool:
    """Let a program play three seconds of noise, and say whether the last one was heard."""
    sound = noise(3 * SAMPLE_RATE, seed)
    wav = write_wav(folder / f"{seed}.wav", sound)
    began, names = len(ear.heard), set[str]()
    player = play(server, wav, name)
    while player.poll() is None:
        ear.listen(SAMPLE_RATE // 4)
        names.update(devices.applications())
    ear.listen(SAMPLE_RATE)
    assert name in names
    # a stream is known only once it plays: its first moments are not heard
    return len(ear.heard) > began and best_match(sound[-SAMPLE_RATE:], ear.heard[began:])[0] > 0.9


@pytest.mark.slow
def test_only_that_program_is_heard_each_time_it_plays(server: PulseServer, tmp_path: Path) -> None:
    source = system_source(application="film")
    source.open()
    try:
        ear = Ear(source)
        for seed, name in ((1, "Film player"), (2, "Music"), (3, "Film player")):
            assert is_heard(server, ear, tmp_path, seed, name) is (name == "Film player")
            assert not source.is_away
    finally:
        source.close()


@pytest.mark.slow
def test_a_program_is_heard_that_plays_before_the_server_tells_of_it(
    server: PulseServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe_late(monkeypatch, tmp_path, 1.5)
    source = system_source(application="film")
    source.open()
    try:
        assert is_heard(server, Ear(source), tmp_path, 1, "Film player")
    finally:
        source.close()
