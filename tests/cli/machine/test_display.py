"""Whether a window can open."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from captioner.cli.machine.display import Address, addresses, has_display


def nobody(address: Address) -> bool:
    return False


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_platforms_always_have_a_display(platform: str) -> None:
    assert has_display({}, platform, nobody)


def test_linux_has_one_where_a_server_answers() -> None:
    assert not has_display({}, "linux", nobody)
    assert not has_display({"DISPLAY": ":0"}, "linux", nobody)
    assert has_display({"DISPLAY": ":0"}, "linux", lambda address: address == "/tmp/.X11-unix/X0")
    assert has_display({"QT_QPA_PLATFORM": "offscreen"}, "linux", nobody)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, []),
        ({"DISPLAY": ""}, []),
        ({"DISPLAY": "nonsense"}, []),
        ({"DISPLAY": ":x"}, []),
        ({"DISPLAY": ":1.0"}, ["/tmp/.X11-unix/X1", "\0/tmp/.X11-unix/X1"]),
        ({"DISPLAY": "localhost:10.0"}, [("localhost", 6010)]),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/user/7"}, ["/run/user/7/wayland-0"]),
        ({"WAYLAND_DISPLAY": "/abs/socket"}, ["/abs/socket"]),
    ],
)
def test_where_servers_listen(environment: dict[str, str], expected: list[Address]) -> None:
    assert addresses(environment) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")
def test_a_socket_is_asked(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not has_display(environment, "linux")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "w"))
        server.listen()
        assert has_display(environment, "linux")
