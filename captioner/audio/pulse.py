"""Lists the outputs and microphones of PulseAudio or PipeWire with the server's own `pactl`.

We use the server's programs rather than its library. They work with PulseAudio and pipewire-pulse, need no compiler,
and a server that goes away ends a child process instead of this one.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import Literal, TypeAlias

from captioner import log
from captioner.audio.by_name import by_name
from captioner.errors import LoopbackUnavailable, sentence

_log = log.get(__name__)

Kind: TypeAlias = Literal["Sink", "Source"]
"""What plays and what records, as the server's listings call them."""

_ANSWER_S = 5.0
"""Seconds; a server that has not answered `pactl` by then hangs."""
_NO_SINK = "auto_null"
"""The server's placeholder where there is no output: nobody hears it, so we do not capture it."""
API = "PulseAudio"
"""Follows the name of a microphone in the settings, like PortAudio's host APIs."""
TOKEN = "captioner.recording"
"""The property that identifies our recording among others."""
_RESTART = sentence("Start it: `systemctl --user restart pipewire-pulse`, or `pulseaudio --start`.")


@dataclass(frozen=True, slots=True)
class PulseDevice:
    """An output (sink) or a microphone (source) of the server."""

    kind: Kind
    index: int
    """the server's, never used again"""
    name: str
    """the server's, unique at a time"""
    description: str
    """for a person"""
    rate: int
    """frames a second"""
    channels: int
    recorded: str
    """name of the source that records its sound: its own, or that of a sink's monitor"""
    is_default: bool


def sinks() -> list[PulseDevice]:
    """All outputs.

    Raises:
        LoopbackUnavailable: there is no server, or its programs are missing.
    """
    return parse("Sink", pactl("list", "sinks"), default(pactl("info"), "Sink"))


def sources() -> list[PulseDevice]:
    """All microphones; raises as `sinks`."""
    return parse("Source", pactl("list", "sources"), default(pactl("info"), "Source"))


def default(info: str, kind: str) -> str:
    """The name of the default `Sink` or `Source` in the output of `pactl info`, or empty."""
    found = re.search(rf"^Default {kind}: (\S+)$", info, re.MULTILINE)
    return found.group(1) if found else ""


def parse(kind: Kind, listing: str, default: str) -> list[PulseDevice]:
    """The usable devices in the output of `pactl list sinks` or `sources`, the monitors of sinks left out.

    Args:
        default: name of the default device.
    """
    found: list[PulseDevice] = []
    parts = re.split(rf"^{kind} #(\d+)$", listing, flags=re.MULTILINE)
    for index, part in zip(parts[1::2], parts[2::2], strict=True):
        fields: dict[str, str] = dict(re.findall(r"^\t([A-Z][A-Za-z ]+): (.+)$", part, re.MULTILINE))
        shape = re.fullmatch(r"\S+ (\d+)ch (\d+)Hz", fields.get("Sample Specification", ""))
        name = fields.get("Name", _NO_SINK)
        if shape is None or name == _NO_SINK or fields.get("Monitor of Sink", "n/a") != "n/a":
            continue
        found.append(
            PulseDevice(
                kind=kind,
                index=int(index),
                name=name,
                description=fields.get("Description", name),
                rate=int(shape[2]),
                channels=int(shape[1]),
                recorded=name if kind == "Source" else fields.get("Monitor Source", f"{name}.monitor"),
                is_default=name == default,
            )
        )
    return found


def choose(found: list[PulseDevice], wanted: str) -> PulseDevice:
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


def choose_source(found: list[PulseDevice], wanted: str) -> PulseDevice | None:
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
            env=environment(),
            timeout=_ANSWER_S,
            check=False,
        )
    except FileNotFoundError as error:
        raise tools_missing("pactl") from error
    except subprocess.TimeoutExpired as error:
        raise LoopbackUnavailable("The sound server does not answer.", _RESTART) from error
    if done.returncode:
        _log.info("pactl %s: %s", " ".join(words), done.stderr.strip())
        raise LoopbackUnavailable("Neither PulseAudio nor PipeWire (pipewire-pulse) is running.", _RESTART)
    return done.stdout


def environment() -> dict[str, str]:
    """The environment of the server's programs: what they write is read in English."""
    return {**os.environ, "LC_ALL": "C"}


def tools_missing(program: str) -> LoopbackUnavailable:
    """The error where one of the server's programs is not installed."""
    return LoopbackUnavailable(
        "The program `{program}`, which captures what this machine plays, is missing.",
        "Install it: `sudo apt install pulseaudio-utils` (Debian, Ubuntu), `sudo dnf install pulseaudio-utils` "
        "(Fedora) or `sudo pacman -S libpulse` (Arch).",
        program=program,
    )
