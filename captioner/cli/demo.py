"""`captioner demo`: the recording that comes with the program, through the whole of it, as if it were spoken now."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from captioner import paths, settings
from captioner.cli import options, window
from captioner.cli.exit_codes import ExitCode
from captioner.errors import AudioFileError

if TYPE_CHECKING:
    from captioner.cli.console import Console
    from captioner.settings import Settings

RECORDING = "demo.flac"

_DESCRIPTION = """\
Watch captions being made, without a microphone. A recording of about a minute,
spoken by a synthetic voice and full of fillers and repairs, is played through the
whole program in real time: in the caption window, or in the terminal where there
is no display. At the end it says where the transcript lies and what was removed.
Nothing is played aloud, and no setting is changed."""

_EPILOG = """\
The window stays open until you close it; --exit closes it at the end of the
recording. In the terminal, r switches between raw and cleaned, p pauses, q ends."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("demo", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--terminal", action="store_true", help="in the terminal, though there is a display")
    parser.add_argument("--exit", action="store_true", help="close the window at the end of the recording")
    options.add_view(parser, "what is shown first (default: as in the settings)")
    options.add_model(parser)


def run(chosen: argparse.Namespace) -> int:
    """Play the recording.

    Raises:
        CaptionerError: it is missing, or captions could not be made.
    """
    recording = paths.bundled("assets") / RECORDING
    if not recording.is_file():
        raise AudioFileError(f"The demo's recording {recording} is missing.", "Install Captioner again.")
    from captioner.cli.console import Console

    console = Console()
    played = settings.replace(options.chosen_settings(chosen, console.note), "audio.source", str(recording))
    if chosen.language is None:
        played = settings.replace(played, "speech.language", "en")
    if chosen.terminal or not window.has_display(os.environ, sys.platform):
        _in_terminal(console, played)
        return ExitCode.FINE
    from captioner import app

    with _new_transcripts(console, played):
        return app.run_gui(played, settings_path=None, start=True, until_end=chosen.exit)


def _in_terminal(console: Console, played: Settings) -> None:
    from captioner import app
    from captioner.cli import terminal_session
    from captioner.pipeline import Pipeline

    build = app.compose(played, app.open_source(played.audio), live=True)
    terminal_session.run(
        console, played, lambda on_update, on_status: Pipeline(build, on_update, on_status), "the demo's recording"
    )


@contextmanager
def _new_transcripts(console: Console, played: Settings) -> Iterator[None]:
    """Say at the end what the sessions that the window ran have left in the transcripts' folder."""
    from captioner.captions import journal
    from captioner.cli.console import Style
    from captioner.cli.summary import summary

    folder = Path(played.general.transcripts_folder or paths.transcripts_dir()).expanduser()
    before = set(folder.glob("*" + journal.SUFFIX))
    yield
    for path in sorted(set(folder.glob("*" + journal.SUFFIX)) - before):
        entries = journal.recover(path).transcript.entries
        for line in summary(entries, options.removed_labels(played.disfluency)):
            console.note(line)
        console.note(f"Transcript: {path}", Style.GOOD)
