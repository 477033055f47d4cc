"""The server, by clients as others write them."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from captioner.errors import ServeError
from captioner.messages import SAMPLE_RATE, CaptionUpdate, State, Status
from captioner.serve.access import Access
from captioner.serve.messages import Narrator
from captioner.serve.server import Server
from tests.strategies import spoken

WAIT_S = 30.0


@pytest.fixture
def server() -> Iterator[Server]:
    """On this machine alone, at a free port."""
    made = Server(Narrator(), Access("127.0.0.1"), 0)
    made.start()
    made.begin("mic")
    yield made
    made.stop()


def say(server: Server, number: int, text: str, *, ended: bool = True) -> None:
    server.take(CaptionUpdate(number, spoken(text, start=number * SAMPLE_RATE), (), ended, language="en"))


async def utterance(client: aiohttp.ClientWebSocketResponse, number: int) -> dict[str, Any]:
    """The next message of an utterance."""
    while True:
        found = await client.receive_json(timeout=WAIT_S)
        if found.get("utterance") == number:
            return dict(found)


async def refused(url: str, **headers: str) -> int:
    """The status with which a WebSocket is refused."""
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(url, headers=headers)
        return caught.value.status


def test_a_web_socket_gets_past_and_new_captions(server: Server) -> None:
    async def listen() -> None:
        say(server, 0, "Um,/h yes.")
        async with aiohttp.ClientSession() as session, session.ws_connect(f"{server.url}ws") as client:
            assert (await client.receive_json(timeout=WAIT_S))["source"] == "mic"
            assert (await utterance(client, 0))["cleaned"] == [{"text": "Yes.", "settled": True}]
            say(server, 1, "We went", ended=False)
            assert (await utterance(client, 1))["ended"] is False
            server.tell(Status(State.PAUSED))
            assert (await client.receive_json(timeout=WAIT_S))["state"] == "paused"
            server.stop()
            assert (await client.receive(timeout=WAIT_S)).type is aiohttp.WSMsgType.CLOSE

    asyncio.run(listen())


def test_server_sent_events_say_the_same(server: Server) -> None:
    async def listen() -> list[dict[str, Any]]:
        say(server, 0, "Yes.")
        async with aiohttp.ClientSession() as session, session.get(f"{server.url}events") as answer:
            assert answer.content_type == "text/event-stream"
            found = []
            while len(found) < 2:
                line = await asyncio.wait_for(answer.content.readline(), WAIT_S)
                if line.strip():
                    assert line.startswith(b"data: ")
                    found.append(json.loads(line.removeprefix(b"data: ")))
            return found

    assert [each["type"] for each in asyncio.run(listen())] == ["session", "utterance"]


@pytest.mark.slow
def test_a_client_that_never_reads_slows_nobody(server: Server) -> None:
    async def listen() -> None:
        port = int(server.url.split(":")[2].strip("/"))
        with socket.create_connection(("127.0.0.1", port)) as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.sendall(
                b"GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            )
            async with aiohttp.ClientSession() as session, session.ws_connect(f"{server.url}ws") as client:
                for number in range(3000):
                    say(server, number, "many words " * 20)
                found = await utterance(client, 2999)
                assert found["ended"]

    asyncio.run(asyncio.wait_for(listen(), 2 * WAIT_S))


def test_a_page_of_another_site_gets_nothing(server: Server) -> None:
    url = f"{server.url}ws"
    assert asyncio.run(refused(url, Origin="https://evil.example")) == 403
    assert asyncio.run(refused(url, Origin="null")) == 403
    assert asyncio.run(refused(url, Host="evil.example:8642")) == 421
    assert asyncio.run(fetched(server.url, Host="evil.example")) == 421
    assert asyncio.run(fetched(server.url)) == 200


async def fetched(url: str, **headers: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status


def test_a_token_is_asked_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = Server(Narrator(), Access("127.0.0.1", token="secret"), 0)
    guarded.start()
    try:
        base = guarded.url.partition("?")[0]
        assert guarded.url == f"{base}?token=secret"
        assert asyncio.run(fetched(guarded.url)) == 200
        assert [asyncio.run(fetched(base + path)) for path in ("", "events", "events?token=guess")] == [403] * 3
        assert asyncio.run(fetched(base, Authorization="Bearer secret")) == 200
        assert asyncio.run(refused(f"{base}ws")) == 403
    finally:
        guarded.stop()


def test_other_machines_need_a_token() -> None:
    with pytest.raises(ServeError, match="token"):
        Server(Narrator(), Access("0.0.0.0"))


def test_a_port_that_is_taken_is_reported(server: Server) -> None:
    port = int(server.url.split(":")[2].strip("/"))
    with pytest.raises(ServeError, match=str(port)):
        Server(Narrator(), Access("127.0.0.1"), port).start()


def test_what_comes_before_and_after_is_let_go() -> None:
    made = Server(Narrator(), Access("127.0.0.1"), 0)
    say(made, 0, "Too early.")
    made.stop()
    made.start()
    made.stop()
    made.stop()
    say(made, 0, "Too late.")


@pytest.mark.parametrize("request_line", [b"GET /\xff?token=secret HTTP/1.1", b"secret", b"GET / HTTP/9.9"])
def test_a_request_that_is_no_http_is_refused_and_leaves_no_trace(
    request_line: bytes, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    guarded = Server(Narrator(), Access("127.0.0.1", token="secret"), 0)
    guarded.start()
    try:
        address = urlsplit(guarded.url)
        with socket.create_connection((address.hostname, address.port)) as client:
            client.sendall(request_line + b"\r\n\r\n")
            assert b" 400 " in client.recv(200).splitlines()[0]
    finally:
        guarded.stop()
    assert not capfd.readouterr().err
    assert "secret" not in caplog.text
