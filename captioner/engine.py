"""What makes captions on a thread of its own, and the edge of a thread: what goes wrong there becomes one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from captioner import log
from captioner.errors import CaptionerError, ProgramError
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


OnUpdate: TypeAlias = Callable[[CaptionUpdate], None]
OnStatus: TypeAlias = Callable[[Status], None]
MakeEngine: TypeAlias = Callable[[OnUpdate, OnStatus], Engine]
"""Called with `on_update` and `on_status`; cheap, for the models load in `run`."""


def guarded(work: Callable[[], None]) -> CaptionerError | None:
    """Do what a thread, or the whole program, is for; the one place that stops every error.

    Returns:
        What went wrong, for a person to read; None where nothing did.
    """
    try:
        work()
    except CaptionerError as known:
        return known
    except Exception as unknown:  # noqa: BLE001  an error that leaves a thread ends it in silence
        _LOG.exception("unexpected")
        return ProgramError(
            "Captioner met an error of its own ({kind}: {reason}).",
            "Start it again; if it happens again, please report it with the log file.",
            kind=type(unknown).__name__,
            reason=str(unknown),
        )
    return None
