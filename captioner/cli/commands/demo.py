"""`captioner demo`: plays the bundled recording through the whole program in real time."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from captioner import paths
from captioner.cli import options
from captioner.cli.commands import window
from captioner.cli.exit_codes import ExitCode
from captioner.cli.machine.display import has_display
from captioner.errors import AudioFileError, CaptionerError
from captioner.settings import declared as settings

if TYPE_CHECKING:
    from captioner.cli.console import Console
    from captioner.settings.declared import Settings

_LANGUAGE = "en"
"""The recording's language, independent of the user's settings."""

_DESCRIPTION = """\
Watch captions being made, without a microphone. The demo runs a recording of
about a minute through the whole program in real time: in the caption window, or
in the terminal where there is no display. The voice is synthetic, and says many
fillers and repairs. At the end, the demo says where the transcript is and what
was removed. It plays no sound and changes no settings."""

_EPILOG = """\
The window stays open until you close it; --exit closes it at the end of the
recording. In the terminal, r shows or hides removed words, p pauses, q ends."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("demo", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--terminal", action="store_true", help="use the terminal even where there is a display")
    parser.add_argument("--exit", action="store_true", help="close the window at the end of the recording")
    options.add_view(parser, "the view to begin with (default: as in the settings)")
    options.add_model(parser)


def run(chosen: argparse.Namespace) -> int:
    """Play the recording.

    Raises:
        CaptionerError: it is missing, or captions could not be made.
    """
    recording = paths.demo_recording()
    if not recording.is_file():
        raise AudioFileError(f"The demo's recording {recording} is missing.", "Install Captioner again.")
    from captioner.cli.console import Console

    console = Console()
    played = settings.replace(options.chosen_settings(chosen, console.note), "audio.source", str(recording))
    played = settings.replace(played, "speech.language", _LANGUAGE)
    if chosen.terminal or not has_display(os.environ, sys.platform):
        _in_terminal(console, played, may_stand_in=chosen.model is None)
        return ExitCode.FINE
    before = _journals(played)
    code = window.show(played, start=True, until_end=chosen.exit, may_stand_in=chosen.model is None)
    journals = sorted(_journals(played) - before)
    if code in (ExitCode.FINE, ExitCode.INTERRUPTED) and not journals and played.general.keep_journal:
        console.note("The demo was closed before the first words.")
        return code
    _tell(console, played, journals)
    return code


def _in_terminal(console: Console, played: Settings, *, may_stand_in: bool) -> None:
    from captioner import app
    from captioner.cli.terminal import session as terminal_session
    from captioner.pipeline import Pipeline

    build = app.compose(played, app.open_source(played.audio), live=True, may_stand_in=may_stand_in)
    terminal_session.run(
        console, played, lambda on_update, on_status: Pipeline(build, on_update, on_status), "the demo's recording"
    )


def _journals(played: Settings) -> set[Path]:
    from captioner.record import journal

    folder = paths.transcripts_dir(played.general.transcripts_folder)
    return set(journal.in_folder(folder))


def _tell(console: Console, played: Settings, journals: Sequence[Path]) -> None:
    """Write the journals of the window's sessions as text, and print the paths.

    Raises:
        CaptionerError: there is no journal although there should be one, or the text cannot be written.
    """
    from captioner.cli.recordings.saving import keep
    from captioner.messages import View
    from captioner.record import journal

    if not journals and played.general.keep_journal:
        raise CaptionerError("The demo ended without captions.", "`captioner doctor` says what is wrong.")
    for path in journals:
        transcript = journal.recover(path).transcript
        keep(console, transcript, path, View(played.general.view), played.disfluency.removed)
