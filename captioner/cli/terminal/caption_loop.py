"""The main loop of captions in a terminal: records and shows what the engine sends, and handles keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, Protocol

from captioner.captions.substitution import AS_HEARD, Substitution
from captioner.cli.signals import stop_signals
from captioner.cli.terminal.engine_thread import Ended, EngineThread
from captioner.cli.terminal.keys import KeyReader
from captioner.cli.terminal.status_line import foreign
from captioner.errors import CaptionerError, ModelError
from captioner.messages import CaptionUpdate, SoundGap, Status, View

_Asked = ParamSpec("_Asked")
_TICK_S = 0.05
"""Seconds between two checks for keys and the size of the terminal."""


class Display(Protocol):
    """Shows captions: `TerminalView` or `LineView`."""

    @property
    def view(self) -> View:
        """The current view."""
        ...

    def add_captions(self, update: CaptionUpdate) -> None:
        """Take in an update that is already in the record."""
        ...

    def tell(self, status: Status) -> None:
        """Take in a status."""
        ...

    def warn(self, sentence: str) -> None:
        """Take in a warning."""
        ...

    def show(self, view: View) -> None:
        """Switch the view."""
        ...

    def draw(self) -> None:
        """Bring the screen up to date."""
        ...


class Record(Protocol):
    """Stores the words, in memory and on disk."""

    def append(self, update: CaptionUpdate) -> None:
        """Store settled words; raises ExportError once if the disk refuses them."""
        ...

    def name_model(self, name: str) -> None:
        """Store the name of a speech model that replaces the chosen one; nothing if it is empty."""
        ...

    def mark(self, gap: SoundGap) -> None:
        """Store a gap in the sound; raises as `append`."""
        ...


@dataclass(frozen=True, slots=True)
class SessionOutcome:
    """How a session ended."""

    view: View
    """the last view"""
    error: CaptionerError | None
    """the error that ended captions"""
    rejected: int = 0
    """as in `Status`"""
    stands_in: ModelError | None = None
    """as in `Status`"""


def caption(
    engine: EngineThread, record: Record, display: Display, keys: KeyReader, substitution: Substitution = AS_HEARD
) -> SessionOutcome:
    """Run the engine until the source ends, `q`, or a signal. Call it on the main thread.

    Args:
        substitution: replaces words in what is shown; the record keeps the recognised words.

    Raises:
        KeyboardInterrupt: at a second Ctrl-C; the record holds all words so far.
    """
    loop = _Loop(engine, record, display, substitution)
    with stop_signals(loop.request_end):
        engine.start()
        while not loop.has_ended:
            loop.take(engine.next(_TICK_S))
            while not loop.has_ended and (event := engine.next(0)) is not None:
                loop.take(event)
            for key in keys.pressed():
                loop.press(key)
            loop.end_if_requested()
            loop.draw()
        engine.join()
    return SessionOutcome(display.view, loop.error, loop.rejected, loop.stands_in)


class _Loop:
    """Owns the state that keys change, and detects the end."""

    def __init__(self, engine: EngineThread, record: Record, display: Display, substitution: Substitution) -> None:
        self._substitution = substitution
        self._engine = engine
        self._record = record
        self._display = display
        self._is_paused = False
        self._can_draw = True
        self._is_end_requested = False
        self._is_ending = False
        self.has_ended = False
        self.error: CaptionerError | None = None
        self.rejected = 0
        self._is_foreign_told = False
        self.stands_in: ModelError | None = None

    def take(self, event: CaptionUpdate | Status | Ended | None) -> None:
        """Record and show an event."""
        if isinstance(event, CaptionUpdate):
            self._keep(partial(self._record.append, event))
            self._show(self._display.add_captions, self._substitution.update(event))
        elif isinstance(event, Status):
            self.rejected = event.rejected
            self._keep(partial(self._record.name_model, event.stand_in))
            for gap in event.gaps:
                self._keep(partial(self._record.mark, gap))
            if event.stands_in is not None and self.stands_in is None:
                self.stands_in = event.stands_in
                self._show(self._display.warn, event.stands_in.sentence())
            if event.foreign_to and not self._is_foreign_told:
                self._is_foreign_told = True
                self._show(self._display.warn, foreign(event))
            self._show(self._display.tell, event)
        elif isinstance(event, Ended):
            self.has_ended = True
            self.error = event.error or self.error

    def _keep(self, record: Callable[[], None]) -> None:
        """Record something, and tell the user if the disk refuses it."""
        try:
            record()
        except CaptionerError as error:
            self._show(self._display.warn, error.sentence())

    def press(self, key: str) -> None:
        """Handle a key."""
        if key in "rR":
            self._show(self._display.show, View.MARKED if self._display.view is View.CLEANED else View.CLEANED)
        elif key in "pP":
            self._is_paused = not self._is_paused
            self._engine.set_paused(self._is_paused)
        elif key in "qQ":
            self._is_end_requested = True

    def request_end(self) -> None:
        """Request the end; safe in a signal handler, which may interrupt anything else here."""
        self._is_end_requested = True

    def end_if_requested(self) -> None:
        """End if it was requested."""
        if self._is_end_requested and not self._is_ending:
            self._is_ending = True
            self._engine.stop()
            self._show(self._display.warn, "Ending: the last words are being read.")

    def draw(self) -> None:
        """Bring the screen up to date."""
        self._show(self._display.draw)

    def _show(self, action: Callable[_Asked, None], *asked: _Asked.args, **named: _Asked.kwargs) -> None:
        """Run something that writes to stdout; if stdout is closed, the session ends and is saved."""
        if not self._can_draw:
            return
        try:
            action(*asked, **named)
        except OSError:  # the pipe or the terminal was closed
            self._can_draw, self._is_end_requested = False, True
        except CaptionerError as error:
            self._can_draw, self._is_end_requested = False, True
            self.error = error
