"""Settings of CTranslate2's kernels, read from the environment when they first run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_CPUINFO = Path("/proc/cpuinfo")
_AVX512 = {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}
"""what CTranslate2's AVX-512 kernels are compiled for; they do not load where one is missing"""


def prepare() -> None:
    """Choose the kernels for this processor; what the user has set stays."""
    # oneDNN keeps compiled kernels for 1024 shapes, and each window has another shape: 368 MB after a hundred windows,
    # 250 MB at the same computing with this limit
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16")
    try:
        cpuinfo = _CPUINFO.read_text(encoding="utf-8", errors="replace") if sys.platform == "linux" else ""
    except OSError:
        return
    if is_amd_with_avx512(cpuinfo):
        os.environ.setdefault("CT2_FORCE_CPU_ISA", "AVX512")


def is_amd_with_avx512(cpuinfo: str) -> bool:
    """Whether a processor has AVX-512, and CTranslate2 does not use it by itself, because Intel did not make it.

    On a Zen 5 its encoder takes 0.89 of the computing with AVX-512, and all of `transcribe` 0.96.

    Args:
        cpuinfo: the text of Linux's /proc/cpuinfo.
    """
    fields: dict[str, str] = {}
    for line in cpuinfo.split("\n\n")[0].splitlines():
        name, _, value = line.partition(":")
        fields[name.strip()] = value.strip()
    return fields.get("vendor_id") == "AuthenticAMD" and set(fields.get("flags", "").split()) >= _AVX512
