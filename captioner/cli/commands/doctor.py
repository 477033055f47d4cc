"""`captioner doctor`: checks what works on this machine, and says how to fix the rest."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterable
from dataclasses import asdict

from captioner import paths
from captioner.cli.console import Console
from captioner.cli.exit_codes import ExitCode
from captioner.cli.machine.check import Check, Verdict
from captioner.cli.machine.examination import examine
from captioner.models import store as model_store
from captioner.settings import file as user_settings

_DESCRIPTION = """\
Check this machine: versions, processor, GPU, sound, display, models, folders.
Each line that is not ok says what to do. The doctor runs a real recognition, so
it takes some seconds. The exit code is 1 when captions cannot work."""

_EXAMPLES = """\
examples:
  captioner doctor                 for people
  captioner doctor --json          for scripts and bug reports"""

_NAME_WIDTH = 18
_STATE_WIDTH = 8
_LINE_WIDTH = 100


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("doctor", description=_DESCRIPTION, epilog=_EXAMPLES)
    parser.add_argument("--json", action="store_true", help="for scripts")


def run(chosen: argparse.Namespace) -> int:
    """Run the checks; each line is printed as soon as it is known."""
    console = Console()
    loaded = user_settings.load(paths.settings_file())
    checks = []
    for check in examine(loaded.settings, loaded.notices, model_store.default()):
        checks.append(check)
        if not chosen.json:
            console.out(line(check))
    if chosen.json:
        console.out(json.dumps([asdict(check) for check in checks], indent=2))
    else:
        console.out("\n" + verdict(checks))
    return ExitCode.FAILED if any(check.state is Verdict.FAILED for check in checks) else ExitCode.FINE


def line(check: Check) -> str:
    """A check as text, with its remedy below it."""
    margin = _NAME_WIDTH + _STATE_WIDTH + 2
    head = f"{check.state:<{_STATE_WIDTH}} {check.name:<{_NAME_WIDTH}} "
    indent = " " * margin
    text = _filled(check.found, head, indent)
    if check.remedy:
        text += "\n" + _filled(check.remedy, indent + "→ ", indent)
    return text


def _filled(text: str, first: str, others: str) -> str:
    """Lines of at most `_LINE_WIDTH`, except for long words: paths and names of packages stay whole, to be copied."""
    return textwrap.fill(
        text,
        _LINE_WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def verdict(checks: Iterable[Check]) -> str:
    """The overall result in one sentence."""
    states = [check.state for check in checks]
    broken, lacking = states.count(Verdict.FAILED), states.count(Verdict.WARNING)
    if broken:
        return f"Captions do not work until {_things(broken)} {'is' if broken == 1 else 'are'} fixed."
    if lacking:
        return f"Captions work; {_things(lacking)} could be better."
    return "Everything works."


def _things(number: int) -> str:
    return "one thing" if number == 1 else f"{number} things"
