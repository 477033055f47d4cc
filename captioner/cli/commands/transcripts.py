"""`captioner transcripts`: past sessions, unfinished ones too."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from captioner.cli import options
from captioner.cli.exit_codes import ExitCode, UsageError
from captioner.cli.recordings.collect import Found
from captioner.cli.recordings.transcript_files import destinations

if TYPE_CHECKING:
    from captioner.cli.console import Console
    from captioner.record.past_session import PastSession
    from captioner.settings.declared import Settings

_DESCRIPTION = """\
List past sessions, close unfinished ones, and write their transcripts. A crash
or a power cut leaves a session unfinished; its journal (.jsonl) still has every
settled word.

WHICH is a number in the list (1 is the newest), the name of a journal in the
transcripts folder, or the path of any journal."""

_EXAMPLES = """\
examples:
  captioner transcripts                               list them all
  captioner transcripts recover                       close all unfinished ones
  captioner transcripts export 1 > meeting.txt        the newest as text
  captioner transcripts export 1 2 -o subtitles/ --format srt"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("transcripts", description=_DESCRIPTION, epilog=_EXAMPLES)
    actions = parser.add_subparsers(metavar="ACTION", dest="action")
    listing = actions.add_parser("list", help="all sessions, the newest first")
    listing.add_argument("--json", action="store_true", help="for scripts")
    recover = actions.add_parser("recover", help="mark unfinished sessions as finished")
    recover.add_argument("which", metavar="WHICH", nargs="*", help="a session (default: all unfinished ones)")
    export = actions.add_parser("export", help="write transcripts or subtitles of sessions")
    export.add_argument("which", metavar="WHICH", nargs="+", help="a session")
    export.add_argument(
        "--format", choices=options.FORMATS, help="of the transcripts (default: by the ending of -o, else txt)"
    )
    options.add_view(export, "what is written (default: as in the settings)")
    export.add_argument("-o", "--output", metavar="OUT", help="a file, a folder, or - for stdout")
    export.add_argument("--output-dir", metavar="DIR", type=Path, help="a folder for all")
    options.add_force(export)


def run(chosen: argparse.Namespace) -> int:
    """List, recover or export.

    Raises:
        CaptionerError: a journal cannot be read, or something cannot be written.
    """
    from captioner import paths
    from captioner.cli.console import Console

    console = Console()
    settings = options.chosen_settings(chosen, console.note)
    folder = paths.transcripts_dir(settings.general.transcripts_folder)
    if chosen.action == "recover":
        return _recover(console, folder, chosen.which)
    if chosen.action == "export":
        return _export(console, settings, folder, chosen)
    return _list(console, folder, as_json=getattr(chosen, "json", False))


def _sessions(folder: Path) -> list[PastSession]:
    """The sessions of a folder that hold words, the newest first."""
    from captioner import paths
    from captioner.record.history import History

    history = History(paths.history_file())
    history.update(folder)
    return [session for session in history.sessions() if session.path.parent == folder]


def _list(console: Console, folder: Path, *, as_json: bool) -> int:
    from captioner.captions.wording import plain
    from captioner.messages import clock
    from captioner.record import journal

    sessions = _sessions(folder)
    broken = set(journal.unfinished(folder))
    if as_json:
        found = [
            {
                "number": number,
                "path": str(each.path),
                "started": each.started,
                "source": each.source,
                "title": each.title,
                "words": each.words,
                "seconds": round(each.seconds, 3),
                "finished": each.path not in broken,
            }
            for number, each in enumerate(sessions, 1)
        ]
        console.out(json.dumps(found, indent=2))
        return ExitCode.FINE
    if not sessions:
        console.note(f"There are no transcripts in {folder}.")
    for number, each in enumerate(sessions, 1):
        when = each.started[:16].replace("T", " ")
        state = "  (not closed: running or unfinished)" if each.path in broken else ""
        line = f"{number:>4}  {when:<16} {each.words:>7} words {clock(each.seconds):>8}  {each.title or each.source}"
        console.out(plain(line + state))
    return ExitCode.FINE


def _recover(console: Console, folder: Path, which: Sequence[str]) -> int:
    from captioner.cli.console import Style
    from captioner.record import journal
    from captioner.record.recovery import close_broken_off

    if not which:
        closed = close_broken_off(folder)
        running = len(journal.unfinished(folder))
        if running:
            console.note(
                f"{running} not closed, because they changed in the last ten minutes. Name them to close them."
            )
    else:
        closed = _chosen(folder, which)
        for path in closed:
            if not journal.recover(path).is_finished:
                journal.finish(path)
    for path in closed:
        found = journal.recover(path)
        words = sum(entry.word_count for entry in found.transcript.entries)
        damage = f", {found.damaged_lines} lines could not be read" if found.damaged_lines else ""
        console.note(f"{path}: {words} words{damage}", Style.GOOD)
    if not closed:
        console.note("Nothing to recover.")
    return ExitCode.FINE


def _export(console: Console, settings: Settings, folder: Path, chosen: argparse.Namespace) -> int:
    from captioner.cli.console import Style
    from captioner.cli.recordings.output_files import check_output, make_folder
    from captioner.export.formats import Format, Options, render, write
    from captioner.messages import View
    from captioner.record import journal

    how = Options(View(chosen.view or settings.general.view), settings.disfluency.removed)
    journals = [Found(path) for path in _chosen(folder, chosen.which)]
    formats = (chosen.format,) if chosen.format else ()
    for each in destinations(journals, chosen.output, formats, chosen.output_dir):
        [output] = each.outputs  # one format, one file
        if output.path is not None:
            make_folder(output.path.parent)
            check_output(output.path, force=chosen.force)
        transcript = journal.recover(each.source).transcript
        if output.path is None:
            console.out(render(transcript, Format(output.format), how), end="")
        else:
            write(transcript, output.path, how, Format(output.format))
            console.note(f"{each.source} -> {output.path}", Style.GOOD)
    return ExitCode.FINE


def _chosen(folder: Path, which: Sequence[str]) -> list[Path]:
    """The chosen journals, each once."""
    from captioner.record import journal

    sessions: list[PastSession] | None = None
    found = []
    for each in which:
        near = [Path(each), folder / each, folder / f"{each}{journal.SUFFIX}"]
        path = next((path for path in near if path.is_file()), None)
        if path is None and each.isascii() and each.isdigit():
            sessions = _sessions(folder) if sessions is None else sessions
            path = sessions[int(each) - 1].path if 0 < int(each) <= len(sessions) else None
        if path is None:
            raise UsageError(f"There is no session {each}.", "`captioner transcripts` lists them all.")
        found.append(path)
    return list(dict.fromkeys(found))
