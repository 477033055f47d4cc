"""Searches past sessions with an SQLite index over the journals, which stay the record."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from captioner import log, private
from captioner.errors import CaptionerError, ExportError
from captioner.messages import TranscriptEntry
from captioner.record import history_tables as tables
from captioner.record import journal, storage
from captioner.record.past_session import Hit, PastSession
from captioner.record.transcript import Transcript

_LOG = log.get(__name__)
_HITS = 500
"""Hits shown at most: nobody reads more, and a common word can have tens of thousands."""
_AT_ONCE = 5
"""Journals that are indexed before other threads may search again."""
_LOOK_EVERY = 2000
"""Instructions of SQLite between two checks for cancelling: about 0.1 ms."""


class History:
    """The index; every call opens the file itself, so calls may come from any thread."""

    def __init__(self, path: Path) -> None:
        """`path` is the index; it is made at the first use, and rebuilt if it is damaged."""
        self._path = path
        self._is_checked = False

    def update(self, folder: Path, cancelled: Callable[[], bool] = lambda: False) -> int:
        """Index new and changed journals of a folder, and remove those that are gone.

        Returns:
            Number of journals read.

        Raises:
            CaptionerError: the index cannot be written.
        """
        found = {str(path): tables.stamp(path) for path in journal.in_folder(folder)}
        with self._connection(is_thorough=True) as database:
            # a full cache would lock readers out long before the commit
            database.execute("PRAGMA cache_spill = 0")
            known = dict(database.execute("SELECT path, stamp FROM session"))
            inside = f"{folder}/"
            tables.wait_for_turn(database)
            for path in known:
                if path not in found and (path.startswith(inside) or not Path(path).exists()):
                    tables.forget(database, path)
            read = 0
            for path, stamp in found.items():
                if cancelled():
                    break
                if known.get(path) != stamp:
                    read += tables.take_in(database, Path(path), stamp)
                    if read % _AT_ONCE == 0:
                        database.commit()
                        tables.wait_for_turn(database)
            return read

    def sessions(self) -> list[PastSession]:
        """All sessions with words, the newest first."""
        with self._connection() as database:
            return tables.sessions(database)

    def search(self, text: str, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Hit]:
        """Utterances with all words of `text`; the last word may be the beginning of one.

        Yields hits as they are found, the newest session first, in the order of speech; ends early when `cancelled`
        returns True.

        Raises:
            CaptionerError: the index cannot be used.
        """
        query = tables.query_of(text)
        if not query:
            return
        with self._connection() as database:
            database.set_progress_handler(cancelled, _LOOK_EVERY)
            try:
                for hit in tables.hits(database, query, _HITS):
                    if cancelled():
                        return
                    yield hit
            except sqlite3.OperationalError as error:
                if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
                    raise

    def rename(self, session: PastSession, title: str) -> None:
        """Give a session a title; empty removes it."""
        with self._connection() as database:
            database.execute("UPDATE session SET title = ? WHERE id = ?", (title.strip(), session.id))

    def correct(self, session: PastSession, corrected: TranscriptEntry, word_index: int, text: str | None) -> None:
        """Store a manual correction of a past session; the journal keeps the recognised word beside it.

        Args:
            corrected: the utterance with the correction in place; only its line of the index is rewritten.
            word_index: counts the words of the utterance from 0.
            text: in place of the word; None undoes a correction.

        Raises:
            CaptionerError: its journal or the index cannot be written.
        """
        journal.amend(session.path, corrected.utterance, word_index, text)
        path = str(session.path)
        with self._connection() as database:
            database.execute(
                "UPDATE line SET raw = ?, cleaned = ? "
                "WHERE session = (SELECT id FROM session WHERE path = ?) AND utterance = ?",
                (*tables.texts(corrected), path, corrected.utterance),
            )
            database.execute("UPDATE session SET stamp = ? WHERE path = ?", (tables.stamp(session.path), path))

    def delete(self, session: PastSession) -> None:
        """Delete a session with its journal and the text that the command line writes beside it.

        Raises:
            ExportError: one of them cannot be deleted.
        """
        for path in (session.path, session.path.with_suffix(".txt")):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise ExportError(
                    "{path} could not be deleted: {reason}.", path=path, reason=error.strerror or error
                ) from error
        with self._connection() as database:
            tables.forget(database, str(session.path))

    @staticmethod
    def read(session: PastSession) -> Transcript:
        """The record of a session.

        Raises:
            ExportError: its journal cannot be read.
        """
        return journal.recover(session.path).transcript

    @contextmanager
    def _connection(self, *, is_thorough: bool = False) -> Iterator[sqlite3.Connection]:
        """The open index; `is_thorough` reads all of it once to find damage, which takes a fifth of a second."""
        try:
            private.make_folder(self._path.parent)
            private.make_file(self._path)
            with closing(self._open(is_thorough=is_thorough)) as database, database:
                yield database
        except OSError as error:
            raise storage.failure(error, self._path) from error
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise CaptionerError(
                "The history cannot be used ({reason}).",
                "If this keeps happening, delete {path}; the transcripts are kept.",
                reason=error,
                path=self._path,
            ) from error

    def _open(self, *, is_thorough: bool) -> sqlite3.Connection:
        try:
            database = self._prepared()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not _is_damage(error):
                raise
            self._set_aside()
            return self._prepared()
        if self._is_checked or not is_thorough:
            return database
        try:
            # damage behind the first page shows only when that page is read
            is_sound = database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            if is_sound:
                database.execute("INSERT INTO line (line) VALUES ('integrity-check')")
                database.commit()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not _is_damage(error):
                database.close()
                raise
            is_sound = False
        self._is_checked = True
        if is_sound:
            return database
        database.close()
        titles = self._set_aside()
        database = self._prepared()
        tables.restore(database, titles)
        return database

    def _set_aside(self) -> dict[str, str]:
        """Rename an unusable index; returns the journals and titles that can still be read."""
        titles: dict[str, str] = {}
        with suppress(sqlite3.Error, UnicodeDecodeError), closing(sqlite3.connect(self._path, timeout=10)) as database:
            for path, title in database.execute("SELECT path, title FROM session NOT INDEXED"):
                titles[str(path)] = str(title)
        names = (self._path.with_name(f"{self._path.name}.set-aside-{number}") for number in count(1))
        aside = next(path for path in names if not path.exists())
        _LOG.warning("the history's index cannot be used; it is kept as %s and made anew", aside)
        self._path.rename(aside)
        private.make_file(self._path)
        return titles

    def _prepared(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=10)
        try:
            if tables.version_of(database) != tables.VERSION:
                # another thread or program may be making the tables now: one at a time
                database.execute("BEGIN IMMEDIATE")
                version = tables.version_of(database)
                if version > tables.VERSION:
                    database.close()
                    titles = self._set_aside()
                    database = self._prepared()
                    tables.restore(database, titles)
                elif version < tables.VERSION:
                    tables.make(database, known=version > 0)
                if database.in_transaction:  # also if another made them first: the lock must be released
                    database.commit()
        except (sqlite3.Error, UnicodeDecodeError):
            database.close()
            raise
        return database


def _is_damage(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether the file is damaged, as opposed to a lock, a full disk or missing permissions.

    Text that cannot be decoded is damage, too: an error without SQLite's code where it stands in a row, and none of
    sqlite3's where SQLite quotes it in a message.
    """
    if isinstance(error, UnicodeDecodeError) or not hasattr(error, "sqlite_errorcode"):
        return True
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
