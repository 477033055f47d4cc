"""From the start of the process to the first painted window: `python -m captioner.bench.start_time --beside CHECKOUT`.

Each start is a new process in a home where the first start is done, with cached bytecode, on the current display (or a
separate server by `xvfb-run`). Two checkouts start in turn, with the same Python and the same packages.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from captioner import paths
from captioner.bench import start_probe
from captioner.bench.ratios import ratio_of_sums
from captioner.errors import CaptionerError

_HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
_LONGEST_S = 60


class NoWindowPainted(CaptionerError):
    """The program ended before it painted a window."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m captioner.bench.start_time", description=__doc__)
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT", help="another state of the program, to compare with")
    parser.add_argument("--times", type=int, default=20, help="starts of each (20)")
    chosen = parser.parse_args(arguments)
    checkouts = [paths.bundled("models").parent, *([chosen.beside.resolve()] if chosen.beside else [])]
    found = measure(checkouts, chosen.times)
    for checkout, starts in zip(checkouts, found, strict=True):
        print(f"{checkout}: {', '.join(f'{key} {_median(starts, key):.3f}' for key in starts[0])} (p50)")
    if len(found) == 2:
        for key in found[0][0]:
            ours, theirs = ([each[key] for each in starts] for starts in found)
            medians = _median(found[0], key) / _median(found[1], key)
            print(f"{key}: {medians:.2f} of it (p50), {ratio_of_sums(ours, theirs)} of the sums")
    return 0


def measure(checkouts: Sequence[Path], times: int) -> list[list[dict[str, float]]]:
    """The starts of each checkout, in turn; the first of each is not counted, because it fills the caches.

    Raises:
        NoWindowPainted: the program ended, or hung, without a window.
    """
    found: list[list[dict[str, float]]] = [[] for _ in checkouts]
    with tempfile.TemporaryDirectory() as place:
        for turn in range(times + 1):
            for number, checkout in enumerate(checkouts):
                start = _start(checkout, Path(place) / str(number))
                if turn:
                    found[number].append(start)
    return found


def _start(checkout: Path, home: Path) -> dict[str, float]:
    settings = home / "captioner" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"general": {"first_start_done": True}}), encoding="utf-8")
    environment = os.environ | {name: str(home) for name in _HOMES}
    environment |= {"PYTHONPATH": str(checkout), "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment[start_probe.BEGAN] = str(time.monotonic())
    # -P: keeps the folder of this file out of the module path
    command = [sys.executable, "-P", start_probe.__file__]
    try:
        done = subprocess.run(
            command, env=environment, cwd=home, capture_output=True, text=True, timeout=_LONGEST_S, check=False
        )
        return dict(json.loads(done.stdout.splitlines()[-1]))
    except (subprocess.TimeoutExpired, ValueError, IndexError) as error:
        said = done.stderr if isinstance(error, (ValueError, IndexError)) else f"nothing in {_LONGEST_S} s"
        raise NoWindowPainted(f"No window was painted: {said.strip()}", "Is there a display?") from error


def _median(starts: Sequence[dict[str, float]], key: str) -> float:
    return statistics.median(each[key] for each in starts)


if __name__ == "__main__":
    sys.exit(main())
