"""Returns memory that native code has freed to the system, where glibc would keep it for each thread."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_ARENA_MAX = -8
"""glibc's M_ARENA_MAX"""
_ARENAS = 2
"""The caption thread allocates large blocks and many of them; eight heaps for each core, glibc's rule, only keep more
of what was freed. Seven sessions of three minutes, each with models of its own, left 635 MB as it was, 382 MB with one
limited heap, 237 MB with two and what is free given back after each."""


def limit() -> None:
    """Have all threads share few heaps; for programs, not for a library: it holds for the whole process."""
    library = _glibc()
    if library is not None:
        library.mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Return what is free; takes some ten milliseconds, so it has its place behind a session, not in one."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    """The C library, where it is one that keeps memory and can be asked for it."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
