"""Options that several benchmarks share: recordings, models, and a file for the figures."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from captioner import paths
from captioner.bench.manifest import ManifestEntry, chosen, read
from captioner.models.store import BUILT_IN


def add_recordings(
    parser: argparse.ArgumentParser,
    columns: str = "file, transcript",
    *,
    language: str = "recordings in this language only",
) -> None:
    """`--manifest`, `--limit`, and `--language` unless it is described by nothing."""
    parser.add_argument("--manifest", type=Path, required=True, help=f"tab-separated list with columns {columns}")
    if language:
        parser.add_argument("--language", default="en", help=f"{language} (en)")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N recordings only")


def recordings(args: argparse.Namespace, *, needs_transcript: bool = False) -> Sequence[ManifestEntry]:
    """The recordings chosen by the options of `add_recordings`, those without a language included.

    Raises:
        AudioFileError: the list or one of its files cannot be read, or nothing is left to measure.
    """
    found = [one for one in read(args.manifest) if one.language in ("", getattr(args, "language", one.language))]
    return chosen([one for one in found if one.transcript or not needs_transcript], args.limit)


def add_model_folders(parser: argparse.ArgumentParser) -> None:
    """`--model FOLDER ...`."""
    parser.add_argument(
        "--model",
        type=Path,
        nargs="+",
        metavar="FOLDER",
        help="speech models to compare in one run (the one that comes with the program)",
    )


def model_folders(args: argparse.Namespace) -> list[Path]:
    """The folders chosen by the option of `add_model_folders`."""
    return args.model or [paths.bundled("models") / BUILT_IN]


def add_figures(parser: argparse.ArgumentParser) -> None:
    """`--json OUT`."""
    parser.add_argument("--json", type=Path, metavar="OUT", help="also write the figures to this file")


def write_figures(args: argparse.Namespace, figures: Any) -> None:
    """Write the figures to the file of `--json`, if given."""
    if args.json is not None:
        args.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
