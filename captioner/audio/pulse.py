"""The monitor of a sink of PulseAudio or PipeWire: what a Linux machine plays, by the server's own `parec` and `pactl`.

Programs of the server's package rather than its library: they are maintained with it, speak to PulseAudio and
pipewire-pulse alike, a server that goes away ends a child process and not this one, and nothing has to be compiled.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from captioner import log
from captioner.errors import LoopbackUnavailable, sentence

_log = log.get(__name__)

_LATENCY_MS = 40
"""Asked of the server; left to itself it hands out blocks of up to two seconds."""
_ANSWER_S = 5.0
"""A server that has not answered `pactl` by then hangs."""
_BYTES = 4
"""of a float32 sample"""
_PIPE_BYTES = 1 << 16
_NO_SINK = "auto_null"
"""The server's stand-in where there is no output: nobody hears it, so nothing plays there."""
_TOKEN = "captioner.recording"
"""The property by which our recording is known among others."""
RECORDING = (
    "--format=float32ne",
    f"--latency-msec={_LATENCY_MS}",
    "--client-name=Captioner",
    "--stream-name=Live captions",
    "--property=media.role=a11y",
)
"""What `parec` is told whatever it records."""
_RESTART = sentence("Start it: `systemctl --user restart pipewire-pulse`, or `pulseaudio --start`.")


@dataclass(frozen=True, slots=True)
class Sink:
    """An output of the machine."""

    index: int
    """the server's, never used again"""
    name: str
    """the server's, unique at a time"""
    description: str
    """for a person"""
    rate: int
    """frames a second"""
    channels: int
    monitor: str
    """name of the source that records what it plays"""
    is_default: bool


def sinks() -> list[Sink]:
    """All outputs.

    Raises:
        LoopbackUnavailable: there is no server, or its programs are missing.
    """
    return parse_sinks(asked("list", "sinks"), default_sink(asked("info")))


def default_sink(info: str) -> str:
    """The name of the default sink in what `pactl info` says; empty where there is none."""
    found = re.search(r"^Default Sink: (\S+)$", info, re.MULTILINE)
    return found.group(1) if found else ""


def parse_sinks(listing: str, default: str) -> list[Sink]:
    """The sinks in what `pactl list sinks` says."""
    found = []
    parts = re.split(r"^Sink #(\d+)$", listing, flags=re.MULTILINE)
    for index, part in zip(parts[1::2], parts[2::2], strict=True):
        fields: dict[str, str] = {}
        for line in re.finditer(r"^\t([A-Z][A-Za-z ]+): (.+)$", part, re.MULTILINE):
            fields[line.group(1)] = line.group(2)
        shape = re.fullmatch(r"\S+ (\d+)ch (\d+)Hz", fields.get("Sample Specification", ""))
        if shape is None or fields.get("Name", _NO_SINK) == _NO_SINK:
            continue
        name = fields["Name"]
        found.append(
            Sink(
                index=int(index),
                name=name,
                description=fields.get("Description", name),
                rate=int(shape.group(2)),
                channels=int(shape.group(1)),
                monitor=fields.get("Monitor Source", f"{name}.monitor"),
                is_default=name == default,
            )
        )
    return found


def choose(found: list[Sink], wanted: str) -> Sink:
    """The sink that is meant.

    Args:
        wanted: its name or description, or a part of it in any case; empty for the default.

    Raises:
        LoopbackUnavailable: there is none, or none that is called so.
    """
    if not found:
        raise LoopbackUnavailable("The sound server has no output.", "Connect speakers or headphones.")
    if not wanted:
        return next((sink for sink in found if sink.is_default), found[0])
    for sink in found:
        if wanted in (sink.name, sink.description):
            return sink
    for sink in found:
        if any(wanted.casefold() in text.casefold() for text in (sink.name, sink.description)):
            return sink
    raise LoopbackUnavailable(
        "There is no output called “{wanted}”.",
        "Choose another; `captioner devices` lists those that there are.",
        wanted=wanted,
    )


def moved_to(recordings: str, sources: str, token: str) -> str | None:
    """The name of the source that a recording takes its sound from now.

    Args:
        recordings: what `pactl list source-outputs` says.
        sources: what `pactl list short sources` says.
        token: the recording's own, among its properties.

    Returns:
        None where the recording is not listed (yet).
    """
    names = dict(line.split("\t")[:2] for line in sources.splitlines() if "\t" in line)
    for part in re.split(r"^Source Output #\d+$", recordings, flags=re.MULTILINE)[1:]:
        source = re.search(r"^\tSource: (\d+)$", part, re.MULTILINE)
        if source is not None and f'{_TOKEN} = "{token}"' in part:
            return names.get(source.group(1))
    return None


class MonitorStream:
    """Records what a sink plays, until the choice falls on another sink or the server goes; a `live_source.Stream`.

    A change of the default sink ends the stream: whoever opens it again gets the new one, at its rate. So does a
    recording that the server moves to another source, which it does when the default source changes: it might be a
    microphone.
    """

    def __init__(self, wanted: str = "") -> None:
        """Find the sink.

        Raises:
            LoopbackUnavailable: there is no server, no such sink, or the server's programs are missing.
        """
        self._wanted = wanted
        self._sink = choose(sinks(), wanted)
        self.name = self._sink.description
        self.rate = self._sink.rate
        self.channels = self._sink.channels
        self._token = secrets.token_hex(8)
        self._recorder: subprocess.Popen[bytes] | None = None
        self._watcher: subprocess.Popen[bytes] | None = None
        self._threads: list[threading.Thread] = []
        self._has_ended = threading.Event()

    @property
    def is_alive(self) -> bool:
        """Whether the recording goes on."""
        return not self._has_ended.is_set()

    def start(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        """Let audio come; see `live_source.Stream`."""
        self._recorder = started(
            "parec",
            f"--device={self._sink.monitor}",
            f"--rate={self.rate}",
            f"--channels={self.channels}",
            *RECORDING,
            f"--property={_TOKEN}={self._token}",
        )
        self._watcher = started("pactl", "subscribe")
        for name, work in (("pulse-record", self._record), ("pulse-watch", self._watch)):
            thread = threading.Thread(target=work, args=(deliver, ended), name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def close(self) -> None:
        """Stop recording and end the child processes."""
        for process in (self._recorder, self._watcher):
            if process is not None:
                process.kill()
        for thread in self._threads:
            thread.join()
        for process in (self._recorder, self._watcher):
            if process is not None and process.stdout is not None:
                process.stdout.close()
                process.wait()
        self._threads = []
        self._recorder = self._watcher = None
        self._has_ended.set()

    def _record(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        assert self._recorder is not None
        assert self._recorder.stdout is not None
        pipe, rest, size = self._recorder.stdout.fileno(), b"", self.channels * _BYTES
        while data := os.read(pipe, _PIPE_BYTES):
            data = rest + data
            whole = len(data) // size * size
            rest = data[whole:]
            if whole:
                deliver(np.frombuffer(data[:whole], np.float32).reshape(-1, self.channels))
        self._has_ended.set()
        ended()

    def _watch(self, deliver: Callable[[NDArray[np.float32]], None], ended: Callable[[], None]) -> None:
        """End the recording when the choice falls on another sink, or the server moves it."""
        assert self._recorder is not None
        assert self._watcher is not None
        assert self._watcher.stdout is not None
        gone = b"'remove' on sink #%d\n" % self._sink.index
        telling = (b" on server ", b"'change' on source-output ")
        is_first = True
        for line in self._watcher.stdout:
            # the first event of any kind: the choice may have changed before anyone listened
            is_to_check = is_first or any(words in line for words in telling)
            if line.endswith(gone) or (is_to_check and not self._is_as_chosen()):
                self._recorder.kill()
                return
            is_first = False

    def _is_as_chosen(self) -> bool:
        try:
            place = moved_to(asked("list", "source-outputs"), asked("list", "short", "sources"), self._token)
            return place in (None, self._sink.monitor) and choose(sinks(), self._wanted).name == self._sink.name
        except LoopbackUnavailable as error:
            _log.info("%s", error)
            return False


def asked(*words: str) -> str:
    """What `pactl` answers to a question; raises LoopbackUnavailable."""
    try:
        done = subprocess.run(
            ["pactl", *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "LC_ALL": "C"},
            timeout=_ANSWER_S,
            check=False,
        )
    except FileNotFoundError as error:
        raise _tools_missing("pactl") from error
    except subprocess.TimeoutExpired as error:
        raise LoopbackUnavailable("The sound server does not answer.", _RESTART) from error
    if done.returncode:
        _log.info("pactl %s: %s", " ".join(words), done.stderr.strip())
        raise LoopbackUnavailable("Neither PulseAudio nor PipeWire (pipewire-pulse) is running.", _RESTART)
    return done.stdout


def started(program: str, *words: str) -> subprocess.Popen[bytes]:
    """A program of the server whose output can be read; raises LoopbackUnavailable where it is missing."""
    try:
        return subprocess.Popen(
            [program, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise _tools_missing(program) from error


def _tools_missing(program: str) -> LoopbackUnavailable:
    return LoopbackUnavailable(
        "The program `{program}`, which captures what this machine plays, is missing.",
        "Install it: `sudo apt install pulseaudio-utils` (Debian, Ubuntu), `sudo dnf install pulseaudio-utils` "
        "(Fedora) or `sudo pacman -S libpulse` (Arch).",
        program=program,
    )
