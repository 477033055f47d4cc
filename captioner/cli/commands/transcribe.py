"""`captioner transcribe`: transcribes recordings, faster than real time."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path

from captioner.cli import options
from captioner.cli.recordings import arguments
from captioner.cli.recordings.collect import STDIN, collect, standard_input
from captioner.cli.recordings.transcript_files import destinations

_DESCRIPTION = """\
Write transcripts or subtitles of recordings, faster than real time. Give sound
files, videos, folders (with all folders below), or - for standard input.

The transcript of one recording goes to stdout. Several transcripts go beside
their recordings (talk.mp3 becomes talk.txt). Use -o or --output-dir for another
place. A file that cannot be read does not stop the others. A transcript is
written whole or not at all, and replaces another only with --force. Options have
the names of Whisper's own command, also with underscores."""

_EPILOG = f"""\
{arguments.VIEWS}

examples:
  captioner transcribe talk.mp3 > talk.txt
  captioner transcribe talk.mp4 -o talk.srt
  captioner transcribe *.m4a --format vtt --output-dir subtitles
  captioner transcribe interviews/ --filter "*.wav" --format all --output-dir texts
  captioner transcribe song.mp3 --highlight-words -o song.srt
  curl https://example.org/talk.mp3 | captioner transcribe -
  captioner transcribe interview.wav --view marked -o interview.html"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("transcribe", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="a recording, a folder with recordings, or - for stdin"
    )
    parser.add_argument(
        "--filter", metavar="PATTERN", action="append", default=[], help='of files in folders, such as "*.mp3"'
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="a file, a folder (made if it is missing), or - for stdout"
    )
    parser.add_argument(
        "--output-dir", metavar="DIR", type=Path, help="one folder for all, with the same folders below it as the input"
    )
    existing = parser.add_mutually_exclusive_group()
    options.add_force(existing)
    existing.add_argument("--skip-existing", action="store_true", help="skip recordings that already have a transcript")
    arguments.add_reading(parser)
    arguments.add_writing(parser)


def run(chosen: argparse.Namespace) -> int:
    """Transcribe all recordings; the exit code says whether all succeeded.

    Raises:
        CaptionerError: no recording could be transcribed.
        KeyboardInterrupt: at Ctrl-C; files that were written are complete.
    """
    with ExitStack() as stack:
        named = [path for path in chosen.files if str(path) != STDIN]
        sources = collect(named, chosen.filter)
        if len(named) < len(chosen.files):
            sources.append(stack.enter_context(standard_input()))
        wanted = destinations(sources, chosen.output, arguments.chosen_formats(chosen), chosen.output_dir)
        from captioner.cli.console import Console
        from captioner.cli.recordings.batch import Existing

        existing = Existing.REPLACE if chosen.force else Existing.SKIP if chosen.skip_existing else Existing.REFUSE
        return arguments.batch_of(chosen, Console(), existing).run(wanted)
