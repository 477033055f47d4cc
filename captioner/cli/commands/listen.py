"""`captioner listen`: live captions in the terminal."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from captioner.cli import options
from captioner.cli.exit_codes import ExitCode
from captioner.cli.recordings.outputs import check_output

_DESCRIPTION = """\
Caption what the microphone hears, what this machine plays, or a recording, live
in this terminal. Settled words are bright and never change; dim ones may still
change. The cleaned view leaves fillers and repairs out; the raw view shows every
word, those struck through.

Every settled word is on the disk at once, and the transcript's place is told at
the end. Without a terminal, as in a pipe, settled text is written line by line."""

_EPILOG = """\
keys:
  r   switch between raw and cleaned, for what was said before as well
  p   pause, and go on
  q   end and save; so does Ctrl-C

examples:
  captioner listen --source system -o meeting.srt
  captioner listen --device "USB" --view raw
  captioner listen --source talk.mp3          a recording, at the speed it was spoken
  captioner listen > notes.txt"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("listen", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument(
        "--source",
        metavar="mic|system|both|FILE",
        help="the microphone, what this machine plays, both as Me and Them, or a recording in real time "
        "(default: as in the settings)",
    )
    parser.add_argument(
        "--device", metavar="NAME", help="the microphone or output to use, by a part of its name (`captioner devices`)"
    )
    parser.add_argument(
        "--application",
        metavar="NAME",
        help="with --source system or both: only what this program plays, by a part of its name (Linux)",
    )
    options.add_model(parser)
    options.add_language(parser)
    options.add_view(parser, "what is shown first, and written with -o (default: as in the settings)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="write the transcript here at the end; the ending says how"
    )
    options.add_force(parser)


def run(chosen: argparse.Namespace) -> int:
    """Caption until the source ends, `q` or a signal.

    Raises:
        CaptionerError: captions could not begin, ended before their time, or the transcript could not be written.
    """
    if chosen.output is not None:
        options.format_of(chosen.output)
        check_output(chosen.output, force=chosen.force)
    from captioner import app
    from captioner.cli.console import Console
    from captioner.cli.terminal import session as terminal_session
    from captioner.engine import MakeEngine
    from captioner.pipeline import Pipeline

    console = Console()
    settings = options.chosen_settings(chosen, console.note)
    options.check_recording(settings)
    make: MakeEngine
    if settings.audio.source == "both":
        name, make = "the microphone and the system's sound", partial(app.both_engine, settings)
    else:
        source = app.open_source(settings.audio)
        name, make = source.name, partial(Pipeline, app.compose(settings, source, live=True))
    terminal_session.run(console, settings, make, name, chosen.output)
    return ExitCode.FINE
