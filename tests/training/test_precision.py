"""The number format of training follows the processor."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from captioner.training.precision import native_precision  # noqa: E402


def test_products_are_made_in_what_the_processor_multiplies_natively() -> None:
    left, right = torch.randn(4, 8), torch.randn(8, 4)
    with native_precision():
        found = left @ right
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    assert found.dtype is (torch.bfloat16 if native else torch.float32)
    assert torch.allclose(found.float(), left @ right, atol=0.2)
