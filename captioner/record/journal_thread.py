"""Writes a journal on its own thread, so that a slow disk does not block a window for long."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from captioner.errors import ExportError
from captioner.messages import CaptionUpdate, SoundGap
from captioner.record.journal import Journal, Unsynced
from captioner.record.transcript import SessionInfo

_WRITTEN_S = 0.5
"""Longest wait for the system to accept an event, which takes a tenth of a millisecond on a healthy disk. On another,
captions continue without waiting until the backlog is written."""
_CLOSING_S = 20.0
"""Longest wait for the last words; a slower disk writes the rest if it ever answers."""


class JournalThread:
    """Passes events on in order; each is written when its call returns, so a kill loses nothing that is shown
    afterwards.

    Written means that the system has accepted it. A second thread waits until the disk has it; before that only a
    failure of the machine can lose it. An error is raised once, by its own call or by a later one.
    """

    def __init__(self, journal: Journal) -> None:
        """The threads start with the first event, so a session without one leaves nothing behind."""
        self._journal = journal
        self._events: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._unsynced: queue.SimpleQueue[Unsynced | None] = queue.SimpleQueue()
        self._errors: queue.SimpleQueue[ExportError] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._is_behind = False
        self._is_closed = False

    @property
    def path(self) -> Path:
        """The journal; its name may change with the first word."""
        return self._journal.path

    def describe(self, info: SessionInfo) -> None:
        """Change the details of the session, if nothing is written yet; raises as `append`."""
        if self._threads:
            self._put(lambda: self._journal.describe(info))
        else:
            self._journal.describe(info)

    def append(self, update: CaptionUpdate) -> None:
        """Have the settled words written.

        Raises:
            ExportError: the disk refused them, or an earlier event.
        """
        if update.settled or update.utterance_ended:
            self._put(lambda: self._journal.append(update))

    def correct(self, utterance: int, word_index: int, text: str | None) -> None:
        """Have a manual correction written; raises as `append`."""
        self._put(lambda: self._journal.correct(utterance, word_index, text))

    def mark(self, gap: SoundGap) -> None:
        """Have a gap in the sound written; raises as `append`."""
        self._put(lambda: self._journal.mark(gap))

    def close(self) -> None:
        """Wait until everything is on the disk, and mark the session as finished; may be called twice. Raises as
        `append`."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._threads:
            self._events.put(self._journal.close)
            self._events.put(None)
            self._threads[0].join(_CLOSING_S)
            self._unsynced.put(None)
            self._threads[1].join(_CLOSING_S if not self._threads[0].is_alive() else 0.0)
        self._raise_last()

    def _put(self, step: Callable[[], None]) -> None:
        if self._is_closed:
            raise ValueError("the journal is closed")
        if not self._threads:
            self._start()
        written = threading.Event()

        def told() -> None:
            try:
                step()
            finally:
                written.set()

        self._events.put(told)
        if not self._is_behind:
            self._is_behind = not written.wait(_WRITTEN_S)
        self._raise_last()

    def _start(self) -> None:
        self._journal.sync_later = self._unsynced.put
        for name, run in (("journal", self._write), ("journal-sync", self._sync)):
            self._threads.append(threading.Thread(target=run, name=name, daemon=True))
            self._threads[-1].start()

    def _raise_last(self) -> None:
        error: ExportError | None = None
        while not self._errors.empty():
            error = self._errors.get()
        try:
            if error is not None:
                raise error
        finally:
            # the error holds this frame, which holds all frames above and their objects
            del error

    def _write(self) -> None:
        while (step := self._events.get()) is not None:
            try:
                step()
            except ExportError as error:
                self._errors.put(error)
            if self._events.empty():
                self._is_behind = False

    def _sync(self) -> None:
        """Sync the newest waiting data, which includes all before it."""
        while (asked := self._unsynced.get()) is not None:
            self._events.put(self._asked(asked))

    def _asked(self, asked: Unsynced) -> Callable[[], None]:
        """The answer for the journal."""
        try:
            if not self._unsynced.empty():
                return lambda: None
            os.fsync(asked.file)
        except OSError as error:
            return partial(self._journal.not_synced, error.with_traceback(None))
        finally:
            os.close(asked.file)
        return partial(self._journal.synced, asked)
