"""`captioner` without a command: the caption window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from captioner import paths
from captioner.cli.machine.display import has_display
from captioner.errors import CaptionerError, Sentence
from captioner.settings import file as settings_file
from captioner.settings.declared import Settings


class NoWindow(CaptionerError):
    """The caption window cannot open on this machine."""


def run(chosen: argparse.Namespace) -> int:
    """Open the window; returns when the user quits.

    Raises:
        NoWindow: there is no display, or Qt cannot be loaded.
    """
    if not has_display(os.environ, sys.platform):
        raise NoWindow("There is no display for the caption window.", "Use `captioner listen` in this terminal.")
    path = paths.settings_file()
    loaded = settings_file.load(path)
    return show(loaded.settings, path=path, notices=loaded.notices)


def show(
    settings: Settings,
    *,
    path: Path | None = None,
    notices: Sequence[Sentence] = (),
    start: bool = False,
    until_end: bool = False,
    may_stand_in: bool = True,
) -> int:
    """The window with these settings.

    Args:
        path: the file for changed settings; None: they are not saved.
        notices: messages to show at the start.
        start: start captions at once.
        until_end: close the window at the end of the source.
        may_stand_in: the built-in speech model may replace the one of the settings.

    Raises:
        NoWindow: a library that Qt needs is missing.
    """
    from captioner import app
    from captioner.ui.quit_signals import QuitSignals

    try:
        with QuitSignals() as signals:
            from captioner.ui import application

            return application.run(
                settings,
                app.backend(may_stand_in=may_stand_in),
                settings_path=path,
                notices=notices,
                start=start,
                until_end=until_end,
                signals=signals,
            )
    except ImportError as error:
        raise NoWindow(f"The window's libraries cannot be loaded: {error}.", "`captioner doctor` says more.") from error
