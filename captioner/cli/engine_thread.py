"""The thread on which captions are made, and the queue by which they reach the thread that shows them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from captioner import log
from captioner.errors import CaptionerError
from captioner.messages import CaptionUpdate, Status

_LOG = log.get(__name__)


class Engine(Protocol):
    """What makes captions; `captioner.pipeline.Pipeline` is one."""

    def run(self) -> None:
        """Block until the source ends or `stop` is called; raises CaptionerError."""
        ...

    def stop(self) -> None:
        """End `run` soon; callable from any thread."""
        ...

    def set_paused(self, paused: bool) -> None:
        """Take in no audio while paused; callable from any thread."""
        ...


MakeEngine: TypeAlias = Callable[[Callable[[CaptionUpdate], None], Callable[[Status], None]], Engine]
"""Called with `on_update` and `on_status`; cheap, for the models load in `run`."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The last event: nothing follows."""

    error: CaptionerError | None
    """why it ended before its time; None where the source ended or `stop` was called"""


Event: TypeAlias = CaptionUpdate | Status | Ended


class EngineThread:
    """Runs one engine from start to end; what it says waits in a queue until it is asked for."""

    def __init__(self, make: MakeEngine) -> None:
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._engine = make(self._events.put, self._events.put)
        # daemon: an impatient second Ctrl-C must end the program though a decode still runs
        self._thread = threading.Thread(target=self._run, name="captions", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the engine to end; what waits is settled first, then `Ended` comes. Safe in a signal handler."""
        self._engine.stop()

    def set_paused(self, paused: bool) -> None:
        """Pause or go on."""
        self._engine.set_paused(paused)

    def next(self, timeout: float) -> Event | None:
        """The next event, or None where none comes within `timeout` seconds."""
        try:
            return self._events.get(timeout=timeout)
        except queue.Empty:
            return None

    def join(self) -> None:
        """Wait until the thread is gone; it is as soon as `Ended` has come."""
        self._thread.join()

    def _run(self) -> None:
        error: CaptionerError | None = None
        try:
            self._engine.run()
        except CaptionerError as known:
            error = known
        except Exception as unknown:  # noqa: BLE001  the thread's edge: whatever happens becomes one sentence
            _LOG.exception("the caption thread failed")
            error = unexpected(unknown)
        self._events.put(Ended(error))


def unexpected(error: BaseException) -> CaptionerError:
    """A sentence for an error that nobody foresaw; the log has the rest."""
    return CaptionerError(
        f"Captions stopped because of an error in the program ({type(error).__name__}: {error}).",
        "Start it again; if it happens again, please report it with the log file.",
    )
