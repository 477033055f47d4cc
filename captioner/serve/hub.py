"""Distributes messages to clients: each has its own box, in which a newer message replaces an older one."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from captioner.serve.messages import KEPT, Key, Message, Narrator

MOST_CLIENTS = 64
_MOST_WAITING = KEPT + 2
"""Most messages that wait for a client: as many as a new client would get. A slow client misses older utterances."""


class Full(Exception):
    """The limit of clients is reached."""


class Box:
    """Waiting messages of one client. A slow client gets fewer and newer ones, so it costs no memory."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[Key, Message] = OrderedDict()
        self._has_come = asyncio.Event()
        self._is_closed = False

    def put(self, message: Message) -> None:
        """Add a message; never waits."""
        self._waiting[message.key] = message
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        self._has_come.set()

    def close(self) -> None:
        """End the messages."""
        self._is_closed = True
        self._has_come.set()

    async def messages(self) -> AsyncIterator[Message]:
        """The messages as they come, until the box is closed."""
        while True:
            await self._has_come.wait()
            while self._waiting:
                yield self._waiting.popitem(last=False)[1]
            if self._is_closed:
                return
            self._has_come.clear()


class ClientHub:
    """Sends each message to every client; runs on the server's thread."""

    def __init__(self, narrator: Narrator) -> None:
        self.narrator = narrator
        self._boxes: set[Box] = set()

    def send(self, message: Message | None) -> None:
        """Send a message to all clients; None sends nothing."""
        for box in self._boxes if message is not None else ():
            box.put(message)  # type: ignore[arg-type]

    @contextmanager
    def client(self) -> Iterator[Box]:
        """A client while it is connected; it begins with the recent messages.

        Raises:
            Full: there are too many.
        """
        if len(self._boxes) >= MOST_CLIENTS:
            raise Full
        box = Box()
        for message in self.narrator.snapshot():
            box.put(message)
        self._boxes.add(box)
        try:
            yield box
        finally:
            self._boxes.discard(box)

    def close(self) -> None:
        """Disconnect every client."""
        for box in self._boxes:
            box.close()
