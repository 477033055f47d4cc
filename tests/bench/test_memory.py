"""The peak of a process's memory."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from captioner.bench.memory import peak_mb


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own figure")
def test_the_peak_is_not_that_of_the_process_that_started_it() -> None:
    large = np.ones(25_000_000)  # 200 MB
    code = "from captioner.bench.memory import peak_mb; print(peak_mb())"
    child = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert 1 < float(child.stdout) < 100 < large.nbytes / 1e6 < peak_mb()
