"""`captioner bench`: measurements, each a module of `captioner.bench`."""

from __future__ import annotations

import argparse
import importlib

from captioner.cli.exit_codes import UsageError

KINDS = (
    *("stream", "peers", "files", "speech", "times", "disfluency", "speakers", "paint"),
    *("history", "kills", "nothing", "soak"),
)

_DESCRIPTION = """\
Measure Captioner on this machine with the code that runs live. These commands
made the figures in the documentation."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("bench", description=_DESCRIPTION)
    kinds = parser.add_subparsers(metavar="KIND", title="kinds")
    for kind in KINDS:
        importlib.import_module(f"captioner.bench.{kind}").add_parser(kinds)


def run(chosen: argparse.Namespace) -> int:
    """Print the help if no benchmark is named; each benchmark has its own `run`."""
    raise UsageError("No measurement is named.", f"Name one of {', '.join(KINDS)}.")
