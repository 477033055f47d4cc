"""Coverage-guided fuzzing (Atheris, which is libFuzzer for Python): `python -m tests.fuzz MINUTES [PROPERTY ...]`.

Each property gets its share of the time in a process of its own, as many at once as there are cores. What reached new
lines of Captioner is kept in `.hypothesis/corpus` and gone on from the next time; what failed is kept by hypothesis,
and the tests show it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_CORPUS = Path(".hypothesis/corpus")
_LONGEST_INPUT = 8192
_HANG_S = 30
_MOST_MB = 3000


def main(arguments: list[str]) -> int:
    """Fuzz all properties, or those that are named; 1 where one failed."""
    if arguments and arguments[0] == "--one":
        return _fuzz(arguments[1], int(arguments[2]))
    if importlib.util.find_spec("atheris") is None:
        print("NOT FUZZED: Atheris has no wheel for this machine; the tests try a few examples all the same")
        return 0
    from tests.fuzz.properties import PROPERTIES

    names = arguments[1:] or list(PROPERTIES)
    cores = os.cpu_count() or 1
    seconds = max(1, round(60 * cores * float(arguments[0] if arguments else 60) / len(names)))
    with ThreadPoolExecutor(cores) as at_once:
        held = list(at_once.map(lambda name: _in_child(name, seconds), names))
    failed = [name for name, is_held in zip(names, held, strict=True) if not is_held]
    if failed:
        print(f"failed: {' '.join(failed)}; scripts/test tests/fuzz shows the smallest example")
    else:
        print(f"{len(names)} properties held for {seconds} s each")
    return 1 if failed else 0


def _in_child(name: str, seconds: int) -> bool:
    """Whether a property held for so long; native code that crashes ends its own process alone."""
    command = [sys.executable, "-m", "tests.fuzz", "--one", name, str(seconds)]
    child = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    done = re.search(r"stat::number_of_executed_units:\s*(\d+)", child.stderr)
    reached = re.findall(r"cov: (\d+)", child.stderr)
    figures = f"{done[1] if done else '?'} inputs, {reached[-1] if reached else '?'} branches reached"
    print(f"{name:<38} {seconds} s, {figures}: {'held' if child.returncode == 0 else 'FAILED'}", flush=True)
    if child.returncode:
        print(child.stdout[-4000:], child.stderr[-4000:])
    return child.returncode == 0


def _fuzz(name: str, seconds: int) -> int:
    import atheris

    with atheris.instrument_imports(include=["captioner"]):
        from tests.fuzz.properties import PROPERTIES
    corpus = _CORPUS / name
    corpus.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-timeout={_HANG_S}", f"-rss_limit_mb={_MOST_MB}"]
    options += [f"-max_len={_LONGEST_INPUT}", "-print_final_stats=1", f"-artifact_prefix={corpus.parent}/{name}-"]
    fuzz_one_input = PROPERTIES[name].hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    atheris.Setup([name, *options, str(corpus)], fuzz_one_input)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    import tests.conftest  # noqa: F401  the profile of hypothesis

    sys.exit(main(sys.argv[1:]))
