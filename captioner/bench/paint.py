"""`captioner bench paint`: from a caption update to painted pixels, with hours of transcript behind it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from captioner.bench import arguments

if TYPE_CHECKING:
    from captioner.bench.paint_timing import PaintTimes

HOURS = 8.0
UPDATES = 1000


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "paint",
        help="from a caption update to painted pixels",
        description="Time updates of the overlay and the open transcript window with a long session behind them. "
        "The aim is a p95 of 4 ms, a quarter of a frame at 60 Hz.",
    )
    parser.add_argument("--hours", type=float, default=HOURS, help=f"length of the session so far ({HOURS:g})")
    parser.add_argument("--updates", type=int, default=UPDATES, help=f"how many are timed ({UPDATES})")
    arguments.add_figures(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, print, and write the figures; the reader judges them."""
    # Qt is loaded only where something is to be painted
    from captioner.bench import paint_timing

    found = {
        name: _figures(paint_timing.measure(args.hours, args.updates, with_transcript=with_transcript))
        for name, with_transcript in (("overlay", False), ("overlay and transcript", True))
    }
    for name, figures in found.items():
        sys.stdout.write(f"{name}\n" + "".join(f"  {key:12} {value}\n" for key, value in figures.items()))
    arguments.write_figures(args, found)
    return 0


def _figures(times: PaintTimes) -> dict[str, Any]:
    p50, p95, p99 = (float(each) for each in np.percentile(times.milliseconds, (50, 95, 99)))
    return {
        "hours": times.hours,
        "utterances": times.utterances,
        "updates": len(times.milliseconds),
        "p50_ms": round(p50, 3),
        "p95_ms": round(p95, 3),
        "p99_ms": round(p99, 3),
        "worst_ms": round(max(times.milliseconds), 3),
        "busy_p95_ms": round(float(np.percentile(times.busy_milliseconds, 95)), 3),
        "resident_mb": [round(each, 1) for each in times.resident_mb],
    }
