"""This process's memory: the peak, and now."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def peak_mb() -> float:
    """The largest resident size so far, in MB (10^6 bytes); NaN if the system does not report it."""
    try:
        # Linux's `ru_maxrss` is at least what the process that started this one had
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size * 1024 / 1e6


def resident_mb() -> float:
    """The current resident size in MB; the peak if the system does not report it."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError):
        return peak_mb()
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
