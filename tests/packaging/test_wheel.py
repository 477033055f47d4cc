from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

pytest.importorskip("hatchling", reason="needs the build backend that bootstrap installs")


def build(root: Path) -> subprocess.CompletedProcess[str]:
    """Build the wheel of a checkout into its `dist`."""
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", "dist"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The program with one small model and one recording."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "captioner", root / "captioner", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "packaging").mkdir()
    for name in ("pyproject.toml", "LICENSE", "packaging/hatch_build.py"):
        shutil.copy(ROOT / name, root / name)
    (root / "README.md").write_text("Captioner")
    for name in ("models/toy/manifest.json", "assets/toy.flac"):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(name)
    return root


@pytest.mark.slow
def test_an_installed_wheel_finds_what_came_with_it(checkout: Path, tmp_path: Path) -> None:
    built = build(checkout)
    assert built.returncode == 0, built.stderr
    (wheel,) = (checkout / "dist").glob("captioner-*.whl")
    installed = tmp_path / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(installed)
    assert "captioner/bench/stream.py" in names
    assert not any(name.startswith("captioner/training/") for name in names)
    shutil.rmtree(checkout)
    program = (
        "from captioner import paths\n"
        "print((paths.bundled('models') / 'toy' / 'manifest.json').read_text())\n"
        "print((paths.bundled('assets') / 'toy.flac').read_text())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split() == ["models/toy/manifest.json", "assets/toy.flac"], run.stderr


@pytest.mark.slow
def test_no_wheel_is_built_without_models(checkout: Path) -> None:
    shutil.rmtree(checkout / "models")
    built = build(checkout)
    assert built.returncode != 0
    assert "models" in built.stderr
