"""Hands messages to clients: each has its own box, in which a newer message replaces an older one."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from captioner.serve.messages import KEPT, Key, Message, Narrator

MOST_CLIENTS = 64
_MOST_WAITING = KEPT + 2
"""Messages that wait for a client at most: what it would be told if it came now. Older utterances are lost to it."""


class Full(Exception):
    """There are as many clients as there may be."""


class Box:
    """Messages that wait for one client. A client that reads slowly gets fewer and newer ones, and costs no memory."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[Key, Message] = OrderedDict()
        self._has_come = asyncio.Event()
        self._is_closed = False

    def put(self, message: Message) -> None:
        """Never waits."""
        self._waiting[message.key] = message
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        self._has_come.set()

    def close(self) -> None:
        """Nothing more comes."""
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
    """Hands each message to every client; lives on the server's thread."""

    def __init__(self, narrator: Narrator) -> None:
        self.narrator = narrator
        self._boxes: set[Box] = set()

    def send(self, message: Message | None) -> None:
        """To all; nothing for None."""
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
        """Let every client go."""
        for box in self._boxes:
            box.close()
