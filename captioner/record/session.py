"""One caption session: its record, and the journal that stores it on disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from captioner.messages import CaptionUpdate, SoundGap
from captioner.record import journal
from captioner.record.journal import Journal
from captioner.record.journal_thread import JournalThread
from captioner.record.transcript import SessionInfo, Transcript


class Keeper(Protocol):
    """Stores events on disk, and raises ExportError once when it cannot; `JournalThread` is one."""

    @property
    def path(self) -> Path:
        """The file; its name may change with the first word."""
        ...

    def describe(self, info: SessionInfo) -> None:
        """Change the details, if nothing is written yet."""
        ...

    def append(self, update: CaptionUpdate) -> None:
        """Write settled words."""
        ...

    def correct(self, utterance: int, word_index: int, text: str | None) -> None:
        """Write a manual correction."""
        ...

    def mark(self, gap: SoundGap) -> None:
        """Write a gap in the sound."""
        ...

    def close(self) -> None:
        """End the journal; may be called twice."""
        ...


class Session:
    """The words since captions started.

    Attributes:
        transcript: every settled word.
    """

    def __init__(self, transcript: Transcript, keeper: Keeper | None = None) -> None:
        self.transcript = transcript
        self._keeper = keeper

    @property
    def path(self) -> Path | None:
        """The journal, or None; its name may change with the first word."""
        return self._keeper.path if self._keeper is not None else None

    @property
    def info(self) -> SessionInfo:
        """Its beginning and its source."""
        return self.transcript.info

    def name_model(self, name: str) -> None:
        """Note before the first word that this speech model replaces the chosen one; nothing if `name` is empty.

        Raises:
            ExportError: an earlier event could not be written.
        """
        if name and name != self.info.speech_model:
            self.transcript.name_model(name)
            if self._keeper is not None:
                self._keeper.describe(self.info)

    def append(self, update: CaptionUpdate) -> None:
        """Record settled words, and have them written.

        Raises:
            ExportError: something could not be written; the words stay in the record.
        """
        self.transcript.append(update)
        if self._keeper is not None:
            self._keeper.append(update)

    def correct(self, utterance: int, word_index: int, text: str | None) -> None:
        """Correct a recognised word; None undoes a correction. Raises as `append`."""
        self.transcript.correct(utterance, word_index, text)
        if self._keeper is not None:
            self._keeper.correct(utterance, word_index, text)

    def mark(self, gap: SoundGap) -> None:
        """Record a gap in the sound; raises as `append`."""
        self.transcript.mark(gap)
        if self._keeper is not None:
            self._keeper.mark(gap)

    def close(self) -> None:
        """End the session; raises as `append`."""
        if self._keeper is not None:
            self._keeper.close()


def begin(
    folder: Path | None,
    source: str,
    speech_model: str,
    disfluency_model: str,
    keeper: Callable[[Journal], Keeper] = JournalThread,
) -> Session:
    """A session that begins now, with a journal in `folder` unless that is None.

    Args:
        keeper: writes the journal: a thread beside the windows, or `write_at_once`.
    """
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    info = SessionInfo(started, source, speech_model, disfluency_model)
    if folder is None:
        return Session(Transcript(info))
    return Session(Transcript(info), keeper(Journal(journal.new_path(folder, started), info)))


def write_at_once(written: Journal) -> Keeper:
    """Writes at once, for a terminal, which may wait for the disk: every word is on the disk before it is shown."""
    return written
