"""This process's memory: the peak, and now."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def peak_mb() -> float:
    """The largest resident size so far, in MB (10^6 bytes); not a number where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size * 1024 / 1e6


def resident_mb() -> float:
    """What the process has in memory now, in MB; where the system does not tell, the most it has had."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError):
        return peak_mb()
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
