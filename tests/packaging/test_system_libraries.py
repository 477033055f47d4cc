from __future__ import annotations

import sys

import pytest
import system_libraries
from system_libraries import LIBRARIES, Library, install_line, manager, missing, packages

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="wheels bring the libraries elsewhere")


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("ID=debian\n", "apt"),
        ('NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', "apt"),
        ("ID=fedora", "dnf"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"', "dnf"),
        ("ID=manjaro\nID_LIKE=arch", "pacman"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"', "zypper"),
        ("ID=nixos\n", None),
        ("", None),
    ],
)
def test_the_package_manager_follows_the_distribution(release: str, expected: str | None) -> None:
    assert manager(release) == expected


@LINUX
def test_a_library_that_loads_is_not_missing() -> None:
    assert missing(lambda file: True) == ()
    assert missing(lambda file: file != "libEGL.so.1") == tuple(
        each for each in LIBRARIES if each.file == "libEGL.so.1"
    )


@LINUX
def test_the_linker_is_asked() -> None:
    assert system_libraries.is_here("libc.so.6") or system_libraries.is_here("libc.musl-x86_64.so.1")
    assert not system_libraries.is_here("libno-such-library.so.1")


@LINUX
def test_a_program_is_looked_for_on_the_path() -> None:
    assert system_libraries.is_here("sh")
    assert not system_libraries.is_here("no-such-program")


def test_a_package_is_named_once() -> None:
    libraries = [each for each in LIBRARIES if each.dnf == "libxcb"]
    assert len(libraries) > 1
    assert packages(libraries, "dnf") == ("libxcb",)


@pytest.mark.parametrize("kind", ["apt", "dnf", "pacman", "zypper"])
def test_every_library_has_a_package_everywhere(kind: str) -> None:
    assert all(getattr(each, kind) for each in LIBRARIES)


def test_the_line_to_type_is_exact() -> None:
    library = Library("libx.so.1", "libx1", "libx", "x", "libx1", "x")
    names = packages([library], "apt")
    assert install_line(names, "apt", as_root=False) == "sudo apt-get install -y --no-install-recommends libx1"
    assert install_line(names, "apt", as_root=True) == "apt-get install -y --no-install-recommends libx1"
