"""What native code has freed goes back to the system."""

from __future__ import annotations

import sys
import threading

import numpy as np
import pytest

from captioner import heap
from captioner.bench.memory import resident_mb


@pytest.mark.skipif(sys.platform != "linux", reason="the heaps of glibc")
def test_memory_freed_by_a_thread_returns_to_the_system() -> None:
    kept: list[object] = []

    def work() -> None:
        # each 100th block stays and would keep all below it
        blocks = [np.ones(16_000, np.float32) for _ in range(3000)]
        kept.extend(blocks[::100])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    before = resident_mb()
    heap.give_back()
    assert before - resident_mb() > 100


def test_limiting_the_heaps_may_be_done_again() -> None:
    heap.limit()
    heap.limit()
