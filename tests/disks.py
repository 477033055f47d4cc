"""Disks that are too small or may not be written, made where the tests may mount them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


def _mount(folder: Path, options: str) -> None:
    folder.mkdir(exist_ok=True)
    if not sys.platform.startswith("linux"):
        pytest.skip("needs a tmpfs")
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("needs the command mount")
    if result.returncode:
        pytest.skip(f"needs the right to mount a tmpfs: {result.stderr.strip()}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 64 KiB."""
    folder = tmp_path / "small"
    _mount(folder, "size=64k")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk that nobody may write to."""
    folder = tmp_path / "read-only"
    _mount(folder, "size=64k,ro")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
