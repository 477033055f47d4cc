"""The number format in which networks are trained on this processor."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import torch


def native_type() -> torch.dtype:
    """bfloat16 where the processor multiplies it natively, else float32.

    A processor without AVX-512 BF16 or AMX emulates it: 1.3 instead of 88 billion operations a second on a Zen 3 core.
    """
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if native else torch.float32


def native_precision() -> AbstractContextManager[object]:
    """A context in which networks run in `native_type()`."""
    kind = native_type()
    return nullcontext() if kind == torch.float32 else torch.autocast("cpu", dtype=kind)
