"""`captioner bench history`: times the search of past sessions from a key press to the first row on screen."""

from __future__ import annotations

import argparse
import sys

from captioner.bench import arguments

SESSIONS = 1000
UTTERANCES = 120
QUERIES = ("t", "the", "ba", "bakilo", "zzz", "the bakilo")
"""A common letter and word, the beginning of many words, a rare word, one that was never said, and two together."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "history",
        help="time from a key press in the search of past sessions to the first row",
        description="Make sessions of made-up words, and type into the search of past sessions. The aim is 100 ms from "
        "a key press to the first row, and a window that is never blocked longer than that.",
    )
    parser.add_argument("--sessions", type=int, default=SESSIONS, help=f"how many ({SESSIONS})")
    parser.add_argument("--utterances", type=int, default=UTTERANCES, help=f"of a dozen words, in each ({UTTERANCES})")
    arguments.add_figures(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, print, and write the figures; the reader judges them."""
    # Qt is loaded only where something is to be painted
    from captioner.bench import history_timing

    times = history_timing.measure(args.sessions, args.utterances, QUERIES)
    rows = [
        {
            "typed": each.typed,
            "first_row_ms": round(each.first_ms, 1),
            "all_ms": round(each.all_ms, 1),
            "rows": each.rows,
        }
        for each in times.keys
    ]
    sys.stdout.write(f"{args.sessions} sessions of {args.utterances} utterances\n")
    sys.stdout.write(f"  index made in {times.index_s:.1f} s, list of sessions {times.listing_ms:.1f} ms\n")
    sys.stdout.write(f"  longest time in which the window was blocked {times.longest_block_ms:.1f} ms\n")
    sys.stdout.write(f"  {'typed':14} {'first row':>12} {'all rows':>12} {'rows':>6}\n")
    for row in rows:
        first, whole = f"{row['first_row_ms']} ms", f"{row['all_ms']} ms"
        sys.stdout.write(f"  {row['typed']:14} {first:>12} {whole:>12} {row['rows']:>6}\n")
    content = {
        "sessions": args.sessions,
        "utterances": args.utterances,
        "index_s": round(times.index_s, 2),
        "listing_ms": round(times.listing_ms, 1),
        "longest_block_ms": round(times.longest_block_ms, 1),
        "keys": rows,
    }
    arguments.write_figures(args, content)
    return 0
