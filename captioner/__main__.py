"""Starts the program: `captioner`, or `python -m captioner`."""

from __future__ import annotations

import sys

from captioner.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
