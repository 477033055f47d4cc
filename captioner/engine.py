"""The interface of engines and subscribers, and the edge of a thread, where every error becomes one message."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

from captioner import heap, log
from captioner.errors import CaptionerError, ProgramError
from captioner.messages import CaptionUpdate, Status

_LOG = log.get(__name__)


class Engine(Protocol):
    """Makes captions; `captioner.pipeline.Pipeline` is one."""

    def run(self) -> None:
        """Block until the source ends or `stop` is called; raises CaptionerError."""
        ...

    def stop(self) -> None:
        """End `run` soon; callable from any thread."""
        ...

    def set_paused(self, paused: bool) -> None:
        """Take in no audio while paused; callable from any thread."""
        ...


OnUpdate: TypeAlias = Callable[[CaptionUpdate], None]
OnStatus: TypeAlias = Callable[[Status], None]
MakeEngine: TypeAlias = Callable[[OnUpdate, OnStatus], Engine]
"""Called with `on_update` and `on_status`; cheap, because the models load in `run`."""


class Subscriber(Protocol):
    """Receives captions besides the view that shows them, such as the page for other programs.

    It is called on the thread that makes captions, so its methods return at once and raise nothing.
    """

    def begin(self, source: str) -> None:
        """A session begins; `source` is the name of the source for the user."""
        ...

    def take(self, update: CaptionUpdate) -> None:
        """Take in an update of the captions."""
        ...

    def tell(self, status: Status) -> None:
        """Take in the state; called ten times a second."""
        ...


def subscribed(make: MakeEngine, source: Callable[[], str], subscribers: Sequence[Subscriber]) -> MakeEngine:
    """A factory of the same engines that also call the subscribers.

    Args:
        source: returns the name of the source for the user; called when a session begins.
        subscribers: read at every event, so it may change.
    """

    def made(on_update: OnUpdate, on_status: OnStatus) -> Engine:
        def update_all(update: CaptionUpdate) -> None:
            on_update(update)
            for each in subscribers:
                each.take(update)

        def tell_all(status: Status) -> None:
            on_status(status)
            for each in subscribers:
                each.tell(status)

        for each in subscribers:
            each.begin(source())
        return make(update_all, tell_all)

    return made


def session(run: Callable[[], None], heaps: int = heap.LIVE) -> CaptionerError | None:
    """Run an engine to its end, as `guarded`, and release the memory of its models."""
    heap.limit(heaps)
    error = guarded(run)
    cause: BaseException | None = error
    while cause is not None:
        # the error is kept while it is shown, and its frames would keep the models
        traceback.clear_frames(cause.__traceback__)
        cause = cause.__cause__ or cause.__context__
    heap.give_back()
    return error


def guarded(work: Callable[[], None]) -> CaptionerError | None:
    """Run the work of a thread or of the whole program; the one place that catches every error.

    Returns:
        The error as a message for the user; None if there was none.
    """
    try:
        work()
    except CaptionerError as known:
        return known
    except Exception as unknown:  # noqa: BLE001  an error that leaves a thread ends it in silence
        _LOG.exception("unexpected")
        return ProgramError(
            "Captioner stopped because of an error in the program ({kind}: {reason}).",
            "Start it again. If the error comes back, please report it with the log file.",
            kind=type(unknown).__name__,
            reason=str(unknown),
        )
    return None
