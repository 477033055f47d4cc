"""A sound server of the tests' own, with outputs that nobody hears: no test touches the user's."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

_ALSA = """
pcm.!default { type pulse }
ctl.!default { type pulse }
pcm.pulse { type pulse }
ctl.pulse { type pulse }
"""
_PLUGIN = "libasound_module_pcm_pulse.so"
_READY_S = 20


class PulseServer:
    """PulseAudio with null sinks, reached through a private socket; see `pulse_server` for its life."""

    def __init__(self, folder: Path, sinks: Sequence[str]) -> None:
        self._folder = folder
        self._sinks = sinks
        self._socket = folder / "native"
        self._process: subprocess.Popen[bytes] | None = None
        alsa = folder / "asoundrc"
        alsa.write_text(_ALSA, encoding="utf-8")
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_COOKIE": str(folder / "cookie"),
            "ALSA_CONFIG_PATH": f"/usr/share/alsa/alsa.conf:{alsa}",
        }
        """what a process needs to use this server, by PulseAudio's or ALSA's way"""

    def start(self) -> None:
        """Start it and wait until it answers; it may have been stopped before."""
        words = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"]
        words += [f"--load=module-native-protocol-unix socket={self._socket} auth-anonymous=1"]
        for sink in self._sinks:
            described = f"sink_properties=device.description={sink.title()}"
            words.append(f"--load=module-null-sink sink_name={sink} rate=48000 {described}")
        environment = {**os.environ, **self.environment}
        # the daemon would take a server that clients are to use for a sign that another one is running
        del environment["PULSE_SERVER"]
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                words, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        for _ in range(_READY_S * 20):
            if (
                subprocess.run(["pactl", "info"], env=self._of_client(), capture_output=True, check=False).returncode
                == 0
            ):
                return
            try:
                self._process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
        log_text = (self._folder / "log").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"PulseAudio does not start: {log_text}")

    def stop(self) -> None:
        """Stop it, as if it had crashed."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            self._socket.unlink(missing_ok=True)

    def pactl(self, *words: str) -> str:
        """Ask or tell the server something."""
        done = subprocess.run(["pactl", *words], env=self._of_client(), capture_output=True, text=True, check=True)
        return done.stdout

    def play(self, wav: Path, sink: str) -> subprocess.Popen[bytes]:
        """Play a recording into a sink, in real time; half a second ahead, so that a busy machine tears no hole."""
        words = ["paplay", f"--device={sink}", "--latency-msec=500", str(wav)]
        return subprocess.Popen(words, env=self._of_client(), stdin=subprocess.DEVNULL)

    def _of_client(self) -> dict[str, str]:
        return {**os.environ, **self.environment}


def require(*, alsa: bool = False) -> None:
    """Skip the test where PulseAudio, or ALSA's way to it, is not installed."""
    missing = [name for name in ("pulseaudio", "pactl", "parec", "paplay") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: packages pulseaudio and pulseaudio-utils")
    if alsa and not any(Path(root).rglob(_PLUGIN) for root in ("/usr/lib", "/usr/lib64") if Path(root).is_dir()):
        pytest.skip(f"needs {_PLUGIN}: package libasound2-plugins")


def subscribe_late(monkeypatch: pytest.MonkeyPatch, folder: Path, seconds: float) -> None:
    """Let the server tell of its changes only after a while, as on a busy machine."""
    real = shutil.which("pactl")
    shim = folder / "late" / "pactl"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\n[ "$1" = subscribe ] && sleep {seconds}\nexec {real} "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shim.parent}{os.pathsep}{os.environ['PATH']}")


@contextmanager
def pulse_server(*sinks: str) -> Iterator[PulseServer]:
    """A running server with null sinks of these names, the first the default; its monitors are the only microphones."""
    # not pytest's folder: the path of a unix socket may have 107 characters
    with tempfile.TemporaryDirectory(prefix="pulse-") as folder:
        server = PulseServer(Path(folder), sinks or ("speakers",))
        try:
            server.start()
            yield server
        finally:
            server.stop()
