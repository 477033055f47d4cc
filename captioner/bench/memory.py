"""How much memory this process has taken at most."""

from __future__ import annotations

import sys


def peak_mb() -> float:
    """The largest resident size so far, in MB (10^6 bytes); not a number where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size * 1024 / 1e6
