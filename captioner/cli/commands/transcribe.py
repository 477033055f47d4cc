"""`captioner transcribe`: recordings to transcripts, faster than real time."""

from __future__ import annotations

import argparse
from pathlib import Path

from captioner.cli import options
from captioner.cli.recordings.destinations import destinations

_DESCRIPTION = """\
Write transcripts or subtitles of recordings, faster than they were spoken. Any
file that holds sound will do, videos too.

One recording goes to stdout, several go beside themselves (talk.mp3 becomes
talk.txt), and -o says otherwise. A file that cannot be read does not stop the
others. A transcript is written whole or not at all, and none is replaced without
--force."""

_EPILOG = """\
views:
  cleaned  without fillers and repairs (default: as in the settings)
  raw      every word
  both     every word, those that the cleaned view leaves out marked

examples:
  captioner transcribe talk.mp3 > talk.txt
  captioner transcribe talk.mp4 -o talk.srt
  captioner transcribe *.m4a --format vtt -o subtitles/
  captioner transcribe interview.wav --view both --format html -o interview.html"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("transcribe", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a recording")
    parser.add_argument(
        "--format", choices=options.FORMATS, help="of the transcripts (default: by the ending of -o, else txt)"
    )
    options.add_view(parser, "what is written (default: as in the settings)", ("raw", "cleaned", "both"))
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="a file, a folder (made if it is missing), or - for stdout"
    )
    parser.add_argument(
        "--track",
        type=options.at_least_one,
        metavar="N",
        help="sound track of videos with several, from 1 (default: the main one)",
    )
    options.add_force(parser)
    options.add_model(parser)
    options.add_language(parser)


def run(chosen: argparse.Namespace) -> int:
    """Transcribe all; the exit code says whether all went well.

    Raises:
        CaptionerError: nothing could be done.
        KeyboardInterrupt: at Ctrl-C; what is written is whole.
    """
    wanted = destinations(chosen.files, chosen.output, chosen.format)
    from captioner.cli.console import Console
    from captioner.cli.recordings import batch
    from captioner.cli.recordings.batch import Batch
    from captioner.export.formats import ExportView, Options

    console = Console()
    settings = options.chosen_settings(chosen, console.note)
    view = ExportView(chosen.view or settings.general.view)
    how = Options(view, options.removed_labels(settings.disfluency))
    return Batch(console, settings, how, batch.opener(settings, chosen.track), force=chosen.force).run(wanted)
