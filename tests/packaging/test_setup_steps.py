from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import setup_steps
from checkout import Checkout

ROOT = Path(__file__).resolve().parent.parent.parent

BACKEND = '''
"""A build backend for a project without files: the smallest editable wheel there is."""
import pathlib, zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "toy-1-py3-none-any.whl"
    folder = "toy-1.dist-info"
    root = pathlib.Path(__file__).parent.parent
    files = {
        "toy.pth": str(root),
        f"{folder}/METADATA": "Metadata-Version: 2.1\\nName: toy\\nVersion: 1\\n",
        f"{folder}/WHEEL": "Wheel-Version: 1.0\\nGenerator: toy\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        f"{folder}/RECORD": f"toy.pth,,\\n{folder}/METADATA,,\\n{folder}/WHEEL,,\\n{folder}/RECORD,,\\n",
    }
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / name, "w") as wheel:
        for path, content in files.items():
            wheel.writestr(path, content)
    return name
'''
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["packaging"]

[project]
name = "toy"
version = "1"
"""


def test_the_version_of_torch_is_the_one_that_the_project_names() -> None:
    assert setup_steps.torch_requirement(Checkout(ROOT)) == "torch==2.13.0"


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup_steps.main(["--sparkle"]) == 2
    assert "Unknown option: --sparkle" in capsys.readouterr().err


def test_help_tells_both_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup_steps.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "bootstrap.py captioner demo" in shown
    assert "bootstrap.py pytest" in shown


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A checkout of a project without dependencies, with the real bootstrap: everything happens but downloads."""
    root = tmp_path / "toy"
    (root / "packaging").mkdir(parents=True)
    for source in ("bootstrap.py", "setup_steps.py", "checkout.py", "installer.py", "system_libraries.py"):
        (root / "packaging" / source).write_bytes((ROOT / "packaging" / source).read_bytes())
    for lock in ("build.lock", "requirements.lock"):
        (root / "packaging" / lock).write_text("# nothing\n")
    (root / "packaging" / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(PROJECT)
    return root


def bootstrap(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the bootstrap of a checkout as a person would."""
    return subprocess.run(
        [sys.executable, str(root / "packaging" / "bootstrap.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


WHO = ("python", "-c", "import importlib.metadata as m; print(m.distribution('toy').read_text('INSTALLER').strip())")
PREFIX = ("python", "-c", "import sys; print(sys.prefix)")


@pytest.mark.slow
def test_a_life_of_an_environment(toy: Path) -> None:
    """One test, for each environment takes seconds: made, used, brought up to date, moved."""
    first = bootstrap(toy, *PREFIX)
    assert first.stdout.strip() == str(toy / ".venv"), first.stderr
    assert "Ready after" in first.stderr
    assert first.stderr.count("uv is not available") == 1
    assert bootstrap(toy, *WHO).stdout.strip() == "pip"

    again = bootstrap(toy, *PREFIX)
    assert again.stdout == first.stdout
    assert again.stderr == ""
    assert bootstrap(toy, "python", "-c", "raise SystemExit(7)").returncode == 7
    absent = bootstrap(toy, "no-such-command")
    assert absent.returncode == 127
    assert "no-such-command" in absent.stderr

    (toy / "packaging" / "requirements.lock").write_text("# still nothing\n")
    updated = bootstrap(toy, *PREFIX)
    assert "Installing what packaging/requirements.lock names" in updated.stderr
    assert "Making a new one" not in updated.stderr

    moved = toy.rename(toy.with_name("moved"))
    elsewhere = bootstrap(moved, *PREFIX)
    assert elsewhere.stdout.strip() == str(moved / ".venv"), elsewhere.stderr
    assert "Making a new one" in elsewhere.stderr


@pytest.mark.slow
def test_uv_installs_where_it_can_be_had(toy: Path) -> None:
    (toy / "packaging" / "uv.lock").write_bytes((ROOT / "packaging" / "uv.lock").read_bytes())
    done = bootstrap(toy, *WHO)
    if "uv is not available" in done.stderr:
        pytest.skip("needs a package index that can be reached")
    assert done.stdout.strip() == "uv", done.stderr


def test_an_environment_of_someone_else_is_left_alone(toy: Path) -> None:
    (toy / ".venv" / "bin").mkdir(parents=True)
    (toy / ".venv" / "bin" / "precious").touch()
    refused = bootstrap(toy, *PREFIX)
    assert refused.returncode == 1
    assert "not made by this program" in refused.stderr
    assert (toy / ".venv" / "bin" / "precious").exists()


def test_a_file_in_the_place_of_the_environment_is_a_sentence(toy: Path) -> None:
    (toy / ".venv").touch()
    refused = bootstrap(toy, *PREFIX)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
