"""Writes a journal on a thread of its own: a disk that takes its time holds up no window."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from pathlib import Path

from captioner.errors import ExportError
from captioner.messages import CaptionUpdate, SoundGap
from captioner.record.journal import Journal

_CLOSING_S = 20.0
"""A disk that takes longer than this for the last words holds nobody up: the rest is written if it ever answers."""


class JournalThread:
    """Hands events on in order. What a kill can lose are those that the disk is just taking: a moment's.

    An error is raised by the call that follows it, once, as `Journal` does.
    """

    def __init__(self, journal: Journal) -> None:
        """The thread begins with the first event: a session without one leaves nothing behind."""
        self._journal = journal
        self._events: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._errors: queue.SimpleQueue[ExportError] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    @property
    def path(self) -> Path:
        """The journal; its name may change with the first word."""
        return self._journal.path

    def append(self, update: CaptionUpdate) -> None:
        """Have what has settled written.

        Raises:
            ExportError: the disk did not take something before this.
        """
        if update.settled or update.utterance_ended:
            self._put(lambda: self._journal.append(update))

    def correct(self, utterance: int, word_index: int, text: str | None) -> None:
        """Have a correction by hand written; raises as `append`."""
        self._put(lambda: self._journal.correct(utterance, word_index, text))

    def mark(self, gap: SoundGap) -> None:
        """Have it written that there was no sound for a while; raises as `append`."""
        self._put(lambda: self._journal.mark(gap))

    def close(self) -> None:
        """Wait until all is written and mark the session as finished; may be called twice. Raises as `append`."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._thread is not None:
            self._events.put(self._journal.close)
            self._events.put(None)
            self._thread.join(_CLOSING_S)
        self._raise_last()

    def _put(self, step: Callable[[], None]) -> None:
        if self._is_closed:
            raise ValueError("the journal is closed")
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
            self._thread.start()
        self._events.put(step)
        self._raise_last()

    def _raise_last(self) -> None:
        error: ExportError | None = None
        while not self._errors.empty():
            error = self._errors.get()
        if error is not None:
            raise error

    def _run(self) -> None:
        while (step := self._events.get()) is not None:
            try:
                step()
            except ExportError as error:
                self._errors.put(error)
