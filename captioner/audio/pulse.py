"""Lists the outputs and microphones of PulseAudio or PipeWire with the server's own `pactl`.

We use the server's programs rather than its library. They work with PulseAudio and pipewire-pulse, need no compiler,
and a server that goes away ends a child process instead of this one.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from captioner import log
from captioner.audio.by_name import by_name
from captioner.errors import LoopbackUnavailable, sentence

_log = log.get(__name__)

_ANSWER_S = 5.0
"""Seconds; a server that has not answered `pactl` by then hangs."""
_NO_SINK = "auto_null"
"""The server's placeholder where there is no output: nobody hears it, so we do not capture it."""
API = "PulseAudio"
"""Follows the name of a microphone in the settings, like PortAudio's host APIs."""
TOKEN = "captioner.recording"
"""The property that identifies our recording among others."""
_LATENCY_MS = 40
"""Requested from the server; by default it delivers blocks of up to two seconds."""
RECORDING = (
    "--format=float32ne",
    f"--latency-msec={_LATENCY_MS}",
    "--client-name=Captioner",
    "--stream-name=Live captions",
    "--property=media.role=a11y",
)
"""The arguments that every call of `parec` has."""
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
    """name of the source that records its sound"""
    is_default: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A microphone, or the monitor of a sink."""

    index: int
    """the server's, never used again"""
    name: str
    """the server's, unique at a time"""
    description: str
    """for a person"""
    rate: int
    """frames a second"""
    channels: int
    is_monitor: bool
    is_default: bool


def sinks() -> list[Sink]:
    """All outputs.

    Raises:
        LoopbackUnavailable: there is no server, or its programs are missing.
    """
    return parse_sinks(pactl("list", "sinks"), default(pactl("info"), "Sink"))


def sources() -> list[Source]:
    """All microphones; raises as `sinks`."""
    found = parse_sources(pactl("list", "sources"), default(pactl("info"), "Source"))
    return [source for source in found if not source.is_monitor]


def default(info: str, kind: str) -> str:
    """The name of the default `Sink` or `Source` in the output of `pactl info`, or empty."""
    found = re.search(rf"^Default {kind}: (\S+)$", info, re.MULTILINE)
    return found.group(1) if found else ""


def parse_sinks(listing: str, default: str) -> list[Sink]:
    """The sinks in the output of `pactl list sinks`."""
    return [
        Sink(
            index=index,
            name=fields["Name"],
            description=fields.get("Description", fields["Name"]),
            rate=rate,
            channels=channels,
            monitor=fields.get("Monitor Source", f"{fields['Name']}.monitor"),
            is_default=fields["Name"] == default,
        )
        for index, rate, channels, fields in _parse("Sink", listing)
    ]


def parse_sources(listing: str, default: str) -> list[Source]:
    """The sources in the output of `pactl list sources`."""
    return [
        Source(
            index=index,
            name=fields["Name"],
            description=fields.get("Description", fields["Name"]),
            rate=rate,
            channels=channels,
            is_monitor=fields.get("Monitor of Sink", "n/a") != "n/a",
            is_default=fields["Name"] == default,
        )
        for index, rate, channels, fields in _parse("Source", listing)
    ]


def _parse(kind: str, listing: str) -> Iterator[tuple[int, int, int, dict[str, str]]]:
    """Index, rate, channels and fields of each usable part of a listing."""
    parts = re.split(rf"^{kind} #(\d+)$", listing, flags=re.MULTILINE)
    for index, part in zip(parts[1::2], parts[2::2], strict=True):
        fields: dict[str, str] = {}
        for line in re.finditer(r"^\t([A-Z][A-Za-z ]+): (.+)$", part, re.MULTILINE):
            fields[line.group(1)] = line.group(2)
        shape = re.fullmatch(r"\S+ (\d+)ch (\d+)Hz", fields.get("Sample Specification", ""))
        if shape is not None and fields.get("Name", _NO_SINK) != _NO_SINK:
            yield int(index), int(shape.group(2)), int(shape.group(1)), fields


def choose(found: list[Sink], wanted: str) -> Sink:
    """The sink of a name.

    Args:
        wanted: its name or description, or a part of it in any case; empty for the default.

    Raises:
        LoopbackUnavailable: there is no sink, or none of this name.
    """
    if not found:
        raise LoopbackUnavailable("The sound server has no output.", "Connect speakers or headphones.")
    if not wanted:
        return next((sink for sink in found if sink.is_default), found[0])
    sink = by_name(found, wanted, lambda each: [each.name, each.description])
    if sink is not None:
        return sink
    raise LoopbackUnavailable(
        "There is no output called “{wanted}”.",
        "Choose another; `captioner devices` lists them all.",
        wanted=wanted,
    )


def choose_source(found: list[Source], wanted: str) -> Source | None:
    """The microphone of a name, or None.

    Args:
        wanted: its name or description, or a part of it in any case; empty for the default.
    """
    if not wanted:
        return next((source for source in found if source.is_default), None)
    return by_name(found, wanted, lambda each: [each.name, each.description])


def moved_to(recordings: str, sources: str, token: str) -> str | None:
    """The name of the source that a recording reads now.

    Args:
        recordings: the output of `pactl list source-outputs`.
        sources: the output of `pactl list short sources`.
        token: the value of the recording's property `TOKEN`.

    Returns:
        None where the recording is not listed (yet).
    """
    names = dict(line.split("\t")[:2] for line in sources.splitlines() if "\t" in line)
    for part in re.split(r"^Source Output #\d+$", recordings, flags=re.MULTILINE)[1:]:
        source = re.search(r"^\tSource: (\d+)$", part, re.MULTILINE)
        if source is not None and f'{TOKEN} = "{token}"' in part:
            return names.get(source.group(1))
    return None


def pactl(*words: str) -> str:
    """The output of `pactl`.

    Raises:
        LoopbackUnavailable: there is no server, or its programs are missing.
    """
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
    """One of the server's programs, running; raises LoopbackUnavailable where it is missing."""
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
