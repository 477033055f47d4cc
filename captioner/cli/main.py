"""The command line: parses it, runs the command, and turns errors into a message and an exit code."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Mapping, Sequence

from captioner import __version__, log, paths
from captioner.cli import exit_codes
from captioner.cli.command_parser import CommandParser
from captioner.cli.exit_codes import ExitCode
from captioner.cli.recordings.arguments import as_whisper_writes
from captioner.errors import LanguageUnknown, ProgramError

_LOG = log.get(__name__)

COMMANDS: Mapping[str, Mapping[str, str]] = {
    "captions": {
        "listen": "live captions in this terminal",
        "transcribe": "transcripts and subtitles of recordings",
        "serve": "live captions as a page for OBS or a second screen",
        "watch": "transcribe new recordings in a folder",
        "demo": "caption a recording in real time, without a microphone",
        "clean": "remove fillers and repairs from text",
        "transcripts": "list past sessions, recover unfinished ones, export them",
    },
    "this machine": {
        "devices": "list microphones and outputs",
        "models": "list speech and disfluency models, fetch one, show its folder",
        "menu": "add Captioner to the applications menu, or remove it",
        "doctor": "check this machine: what works, and how to fix what does not",
    },
    "measuring": {
        "bench": "measure delay, errors and cost on this machine",
    },
}
"""The commands in the order of the help; each is a module of this package with `add_parser` and `run`."""

_INTRODUCTION = """\
Live captions that read like writing. Speech is recognised on this machine, and
fillers, repetitions and corrections are removed as they happen; nothing is sent
anywhere. Without a command the caption window opens."""

_EXAMPLES = """\
examples:
  captioner                                  open the caption window
  captioner demo                             caption a recording in real time
  captioner listen                           caption the microphone in this terminal
  captioner listen --source system           caption what this machine plays
  captioner transcribe talk.mp4 -o talk.srt  write subtitles for a recording
  captioner COMMAND --help                   help for one command"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: the command line without the program's name; None: those of the process.

    Returns:
        The exit code, see `ExitCode`.
    """
    # NumPy's matrix product of a window's features wakes a thread of OpenBLAS for each core, which then spin: 28 ms of
    # computing for 10 s of audio on two cores instead of 5, as much as Whisper's encoder. NumPy reads it when imported
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given = sys.argv[1:] if arguments is None else arguments
    words = as_whisper_writes([_named_file(word) for word in given])
    try:
        chosen, unknown = parser(named(words)).parse_known_args(words)
        if unknown:
            chosen.parser.refuse(unknown)
    except SystemExit as done:  # argparse has already printed the help or the usage error
        return int(done.code or 0)
    return run(chosen)


def _named_file(word: str) -> str:
    """An existing file whose name begins like an option (`-x.wav` from `*.wav`), as a path that does not."""
    return f".{os.sep}{word}" if word.startswith("-") and "." in word and os.path.isfile(word) else word


def all_commands() -> list[str]:
    """Every command."""
    return [name for group in COMMANDS.values() for name in group]


def named(words: Sequence[str]) -> list[str]:
    """The commands in a command line, or all if it names none.

    Only the modules of named commands are imported, so `captioner --help` answers at once.
    """
    known = [name for name in all_commands() if name in words]
    return known or [name for name in all_commands() if any(not word.startswith("-") for word in words)]


def parser(names: Sequence[str]) -> argparse.ArgumentParser:
    """The parser with these commands; each command's module adds its part."""
    top = CommandParser(prog="captioner", usage="captioner [COMMAND] [options]", description=_description())
    top.add_argument("--version", action="version", version=f"captioner {__version__}")
    top.set_defaults(run=_run_window)
    commands = top.add_subparsers(metavar="COMMAND", prog="captioner", help=argparse.SUPPRESS)
    for name in names:
        module = importlib.import_module(f"captioner.cli.commands.{name}")
        module.add_parser(commands)
        commands.choices[name].set_defaults(run=module.run)
    codes = "\n".join(f"  {code.value:<5} {code.meaning}" for code in ExitCode)
    top.epilog = f"{_EXAMPLES}\n\nexit codes:\n{codes}"
    return top


def _description() -> str:
    groups = (
        "\n".join([f"{title}:", *(f"  {name:<12}{summary}" for name, summary in commands.items())])
        for title, commands in COMMANDS.items()
    )
    return "\n\n".join([_INTRODUCTION, *groups])


def _run_window(chosen: argparse.Namespace) -> int:
    from captioner.cli.commands import window

    return window.run(chosen)


def run(chosen: argparse.Namespace) -> int:
    """Run a parsed command line; the one place where errors become messages and exit codes."""
    log_file = log.start(paths.log_dir(), verbose=getattr(chosen, "verbose", False))
    from captioner.engine import guarded

    codes: list[int] = []
    try:
        error = guarded(lambda: codes.append(_code(chosen)))
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    if error is None:
        return codes[0]
    from captioner.cli.console import Console  # imports rich, which a window must not wait for

    console = Console()
    if isinstance(error, ProgramError):
        where = f"The log has the details: {log_file}" if log_file else "Run it again with --verbose for the details."
        console.error(f"{error} {where}")
    else:
        _LOG.info("ended by %s", type(error).__name__, exc_info=error)
        console.error(error.sentence())
        if isinstance(error, LanguageUnknown):
            console.note("For example: captioner models fetch base, then the same command with --model base.")
    return exit_codes.of(error)


def _code(chosen: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    try:
        return int(chosen.run(chosen))
    except BrokenPipeError:
        # the reader of the pipe, for instance `head`, has closed it
        return ExitCode.FINE
