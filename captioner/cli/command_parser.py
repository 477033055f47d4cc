"""The argument parser of every command."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from typing import Any, NoReturn


class CommandParser(argparse.ArgumentParser):
    """Adds `--verbose`, shows descriptions as they are written, and accepts no abbreviated options.

    The resulting namespace has the parser of the innermost command as `parser`.
    """

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        settings.setdefault("allow_abbrev", False)
        super().__init__(**settings)
        # suppressed, so that a command's own default does not undo `captioner --verbose COMMAND`
        self.add_argument(
            "--verbose", action="store_true", default=argparse.SUPPRESS, help="print more messages, and log them"
        )
        self.set_defaults(parser=self)

    def options(self) -> set[str]:
        """Every option of the command, as it is typed."""
        return {option for action in self._actions for option in action.option_strings}

    def refuse(self, unknown: Sequence[str]) -> NoReturn:
        """Exit with the usage of this command, and the nearest option if there is one."""
        near = difflib.get_close_matches(unknown[0].partition("=")[0], self.options(), n=1)
        guess = f" (did you mean {near[0]}?)" if near else ""
        self.error(f"unrecognized arguments: {' '.join(unknown)}{guess}")
