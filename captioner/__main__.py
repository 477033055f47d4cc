"""Starts the program: `captioner`, or `python -m captioner`."""

from __future__ import annotations

import sys

__all__ = ["main"]

_INTERRUPTED = 130
"""The exit code of `cli.exit_codes.ExitCode.INTERRUPTED`, which is not loaded yet."""


def main() -> int:
    """Run the command line; returns the exit code."""
    try:
        from captioner.cli.main import main as run

        return run()
    except KeyboardInterrupt:  # Ctrl-C while modules load or the command line is read
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
