"""The journal of a session: every settled word is written before the next one comes; see `journal_lines`."""

from __future__ import annotations

import contextlib
import errno
import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from captioner import private
from captioner.errors import ExportError
from captioner.messages import CaptionUpdate, SoundGap
from captioner.record import journal_lines as lines
from captioner.record import storage
from captioner.record.transcript import SessionInfo, Transcript

SUFFIX = ".jsonl"
_NAMES = 10_000
_TAIL = 4096
"""bytes at the end of a journal that are searched for its last line"""


@dataclass(frozen=True, slots=True)
class Unsynced:
    """Data that the system has accepted and the disk may not have yet; a kill of this program does not lose it."""

    file: int
    """a separate file descriptor, to be closed"""
    end: int
    """bytes of the file"""
    attempt: int
    """grows with each new file and each failed write to the disk"""


class Journal:
    """Writes the events of one session; lines that the disk refuses are kept and written again with the next event.

    Attributes:
        sync_later: takes the data to sync, and calls `synced` or `not_synced` when the disk has answered; None: each
            event waits for the disk.
    """

    def __init__(self, path: Path, info: SessionInfo) -> None:
        """Prepare a journal; the file and its folder are made with the first event."""
        self.path = path
        self._wanted = path
        self._waiting: deque[bytes] = deque([lines.header(info)])
        self._file: int | None = None
        self.sync_later: Callable[[Unsynced], None] | None = None
        self._attempt = 0
        self._size = 0
        """bytes that are safely on the disk"""
        self._written = 0
        """bytes that the system has accepted"""
        self._has_failed = False
        self._is_closed = False
        self._was_removed = False
        self._must_tell = False
        """the user has not been told of the newest removal"""

    def describe(self, info: SessionInfo) -> None:
        """Change the details of the session; the first line is the first event's, so after that it does nothing."""
        if self._file is None and not self._has_failed:
            self._waiting[0] = lines.header(info)

    def append(self, update: CaptionUpdate) -> None:
        """Write the settled words.

        Raises:
            ExportError: the disk refused them; raised once, then again only after a write has succeeded in between.
        """
        if not update.settled and not update.utterance_ended:
            return
        self._write(lines.settled(update))

    def correct(self, utterance: int, word_index: int, text: str | None) -> None:
        """Write a correction by hand; raises as `append`."""
        self._write(lines.line({"correct": [utterance, word_index, text]}))

    def mark(self, gap: SoundGap) -> None:
        """Write a gap in the sound; raises as `append`.

        A session without words leaves no file, so a gap before the first word waits.
        """
        line = lines.line({"gap": [gap.start, gap.end, gap.kind.value]})
        if self._file is None and not self._has_failed:
            self._waiting.append(line)
        else:
            self._write(line)

    def close(self) -> None:
        """Mark the session as finished; a session without an event leaves no file. May be called twice.

        Raises:
            ExportError: not all events are on the disk, or the file was removed in between and created again.
        """
        if self._is_closed:
            return
        self._is_closed = True
        try:
            if self._file is not None or self._has_failed:
                self.sync_later = None
                self._waiting.append(lines.FINISHED.encode())
                self._flush()
                if self._was_removed:
                    # reported again at the end, when the user looks for the file
                    raise self._removed()
        except OSError as error:
            raise storage.failure(error, self.path) from error
        finally:
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def _write(self, line: bytes) -> None:
        if self._is_closed:
            raise ValueError(f"the journal {self.path} is closed")
        self._waiting.append(line)
        try:
            self._flush()
        except OSError as error:
            if not self._has_failed:
                self._has_failed = True
                raise storage.failure(error, self.path) from error
        else:
            self._has_failed = self._has_failed and self.sync_later is not None
            if self._must_tell:
                self._must_tell = False
                raise self._removed()

    def _removed(self) -> ExportError:
        return ExportError(
            "The transcript {path} was removed while it was being written.",
            "It was written again, with all words so far.",
            path=self.path,
        )

    def _flush(self) -> None:
        if self._file is None:
            self._file = self._made()
        elif os.fstat(self._file).st_nlink == 0:
            self._make_anew(self._file)
        data = b"".join(self._waiting)[self._written - self._size :]
        try:
            # a partly failed write is overwritten
            os.lseek(self._file, self._written, os.SEEK_SET)
            done = 0
            while done < len(data):
                done += os.write(self._file, data[done:])
        except OSError:
            self._cut(self._file, self._written)
            raise
        self._written += len(data)
        if self.sync_later is not None:
            self.sync_later(Unsynced(os.dup(self._file), self._written, self._attempt))
            return
        try:
            os.fsync(self._file)
        except OSError:
            self._cut(self._file, self._size)
            raise
        self._keep(self._written)

    def synced(self, asked: Unsynced) -> None:
        """The disk has the data.

        After a failed sync this says nothing about earlier data: the system drops the pages that the disk refused, and
        the next sync succeeds (https://wiki.postgresql.org/wiki/Fsync_Errors).
        """
        if asked.attempt == self._attempt:
            self._keep(asked.end)
            self._has_failed = False

    def not_synced(self, error: OSError) -> None:
        """The disk does not have the last data: it is written again with the next event; raises as `append`."""
        self._written = self._size
        self._attempt += 1
        if not self._has_failed:
            self._has_failed = True
            raise storage.failure(error, self.path) from error

    def _keep(self, end: int) -> None:
        """Drop the lines that the disk has."""
        while self._waiting and self._size + len(self._waiting[0]) <= end:
            self._size += len(self._waiting.popleft())

    def _cut(self, file: int, size: int) -> None:
        with contextlib.suppress(OSError):
            os.ftruncate(file, size)
        self._written = size

    def _made(self) -> int:
        """A new file, under the next free name if another session took this one in the same second."""
        private.make_folder(self.path.parent)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        for number in range(1, _NAMES):
            path = self._wanted if number == 1 else self._wanted.with_stem(f"{self._wanted.stem} ({number})")
            with contextlib.suppress(FileExistsError):
                file = os.open(path, flags, private.FILE)
                self.path = path
                self._attempt += 1
                return file
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))

    def _make_anew(self, removed: int) -> None:
        """Write a removed file again; its content can be read as long as it is open."""
        os.lseek(removed, 0, os.SEEK_SET)
        pieces = []
        while piece := os.read(removed, 1 << 20):
            pieces.append(piece)
        self._file = self._made()
        os.close(removed)
        self._waiting.appendleft(b"".join(pieces)[: self._size])
        self._size = self._written = 0
        self._was_removed = self._must_tell = True


@dataclass(frozen=True, slots=True)
class Recovered:
    """The content of a journal."""

    transcript: Transcript
    is_finished: bool
    """the session was closed in order"""
    damaged_lines: int
    """lines that could not be read, such as one that was being written when the machine stopped"""


def recover(path: Path) -> Recovered:
    """Read a journal in any state.

    Raises:
        ExportError: it cannot be read, or is no journal.
    """
    try:
        found = path.read_bytes().split(b"\n")
    except OSError as error:
        raise ExportError("{path} could not be read: {reason}.", path=path, reason=error.strerror or error) from error
    info, fields = lines.read_header(found[0], path)
    transcript = Transcript(info)
    is_finished = False
    damaged = 0
    for line in found[1:]:
        if not line:
            continue
        event = lines.parsed(line)
        is_finished = is_finished or (event is not None and "finished" in event)
        damaged += event is None or not lines.apply(event, fields, transcript)
    return Recovered(transcript, is_finished, damaged)


def in_folder(folder: Path) -> list[Path]:
    """The files of a folder that are journals by their names; a pipe is left out, because reading it would wait."""
    return [path for path in sorted(folder.glob("*" + SUFFIX)) if path.is_file()] if folder.is_dir() else []


def unfinished(folder: Path) -> list[Path]:
    """The journals of sessions that were not closed in order, the oldest first; also those still being written."""
    found = []
    for path in in_folder(folder):
        with contextlib.suppress(OSError), path.open("rb") as file:
            is_journal = lines.FORMAT.encode() in file.readline(_TAIL)
            file.seek(max(0, path.stat().st_size - _TAIL))
            if is_journal and not file.read().endswith(lines.FINISHED.encode()):
                found.append(path)
    return found


def finish(path: Path) -> None:
    """Mark the journal of an interrupted session as finished, once its words have been recovered.

    Raises:
        ExportError: it cannot be written.
    """
    _append(path, lines.FINISHED.encode())


def amend(path: Path, utterance: int, word_index: int, text: str | None) -> None:
    """Add a manual correction to the journal of a finished session; the recognised words stay.

    Raises:
        ExportError: it cannot be written.
    """
    event = lines.line({"correct": [utterance, word_index, text]})
    # its last line says again that the session is finished
    _append(path, event + lines.FINISHED.encode())


def new_path(folder: Path, started: str) -> Path:
    """A free name for the journal of a session that started at this ISO time."""
    stem = started.replace("T", " ").replace(":", "-")[:19] or "session"
    names = (folder / f"{stem}{f' ({n})' if n > 1 else ''}{SUFFIX}" for n in range(1, _NAMES))
    return next(path for path in names if not path.exists())


def _append(path: Path, added: bytes) -> None:
    """Append lines, even if the last one is incomplete."""
    try:
        with path.open("r+b") as file:
            file.seek(-1, os.SEEK_END)
            is_torn = file.read(1) != b"\n"
            file.write((b"\n" if is_torn else b"") + added)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise storage.failure(error, path) from error
