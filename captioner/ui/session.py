"""The record of one sitting: when it began, what was heard, and the journal that keeps it on disk."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from captioner.messages import CaptionUpdate, TranscriptEntry


class Record(Protocol):
    """The append-only words of a session; `captioner.captions.transcript.Transcript` is one."""

    @property
    def entries(self) -> tuple[TranscriptEntry, ...]:
        """One for each utterance, in order; the last may be incomplete."""
        ...

    def append(self, update: CaptionUpdate) -> None:
        """Take in what settled."""
        ...


class Keeper(Protocol):
    """Keeps settled words on disk; `captioner.captions.journal.Journal` is one."""

    def append(self, update: CaptionUpdate) -> None:
        """Write what settled; raises ExportError."""
        ...

    def close(self) -> None:
        """Nothing more comes; may be called twice."""
        ...


class Session:
    """What was said since captions began.

    Attributes:
        record: every settled word.
        source: the name of the device or recording.
        began: local time, with its zone.
    """

    def __init__(self, record: Record, keeper: Keeper | None, source: str, began: datetime) -> None:
        self.record = record
        self.source = source
        self.began = began
        self._keeper = keeper

    def append(self, update: CaptionUpdate) -> None:
        """Take in what settled, then write it down.

        Raises:
            ExportError: it could not be written, once: the words stay in the record, and no further try is made.
        """
        self.record.append(update)
        keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.append(update)
            self._keeper = keeper

    def close(self) -> None:
        """No more words come."""
        if self._keeper is not None:
            self._keeper.close()
