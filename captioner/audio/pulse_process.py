"""The sound server's programs as child processes, each read by a thread of its own."""

from __future__ import annotations

import os
import select
import subprocess
import threading
from collections.abc import Callable, Iterator
from typing import IO

import numpy as np
from numpy.typing import NDArray

from captioner.audio import pulse

_BYTES = 4
"""of a float32 sample"""
_PIPE_BYTES = 1 << 16
_LATENCY_MS = 40
"""Requested from the server; by default it delivers blocks of up to two seconds."""
_LOOK_S = 0.3
"""Seconds between two looks until the server tells of its changes."""


class ServerProcess:
    """A program that runs until it is ended."""

    def __init__(self, command: list[str], read: Callable[[IO[bytes]], None], name: str) -> None:
        """Start the program.

        Args:
            read: reads its output to the end, on the thread that `start` starts.
            name: the name of that thread.

        Raises:
            LoopbackUnavailable: the program is missing.
        """
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=pulse.environment(),
            )
        except FileNotFoundError as error:
            raise pulse.tools_missing(command[0]) from error
        assert self._process.stdout is not None
        self._output: IO[bytes] = self._process.stdout
        self._thread = threading.Thread(target=read, args=(self._output,), name=name, daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def kill(self) -> None:
        """End the program; may be called by the thread that reads it."""
        self._process.kill()

    def end(self) -> None:
        """End the program and wait for the thread."""
        self.kill()
        if self._thread.ident is not None:
            self._thread.join()
        self._output.close()
        self._process.wait()


def subscription(read: Callable[[IO[bytes]], None]) -> ServerProcess:
    """`pactl subscribe`: a line for each event of the server; see `events`."""
    return ServerProcess(["pactl", "subscribe"], read, "pulse-watch")


def events(output: IO[bytes], look: Callable[[], None]) -> Iterator[bytes]:
    """The events of a subscription, line by line, and no change is missed before the first.

    The server does not say when a subscription begins, and it does not repeat what came before.

    Args:
        look: asks the server for the state whose changes matter. It is called until events come. They do, because a
            question is itself an event.
    """
    look()
    while not select.select([output], [], [], _LOOK_S)[0]:
        look()
    look()
    yield from output


def recorder(
    target: str,
    rate: int,
    channels: int,
    deliver: Callable[[NDArray[np.float32]], None],
    ended: Callable[[], None],
    token: str = "",
) -> ServerProcess:
    """`parec`, whose blocks are delivered until it ends.

    Args:
        target: the option that names the device or stream to record.
        deliver: takes blocks, shape (frames, channels).
        ended: called after the last block.
        token: identifies the recording among others, see `pulse.TOKEN`.
    """

    def read(output: IO[bytes]) -> None:
        for block in _blocks(output, channels):
            deliver(block)
        ended()

    command = [
        *("parec", target, f"--rate={rate}", f"--channels={channels}", "--format=float32ne"),
        *(f"--latency-msec={_LATENCY_MS}", "--client-name=Captioner", "--stream-name=Live captions"),
        "--property=media.role=a11y",
    ]
    return ServerProcess([*command, *[f"--property={pulse.TOKEN}={token}"] * bool(token)], read, "pulse-record")


def _blocks(output: IO[bytes], channels: int) -> Iterator[NDArray[np.float32]]:
    rest, size = b"", channels * _BYTES
    while data := os.read(output.fileno(), _PIPE_BYTES):
        data = rest + data
        whole = len(data) // size * size
        rest = data[whole:]
        if whole:
            yield np.frombuffer(data[:whole], np.float32).reshape(-1, channels)
