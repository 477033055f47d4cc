"""`captioner menu`: Captioner in the applications menu."""

from __future__ import annotations

import argparse
import sys

from captioner import paths
from captioner.cli.console import Console
from captioner.cli.exit_codes import ExitCode
from captioner.errors import CaptionerError

_DESCRIPTION = """\
Add Captioner to this user's applications menu, or remove it. Some Wayland
desktops need the entry before they grant global shortcuts."""

_EXAMPLES = """\
examples:
  captioner menu add       the entry starts this copy of Captioner
  captioner menu remove    deletes the entry and its icon"""


class NoMenu(CaptionerError):
    """This system has no applications menu."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("menu", description=_DESCRIPTION, epilog=_EXAMPLES)
    actions = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
    actions.add_parser("add", help="write the entry")
    actions.add_parser("remove", help="delete it")


def run(chosen: argparse.Namespace) -> int:
    """Write or delete the entry.

    Raises:
        NoMenu: this system has no desktop entries.
    """
    if sys.platform in ("win32", "darwin"):
        raise NoMenu("Menu entries are for Linux desktops.", "Pin the program, or create a link to it.")
    from captioner.ui.desktop import menu_entry

    console = Console()
    data = paths.shared_data_dir()
    if chosen.action == "add":
        written = menu_entry.add(data, (sys.executable, "-m", "captioner"))
        console.out("Captioner is in the applications menu. Written:\n" + "\n".join(f"  {path}" for path in written))
        return ExitCode.FINE
    removed = menu_entry.remove(data)
    names = "\n".join(f"  {path}" for path in removed)
    console.out(
        f"Captioner is no longer in the applications menu. Removed:\n{names}" if removed else "It was not there."
    )
    return ExitCode.FINE
