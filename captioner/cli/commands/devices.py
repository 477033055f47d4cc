"""`captioner devices`: lists microphones and outputs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from captioner.audio import devices
from captioner.audio.devices import Device
from captioner.cli.console import Console, Style
from captioner.cli.exit_codes import ExitCode
from captioner.errors import AudioError

_DESCRIPTION = """\
List microphones and outputs. A star marks the system's own choice, which needs
no option. Choose any other with --device and its name, or a part of it."""

_EXAMPLES = """\
examples:
  captioner devices                                  list them all
  captioner listen --device "USB Microphone"         caption that microphone
  captioner listen --source system --device HDMI     caption what that output plays"""


@dataclass(frozen=True, slots=True)
class Listing:
    """The devices of one kind, or the reason why there are none."""

    title: str
    key: str
    """for scripts"""
    found: tuple[Device, ...]
    error: AudioError | None = None


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("devices", description=_DESCRIPTION, epilog=_EXAMPLES)
    parser.add_argument("--json", action="store_true", help="for scripts")


def run(chosen: argparse.Namespace) -> int:
    """List the devices of this machine."""
    return show(
        Console(),
        (
            listing("microphones", "microphones", devices.microphones),
            listing("outputs (--source system)", "outputs", devices.outputs),
        ),
        as_json=chosen.json,
    )


def listing(title: str, key: str, find: Callable[[], list[Device]]) -> Listing:
    """Look for devices of one kind."""
    try:
        return Listing(title, key, tuple(find()))
    except AudioError as error:
        return Listing(title, key, (), error)


def show(console: Console, listings: tuple[Listing, ...], *, as_json: bool) -> ExitCode:
    """Print the lists; the exit code says whether there is any source of sound."""
    if as_json:
        content = {each.key: [asdict(device) for device in each.found] for each in listings}
        console.out(json.dumps(content, indent=2, ensure_ascii=False))
    else:
        for each in listings:
            _print(console, each)
    for each in listings:
        if each.error is not None:
            console.note(each.error.sentence(), Style.WARNING)
    return ExitCode.FINE if any(each.found for each in listings) else ExitCode.AUDIO


def _print(console: Console, shown: Listing) -> None:
    """Print one list as text."""
    console.out(shown.title)
    if not shown.found:
        console.out("  none")
    width = max((len(device.name) for device in shown.found), default=0)
    for device in shown.found:
        mark = "*" if device.is_default else " "
        console.out(f"  {mark} {device.name:<{width}}  {device.detail}".rstrip())
