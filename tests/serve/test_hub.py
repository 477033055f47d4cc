"""Clients and what waits for them."""

from __future__ import annotations

import asyncio

import pytest

from captioner.messages import CaptionUpdate
from captioner.serve.hub import MOST_CLIENTS, Box, ClientHub, Full
from captioner.serve.messages import KEPT, Message, Narrator
from tests.strategies import spoken


def message(utterance: int, text: str) -> Message:
    return Message(("utterance", 1, utterance), text)


async def taken(box: Box) -> list[str]:
    box.close()
    return [each.text async for each in box.messages()]


def test_a_slow_client_gets_the_newest_of_each_utterance() -> None:
    box = Box()
    for word in ("a", "b", "c"):
        box.put(message(0, word))
    box.put(message(1, "d"))
    assert asyncio.run(taken(box)) == ["c", "d"]


def test_a_client_that_never_reads_costs_no_memory() -> None:
    box = Box()
    for number in range(1000):
        box.put(message(number, str(number)))
    assert asyncio.run(taken(box)) == [str(number) for number in range(1000 - KEPT - 2, 1000)]


def test_a_new_client_begins_with_the_recent_captions() -> None:
    hub = ClientHub(Narrator())
    hub.narrator.take(CaptionUpdate(0, spoken("Yes."), (), True))
    with hub.client() as box:
        assert len(hub._boxes) == 1
        hub.send(message(5, "later"))
        found = asyncio.run(taken(box))
    assert ['"session"' in found[0], '"Yes."' in found[1], found[2]] == [True, True, "later"]
    assert not hub._boxes


def test_there_are_only_so_many_clients() -> None:
    hub = ClientHub(Narrator())
    clients = [hub.client() for _ in range(MOST_CLIENTS)]
    for client in clients:
        client.__enter__()
    with pytest.raises(Full), hub.client():
        pass
    clients[0].__exit__(None, None, None)
    with hub.client():
        assert len(hub._boxes) == MOST_CLIENTS
