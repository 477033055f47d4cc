"""`captioner listen`: live captions in the terminal."""

from __future__ import annotations

import argparse

from captioner.cli import options
from captioner.cli.exit_codes import ExitCode

_DESCRIPTION = """\
Caption the microphone, this machine's sound, or a recording, live in this
terminal. Settled words are bright and never change; dim ones may still change. The
cleaned view leaves fillers and repairs out; the marked view shows them, struck
through.

Every settled word is saved at once. At the end, Captioner says where the
transcript is. In a pipe, settled text is written line by line."""

_EPILOG = """\
keys:
  r   show or hide removed words, also in earlier lines
  p   pause or continue
  q   stop and save, as Ctrl-C does

examples:
  captioner listen --source system -o meeting.srt
  captioner listen --device "USB" --view marked
  captioner listen --source talk.mp3          a recording, at the speed it was spoken
  captioner listen > notes.txt"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("listen", description=_DESCRIPTION, epilog=_EPILOG)
    options.add_listening(parser)


def run(chosen: argparse.Namespace) -> int:
    """Caption until the source ends, `q` or a signal.

    Raises:
        CaptionerError: captions could not start, ended with an error, or the transcript could not be written.
    """
    options.check_listening(chosen)
    from captioner.cli.console import Console
    from captioner.cli.terminal import session as terminal_session

    console = Console()
    settings = options.chosen_settings(chosen, console.note)
    options.check_recording(settings)
    terminal_session.listen(console, settings, chosen.output, may_stand_in=chosen.model is None)
    return ExitCode.FINE
