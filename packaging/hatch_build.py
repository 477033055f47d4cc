"""Puts models and recordings into the wheel; an editable installation uses those in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleHook(BuildHookInterface[Any]):
    """Called by hatchling for every wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files beside the package to the wheel."""
        if version == "editable":
            return
        for kind in ("models", "assets"):
            folder = Path(self.root) / kind
            if not folder.is_dir():
                raise FileNotFoundError(f"A wheel needs the folder {folder}.")
            build_data["force_include"][str(folder)] = f"captioner/_bundled/{kind}"
