"""Who may listen."""

from __future__ import annotations

import ipaddress

import pytest

from captioner.serve.access import Access, callable_as, is_loopback, new_token

LOCAL = Access("127.0.0.1")
OPEN = Access("0.0.0.0", token="secret", names=("studio.local",), origins=("https://example.org",))


@pytest.mark.parametrize(
    ("header", "local", "open_"),
    [
        ("127.0.0.1:8642", True, True),
        ("localhost", True, True),
        ("LOCALHOST:8642", True, True),
        ("[::1]:8642", True, True),
        ("192.168.1.5:8642", False, True),
        ("studio.local:8642", False, True),
        ("evil.example:8642", False, False),
        ("localhost.evil.example", False, False),
        ("127.0.0.1.evil.example", False, False),
        ("user@localhost", False, False),
        ("localhost/path", False, False),
        ("localhost:port", False, False),
        ("[::1", False, False),
        ("", False, False),
    ],
)
def test_hosts(header: str, local: bool, open_: bool) -> None:
    assert (LOCAL.knows_host(header), OPEN.knows_host(header)) == (local, open_)


@pytest.mark.parametrize(
    ("origin", "is_known"),
    [
        (None, True),
        ("http://localhost:8642", True),
        ("http://localhost:9999", False),
        ("https://evil.example", False),
        ("https://example.org", True),
        ("null", False),
        ("file://", False),
        ("http://[::1", False),
        ("http://\u2100.x", False),
        ("\udcff", False),
    ],
)
def test_origins(origin: str | None, is_known: bool) -> None:
    assert OPEN.knows_origin(origin, "localhost:8642") is is_known


def test_a_server_on_all_addresses_is_called_by_one_of_them() -> None:
    assert callable_as("127.0.0.1") == "127.0.0.1"
    found = ipaddress.ip_address(callable_as("0.0.0.0"))
    assert found.is_unspecified or found.is_private or found.is_global


def test_tokens() -> None:
    assert LOCAL.knows_token("")
    assert OPEN.knows_token("secret")
    assert not OPEN.knows_token("") and not OPEN.knows_token("sécret")
    assert not OPEN.knows_token("\udcff")
    assert len(new_token()) > 20 and new_token() != new_token()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.0.1", "studio.local")))
