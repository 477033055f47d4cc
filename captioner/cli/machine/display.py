"""Finds out whether a window can open, before Qt starts: Qt aborts the process where there is no display."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

_PATIENCE_S = 2.0
"""Seconds; a display over ssh answers within milliseconds."""
_X11_PORT = 6000

Address: TypeAlias = str | tuple[str, int]
"""The path of a Unix socket, or a host and a port."""


def has_display(
    environment: Mapping[str, str], platform: str, answers: Callable[[Address], bool] | None = None
) -> bool:
    """Whether there is a screen: on Linux and similar systems a display server must answer; elsewhere there always is
    one.

    Args:
        environment: of the process.
        platform: a value of `sys.platform`.
        answers: whether something accepts a connection.
    """
    answers = answers or _answers
    if platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM"):
        return True
    return any(answers(address) for address in addresses(environment))


def addresses(environment: Mapping[str, str]) -> list[Address]:
    """The addresses of the display servers that the environment names."""
    found: list[Address] = []
    if wayland := environment.get("WAYLAND_DISPLAY"):
        found.append(str(Path(environment.get("XDG_RUNTIME_DIR", "")) / wayland))
    host, colon, rest = environment.get("DISPLAY", "").rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdecimal():
        return found
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        return [*found, path, "\0" + path]
    return [*found, (host, _X11_PORT + int(number))]


def _answers(address: Address) -> bool:
    if sys.platform == "win32":
        return True
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(_PATIENCE_S)
            connection.connect(address)
    except (OSError, ValueError):
        return False
    return True
