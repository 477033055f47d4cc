"""All properties by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tests.fuzz import test_files, test_hub, test_kept, test_packages

PROPERTIES: Mapping[str, Callable[[], None]] = MappingProxyType(
    {
        name.removeprefix("test_"): function
        for module in (test_files, test_hub, test_kept, test_packages)
        for name, function in vars(module).items()
        if name.startswith("test_") and hasattr(function, "hypothesis")
    }
)
"""They take nothing but what hypothesis gives them."""
