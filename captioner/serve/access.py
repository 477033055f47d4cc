"""Decides who may read the captions: no web page and no other machine without permission."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_ANY = {"0.0.0.0": (socket.AF_INET, "192.0.2.1"), "::": (socket.AF_INET6, "2001:db8::1")}
"""The addresses that mean all interfaces, and a documentation address elsewhere (RFC 5737, RFC 3849)."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def callable_as(host: str) -> str:
    """The address by which others reach a server that listens on `host`: for all interfaces, the one towards the
    network.

    The question to the system for its route to an address sends nothing.
    """
    if host not in _ANY:
        return host
    family, elsewhere = _ANY[host]
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            return str(probe.getsockname()[0])
    except OSError:  # no network
        return host


def new_token() -> str:
    """A random token."""
    return secrets.token_urlsafe(16)


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one server."""

    host: str
    """the address that it listens on"""
    token: str = ""
    """every client must give it; empty: none is needed"""
    names: Sequence[str] = ()
    """allowed host names, besides addresses and localhost"""
    origins: Sequence[str] = ()
    """origins of other pages that may read, such as `https://example.org`"""

    def knows_host(self, header: str) -> bool:
        """Whether the Host header of a request names this server.

        This stops DNS rebinding: a page of another site whose name was made to point here sends that name.
        """
        host = _host_of(header)
        if host is None:
            return False
        if host in ("localhost", *(name.lower() for name in self.names)):
            return True
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return address.is_loopback or not is_loopback(self.host)

    def knows_origin(self, origin: str | None, host: str) -> bool:
        """Whether the requesting page may read: it is the server's own, or is allowed. Other programs send no origin.

        Args:
            origin: the Origin header, which every browser sends with a WebSocket; None from other programs.
            host: the Host header.
        """
        if origin is None or origin in self.origins:
            return True
        return origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())

    def knows_token(self, given: str) -> bool:
        """Whether the token is right; the comparison takes constant time.

        Args:
            given: as received; bytes of a header that are no UTF-8 are surrogates in it.
        """
        return not self.token or secrets.compare_digest(given.encode("utf-8", "surrogateescape"), self.token.encode())


def _host_of(header: str) -> str | None:
    """The host in `host:port`, without brackets; None where the header is invalid."""
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port
    except ValueError:
        return None
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        return None
    return parts.hostname
