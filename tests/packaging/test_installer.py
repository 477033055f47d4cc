"""What installs: uv with the index that pip is configured for, and pip where uv is not to be had or fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from checkout import Checkout, SetupFailed
from installer import Installer, explain, for_uv, pip_settings


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n"], "not the one that the lock"),
        (["OSError: [Errno 28] No space left on device\n"], "disk is full"),
        (["NewConnectionError('<urllib3...>: Failed')\n", "No matching distribution found for numpy==2\n"], "network"),
        (["ERROR: No matching distribution found for av==19.0\n"], "nothing for av==19.0"),
        (["something else\n", "went wrong\n"], "went wrong"),
    ],
)
def test_output_of_pip_becomes_a_message(output: list[str], expected: str) -> None:
    assert expected in explain(output)


def test_the_index_comes_from_the_configuration_of_pip(tmp_path: Path) -> None:
    file = tmp_path / "pip.conf"
    file.write_text(
        "[global]\nindex-url = https://one.test/simple\ntimeout = 7\n"
        "[install]\nextra-index-url =\n  https://two.test\n  https://three.test\nindex-url = https://four.test\n"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    environment |= {"PIP_CONFIG_FILE": str(file), "PIP_FIND_LINKS": "/a /b", "PIP_TIMEOUT": "9"}
    told = for_uv(pip_settings(sys.executable, environment), {})
    assert told["UV_DEFAULT_INDEX"] == "https://four.test"
    assert told["UV_INDEX"].split()[-2:] == ["https://two.test", "https://three.test"]
    assert told["UV_FIND_LINKS"].split(",")[-2:] == ["/a", "/b"]
    assert told["UV_HTTP_TIMEOUT"] == "9"


def test_settings_of_the_user_for_uv_stay() -> None:
    told = for_uv({"index-url": "https://one.test"}, {"UV_DEFAULT_INDEX": "https://mine.test"})
    assert "UV_DEFAULT_INDEX" not in told


def test_nothing_that_is_not_set_is_reported() -> None:
    assert all(for_uv({"index-url": "", "find-links": ""}, {}).values())


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout whose programs only write down how they were called; the exit codes are in files beside them."""
    made = Checkout(tmp_path)
    made.bin.mkdir(parents=True)
    for name in ("python", "uv"):
        program = made.bin / name
        program.write_text(
            f'#!/bin/sh\n[ "$4" = config ] || [ "$5" = config ] || echo {name} "$@" >>"{tmp_path}/calls"\n'
            f'echo the end; exit $(cat "{tmp_path}/{name}" 2>/dev/null || echo 0)\n'
        )
        program.chmod(0o755)
    return made


def calls(checkout: Checkout) -> list[str]:
    return (checkout.root / "calls").read_text().splitlines()


needs_sh = pytest.mark.skipif(sys.platform == "win32", reason="runs scripts in the place of pip and uv")


@needs_sh
def test_pip_brings_uv_checked_by_hash_and_uv_the_rest(checkout: Checkout) -> None:
    said: list[str] = []
    installer = Installer(checkout, said.append)
    installer.fetch_uv()
    installer.install("--require-hashes", "-r", "some.lock")
    first, second = calls(checkout)
    assert first.startswith("python -m pip")
    assert "--require-hashes" in first
    assert first.endswith("uv.lock")
    assert second.startswith("uv pip install")
    assert second.endswith("--require-hashes -r some.lock")
    assert said == []


@needs_sh
def test_where_uv_fails_pip_installs_to_the_end(checkout: Checkout) -> None:
    (checkout.root / "uv").write_text("2")
    said: list[str] = []
    installer = Installer(checkout, said.append)
    installer.fetch_uv()
    installer.install("one")
    installer.install("two")
    assert [call.split()[0] for call in calls(checkout)] == ["python", "uv", "python", "python"]
    assert said == ["uv could not install them (the end); pip tries."]


@needs_sh
def test_where_uv_cannot_be_had_that_is_reported_once(checkout: Checkout) -> None:
    (checkout.root / "python").write_text("1")
    said: list[str] = []
    installer = Installer(checkout, said.append)
    installer.fetch_uv()
    assert len(said) == 1
    with pytest.raises(SetupFailed, match="the end"):
        installer.install("one")
