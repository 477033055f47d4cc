"""The thread that makes captions, and the queue to the thread that shows them."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import TypeAlias

from captioner import heap
from captioner.engine import MakeEngine, session
from captioner.errors import CaptionerError
from captioner.messages import CaptionUpdate, Status


@dataclass(frozen=True, slots=True)
class Ended:
    """The last event."""

    error: CaptionerError | None
    """the error that ended it; None if the source ended or `stop` was called"""


Event: TypeAlias = CaptionUpdate | Status | Ended


class EngineThread:
    """Runs one engine from start to end; its events wait in a queue."""

    def __init__(self, make: MakeEngine, heaps: int = heap.LIVE) -> None:
        """`heaps`: see `heap.limit`."""
        self._heaps = heaps
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._engine = make(self._events.put, self._events.put)
        # daemon: an impatient second Ctrl-C must end the program though a decode still runs
        self._thread = threading.Thread(target=self._run, name="captions", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the engine to end; waiting words are settled first, then `Ended` comes. Safe in a signal handler."""
        self._engine.stop()

    def set_paused(self, paused: bool) -> None:
        """Pause or continue."""
        self._engine.set_paused(paused)

    def next(self, timeout: float) -> Event | None:
        """The next event, or None if there is none within `timeout` seconds."""
        try:
            return self._events.get(timeout=timeout)
        except queue.Empty:
            return None

    def join(self) -> None:
        """Wait until the thread has ended, which is soon after `Ended`."""
        self._thread.join()

    def _run(self) -> None:
        self._events.put(Ended(session(self._engine.run, self._heaps)))
