"""Finds a device on which recognition works, with a trial in a child process, because a broken CUDA aborts its
process."""

from __future__ import annotations

import contextlib
import ctypes.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from captioner.speech.engine import MachineMemory

_TIMEOUT_S = 120
"""Loading large-v3 from a slow disk and one inference of 1 s of audio."""
_MOST_THREADS = 4
"""More threads do not speed up a sequential decode, and all logical cores were measured four times slower (peers
survey)."""
_GPU_TYPES = ("float16", "int8_float16", "float32")
"""Tried in this order; float16 needs compute capability 7.0."""

_FAILURE_HOLDS_S = 86_400
"""A day: by then the missing part may be installed. The doctor checks again each time."""

RunChild = Callable[[list[str], int], "ChildExit"]


@dataclass(frozen=True, slots=True)
class ChildExit:
    """How a child process ended."""

    code: int
    """exit code; negative for a signal, as when the process was aborted"""
    output: str


@dataclass(frozen=True, slots=True)
class Probe:
    """The result of a trial of recognition on a device."""

    device: str
    compute_type: str
    works: bool
    reason: str = ""
    """why it does not work, a sentence; empty where it does"""


def threads(wanted: int = 0, cores: int | None = None) -> int:
    """CPU threads of a decode: `wanted`, or for 0 the best number on this machine."""
    return wanted or max(1, min(_MOST_THREADS, cores or _cores()))


def choose(
    folder: Path,
    device: str = "auto",
    compute_type: str = "auto",
    run: RunChild | None = None,
    memory: MachineMemory | None = None,
    clock: Callable[[], float] = time.time,
) -> Probe:
    """The device and compute type to run the model in `folder` with.

    Args:
        device: auto, cpu or cuda; auto falls back to the CPU, which needs no probe, and says why in `reason`.
        compute_type: auto or one of CTranslate2's.
        memory: saves the probe if nothing has changed since the last one; None probes again.
        clock: seconds since 1970.

    Returns:
        The device and type; `works` is False only if a device that was requested by name does not work.
    """
    on_cpu = "int8" if compute_type == "auto" else compute_type
    if device == "cpu":
        return Probe("cpu", on_cpu, works=True)
    if device == "auto" and not has_gpu_driver():
        return Probe("cpu", on_cpu, works=True)
    best = _cached(folder, compute_type, run, memory, clock) if memory else _best_on_gpu(folder, compute_type, run)
    if best.works or device == "cuda":
        return best
    return Probe("cpu", on_cpu, works=True, reason=best.reason)


def _best_on_gpu(folder: Path, compute_type: str, run: RunChild | None) -> Probe:
    tried = []
    for each in _GPU_TYPES if compute_type == "auto" else (compute_type,):
        tried.append(probe(folder, "cuda", each, run))
        if tried[-1].works:
            return tried[-1]
    return tried[0]


def _cached(
    folder: Path, compute_type: str, run: RunChild | None, memory: MachineMemory, clock: Callable[[], float]
) -> Probe:
    question = f"gpu {compute_type} {folder} {_circumstances(folder)}"
    known = memory.get(question)
    if known is not None:
        with contextlib.suppress(KeyError, TypeError, ValueError):
            found = Probe("cuda", str(known["compute_type"]), bool(known["works"]), str(known["reason"]))
            if found.works or clock() - float(known["asked"]) < _FAILURE_HOLDS_S:
                return found
    found = _best_on_gpu(folder, compute_type, run)
    answer = {"compute_type": found.compute_type, "works": found.works, "reason": found.reason, "asked": clock()}
    memory.put(question, answer)
    return found


def _circumstances(folder: Path) -> str:
    """The cache key: the model, the driver and the libraries of CUDA decide whether a model runs on the GPU."""
    model = folder / "model.bin"
    size = f"{model.stat().st_size}:{model.stat().st_mtime_ns}" if model.is_file() else ""
    driver = Path("/sys/module/nvidia/version")
    parts = [size, driver.read_text(encoding="ascii").strip() if driver.is_file() else ""]
    for package in ("ctranslate2", "nvidia-cublas-cu12", "nvidia-cudnn-cu12"):
        with contextlib.suppress(metadata.PackageNotFoundError):
            parts.append(metadata.version(package))
    parts += [ctypes.util.find_library(name) or "" for name in ("cublas", "cudnn")]
    parts.append(os.environ.get("LD_LIBRARY_PATH", ""))
    return " ".join(parts)


def probe(folder: Path, device: str, compute_type: str, run: RunChild | None = None) -> Probe:
    """Recognise one second of audio with the model in `folder` in a child process."""
    command = [sys.executable, "-m", "captioner.speech.whisper.device", str(folder), device, compute_type]
    outcome = (run or _run)(command, _TIMEOUT_S)
    if outcome.code == 0:
        return Probe(**json.loads(outcome.output.splitlines()[-1]))
    last = next((line for line in reversed(outcome.output.splitlines()) if line.strip()), "no message")
    how = f"was aborted by signal {-outcome.code}" if outcome.code < 0 else f"failed with exit code {outcome.code}"
    return Probe(device, compute_type, works=False, reason=f"A trial inference on {device} {how}: {last}.")


def has_gpu_driver() -> bool:
    """Whether an NVIDIA driver is loaded; without one a probe would only cost time."""
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32" / "nvcuda.dll").exists()
    return Path("/dev/nvidia0").exists() or Path("/dev/dxg").exists()


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _run(command: list[str], timeout_s: int) -> ChildExit:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)
    except subprocess.TimeoutExpired:
        return ChildExit(124, f"no answer within {timeout_s} s")
    except OSError as error:
        return ChildExit(127, str(error))
    return ChildExit(done.returncode, done.stdout if done.returncode == 0 else done.stdout + done.stderr)


def _main(folder: Path, device: str, compute_type: str) -> int:
    """The child: load the model and read a second of noise; library errors surface at the first encode, not before."""
    import numpy as np

    from captioner.errors import ModelError
    from captioner.messages import SAMPLE_RATE
    from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer

    noise = np.random.default_rng(0).normal(0, 0.01, SAMPLE_RATE).astype(np.float32)
    try:
        recognizer = WhisperRecognizer(folder, Decoding(device=device, compute_type=compute_type, threads=1))
        recognizer.recognize(noise, 0, (), "")
    except (ModelError, RuntimeError, ValueError) as error:
        result = Probe(device, compute_type, works=False, reason=f"{error}")
    else:
        result = Probe(device, compute_type, works=True)
    sys.stdout.write(json.dumps(asdict(result)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
