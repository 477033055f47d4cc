"""The argument parser of every command."""

from __future__ import annotations

import argparse
from typing import Any


class CommandParser(argparse.ArgumentParser):
    """Has `--verbose`, shows descriptions as they are written, and takes no abbreviated options."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        settings.setdefault("allow_abbrev", False)
        super().__init__(**settings)
        # suppressed, so that a command's own default does not undo `captioner --verbose COMMAND`
        self.add_argument(
            "--verbose", action="store_true", default=argparse.SUPPRESS, help="say more about what goes on, and log it"
        )
