"""Records a microphone into a .npy file, as a program of its own: PortAudio reads its configuration once per process.

Usage: python -m tests.audio.record DEVICE OUT; a line on stdin ends it.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import numpy as np

from captioner.audio.microphone import Microphone


def main(device: str, out: str) -> None:
    """Say "open" on stdout, record until told to stop, write chunks joined with zeros in the gaps."""
    source = Microphone(device)
    source.open()
    print(json.dumps({"open": source.name}), flush=True)
    stopping = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), stopping.set()), daemon=True).start()
    recorded = np.zeros(0, np.float32)
    while not stopping.is_set():
        chunk = source.read(0.1)
        assert chunk is not None
        gap = chunk.start - len(recorded) if len(chunk.samples) else 0
        assert gap >= 0
        recorded = np.concatenate([recorded, np.zeros(gap, np.float32), chunk.samples])
    print(json.dumps({"dropped": source.dropped}), flush=True)
    source.close()
    np.save(Path(out), recorded)


if __name__ == "__main__":
    main(*sys.argv[1:])
