"""Returns memory that native code has freed to the system, where glibc would keep it for each thread."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_ARENA_MAX = -8
"""glibc's M_ARENA_MAX"""
LIVE = 2
"""Heaps for live captions. The caption thread allocates many large blocks. With glibc's default of eight heaps for each
core, more freed memory is kept. Seven sessions of three minutes, each with models of its own, left 635 MB by default,
382 MB with one heap, and 237 MB with two heaps and freed memory given back after each session."""
RECORDINGS = 1
"""Heaps for recordings, whose batches take more memory than all else: 12.6 minutes took 305 MB, 334 MB with two."""


def limit(heaps: int = LIVE) -> None:
    """Let all threads share few heaps; for programs, not for a library: it applies to the whole process."""
    library = _glibc()
    if library is not None:
        library.mallopt(_ARENA_MAX, heaps)


def give_back() -> None:
    """Return freed memory; takes some ten milliseconds, so call it after long work, not in live captions."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    """The C library if it is glibc, else None."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
