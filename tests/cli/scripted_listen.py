"""A program for the tests: a session in the terminal of which everything is real but the engine, which has a script.

python -m tests.cli.scripted_listen [OUTPUT]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from captioner.cli.console import Console
from captioner.cli.terminal import session as terminal_session
from captioner.errors import ModelMissing
from captioner.messages import SAMPLE_RATE, CaptionUpdate, State, Status
from captioner.settings.declared import Settings
from tests.cli.fakes import ScriptedEngine, update

SCRIPT = (
    Status(State.LISTENING, 0.1, SAMPLE_RATE),
    update(0, "We um|h left on monday.", ended=True),
    update(1, "It", "uh|h rained"),
)


def make(on_update: Callable[[CaptionUpdate], None], on_status: Callable[[Status], None]) -> ScriptedEngine:
    """An engine that says its lines and waits to be stopped."""
    return ScriptedEngine(on_update, on_status, SCRIPT, waits=True)


GONE = ModelMissing("There is no model. Another one is used in its place.", "Fetch it.")


def make_replaced(on_update: Callable[[CaptionUpdate], None], on_status: Callable[[Status], None]) -> ScriptedEngine:
    """As `make`, with another model than the chosen one."""
    first = replace(SCRIPT[0], stands_in=GONE, stand_in="another")
    return ScriptedEngine(on_update, on_status, (first, *SCRIPT[1:]), waits=True)


class StubbornEngine(ScriptedEngine):
    """Notes that it should stop, and goes on."""

    def stop(self) -> None:
        """Go on."""


def make_stubborn(on_update: Callable[[CaptionUpdate], None], on_status: Callable[[Status], None]) -> ScriptedEngine:
    """As `make`, but it does not stop."""
    return StubbornEngine(on_update, on_status, SCRIPT, waits=True)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    engines = {"--stubborn": make_stubborn, "--replaced": make_replaced}
    outputs = [Path(argument) for argument in arguments if argument not in engines]
    terminal_session.run(
        Console(),
        Settings(),
        next((engines[argument] for argument in arguments if argument in engines), make),
        "the script",
        outputs[0] if outputs else None,
    )
