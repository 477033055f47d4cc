"""`captioner watch`: transcribes new recordings in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from captioner.cli.recordings import arguments

_DESCRIPTION = """\
Transcribe the recordings in a folder and the folders below it, and each new one,
until Ctrl-C. A recording is read once, when it has stopped growing. One that has
a transcript is skipped. One that fails is reported, and tried again when it has
changed. Transcripts go beside the recordings, or to --output-dir."""

_EPILOG = f"""\
{arguments.VIEWS}

examples:
  captioner watch recordings/
  captioner watch inbox/ --filter "*.m4a" --format srt --output-dir subtitles"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("watch", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--filter", metavar="PATTERN", action="append", default=[], help='of files, such as "*.mp3"')
    parser.add_argument(
        "-o",
        "--output-dir",
        metavar="DIR",
        type=Path,
        help="one folder for all, with the same folders below it as FOLDER",
    )
    arguments.add_reading(parser)
    arguments.add_writing(parser)


def run(chosen: argparse.Namespace) -> int:
    """Watch until a signal ends it.

    Raises:
        CaptionerError: the folder is none, or the speech model cannot be used.
    """
    from captioner.cli.console import Console
    from captioner.cli.exit_codes import ExitCode
    from captioner.cli.recordings.batch import Existing
    from captioner.cli.recordings.watching import Watcher

    console = Console()
    transcriber = arguments.batch_of(chosen, console, Existing.SKIP)
    formats = arguments.chosen_formats(chosen) or ("txt",)
    Watcher(console, transcriber, chosen.folder, chosen.filter, formats, chosen.output_dir).run()
    return ExitCode.FINE
